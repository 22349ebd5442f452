"""What stands in the way of an answer: another subject, a day that is none, words not understood."""

from collections.abc import Sequence
from datetime import timedelta
from itertools import pairwise

from api.assistant.rules.intents import Asked
from api.assistant.rules.spans import IMPOSSIBLE, Clock, Span
from api.assistant.rules.topics import is_negated, topic_of, unread


def obstacle(text: str, spans: Sequence[Span], clock: Clock, asked: Asked) -> str:
    """The refusal's name or "". `text` is without periods, codes and names."""
    if any(span.kind == IMPOSSIBLE for span in spans):
        return "no_such_day"
    topic = topic_of(text)
    if topic:
        return topic
    if asked.intent not in ("idle", "status") and not asked.ascending and is_negated(text):
        return "negated"
    if asked.direction and asked.unit:
        # The month that grew most: no tool compares each month with the one before.
        return "statistics"
    if asked.intent not in (None, "status") and unread(text):
        return "unread"
    return "future" if any(span.period.first > clock.today for span in spans) else ""


def unclear(spans: Sequence[Span]) -> str:
    """Two periods side by side are compared when they are alike, not `Monday` and `this year`."""
    one, other = (span.period for span in spans)
    alike = one.unit == other.unit or "year" in (one.unit, other.unit)
    inside = max(one.first, other.first) <= min(one.last, other.last)
    return "" if alike and not inside else "two_periods"


def apart(spans: Sequence[Span]) -> str:
    """Periods are added up when one follows the other: days between them would count too."""
    ordered = sorted((span.period for span in spans), key=lambda period: period.first)
    gaps = (after.first - before.last for before, after in pairwise(ordered))
    return "two_periods" if any(gap > timedelta(1) for gap in gaps) else ""
