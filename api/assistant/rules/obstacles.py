"""What stands in the way of an answer: another subject, a day that is none, words not understood."""

import re
from collections.abc import Sequence
from datetime import timedelta
from itertools import pairwise

from api.assistant.rules.intents import Asked
from api.assistant.rules.spans import IMPOSSIBLE, Clock, Span
from api.assistant.rules.topics import is_negated, topic_of, unread

_TIMES = ("day", "week", "month", "quarter", "year")
_BEST_ITEM = re.compile(
    r"(?:가장|제일|최고|최다|많이|적게|상위|하위|\d+위|1등).*(?:제품|품목|아이템)|\b(?:top|best|bottom|worst|most|least)\b.*\b(?:items?|products?)\b"
)
_LAST_DAY = re.compile(r"마지막|최종|최근\s*생산일|\blast\b|\blatest\b")


def obstacle(text: str, spans: Sequence[Span], clock: Clock, asked: Asked) -> str:
    """The refusal's name or "". `text` is without periods, codes and names."""
    if any(span.kind == IMPOSSIBLE for span in spans):
        return "no_such_day"
    topic = topic_of(text)
    if topic:
        return topic
    if asked.intent not in ("idle", "status") and not asked.ascending and is_negated(text):
        return "negated"
    beyond = _beyond(text, asked)
    if beyond:
        return beyond
    if asked.intent not in (None, "status") and unread(text, numbers=1 if asked.top else 0):
        return "unread"
    return "future" if any(span.period.first > clock.today for span in spans) else ""


def _beyond(text: str, asked: Asked) -> str:
    """What is understood but more than one look-up gives."""
    times = {group for group in asked.groups if group in _TIMES}
    if "weekday" in asked.groups:
        # 요일별 ends in 일별.
        times.discard("day")
    if (asked.intent == "share" and times) or (asked.direction and asked.unit):
        return "series"
    ranked = asked.intent in ("trend", "total") and _BEST_ITEM.search(text) is not None
    of_items = {"item", "lot"} & set(asked.groups) or asked.intent == "ranking" or ranked
    if (times and of_items) or (asked.unit and times - {asked.unit}):
        return "two_groups"
    if asked.intent == "compare" and "weekday" in asked.groups:
        return "two_groups"
    if "item" in asked.groups and _LAST_DAY.search(text):
        return "one_item"
    return ""


def unclear(spans: Sequence[Span]) -> str:
    """Two periods side by side are compared when they are alike, not `Monday` and `this year`."""
    one, other = (span.period for span in spans)
    alike = one.unit == other.unit or "year" in (one.unit, other.unit)
    inside = max(one.first, other.first) <= min(one.last, other.last)
    return "" if alike and not inside else "two_periods"


def apart(spans: Sequence[Span]) -> str:
    """Periods are taken as one when each follows the other: days between would count too."""
    ordered = sorted((span.period for span in spans), key=lambda period: period.first)
    gaps = (after.first - before.last for before, after in pairwise(ordered))
    return "two_periods" if any(gap != timedelta(1) for gap in gaps) else ""
