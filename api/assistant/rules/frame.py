"""What one question means, alone or leaning on the question before it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from api.assistant.rules import period as cal
from api.assistant.rules.catalogue import FindItems
from api.assistant.rules.intents import Asked, Intent
from api.assistant.rules.items import Subject
from api.assistant.rules.obstacles import apart, unclear
from api.assistant.rules.period import Period
from api.assistant.rules.relations import is_together
from api.assistant.rules.said import LEANS, NO_PERIOD, Said, parts_said
from api.assistant.rules.spans import Clock, Span
from api.assistant.rules.versus import Pair, moved_back, pair_of, refers

_EVERYTHING = re.compile(
    r"전체(?:는|\s*제품|로|\s*품목)|모든\s*(?:제품|품목)|전\s*(?:제품|품목)|\ball (?:items|products)\b|everything|in total for all"
)
# A ranking of items, the list of items and the state of the data are about the whole plant.
_NO_ITEMS: tuple[Intent, ...] = ("status", "list_items", "item_count")
_UNITS = ("day", "week", "month", "quarter", "year")


@dataclass(frozen=True, slots=True)
class Frame:
    """`topic` set: cannot be answered. `assumed`: no period was said. `pair`: what to compare.

    `assumed_pair`: a comparison that names no period, so perhaps one of two items.
    """

    intent: Intent
    subject: Subject
    period: Period
    topic: str = ""
    group: str = ""
    top: int | None = None
    ascending: bool = False
    unit: str = ""
    pair: Pair | None = None
    assumed: bool = False
    assumed_pair: bool = False
    understood: bool = True
    direction: str = ""
    vague: bool = False


def understand(question: str, earlier: Sequence[str], clock: Clock, find: FindItems) -> list[Frame]:
    """One frame for each part of the question. `earlier`: the session's, oldest first."""
    frame: Frame | None = None
    for text in earlier:
        for said in parts_said(text, clock, find):
            frame = _to_lean_on(_frame(said, frame, clock), frame)
    frames: list[Frame] = []
    for said in parts_said(question, clock, find):
        frames.append(_frame(said, frame, clock))
        frame = _to_lean_on(frames[-1], frame)
    return frames


def _to_lean_on(frame: Frame, before: Frame | None) -> Frame | None:
    """What could not be answered leaves nothing to lean on."""
    return frame if frame.understood and not frame.topic else before


def _frame(said: Said, before: Frame | None, clock: Clock) -> Frame:
    asked, subject = said.asked, said.subject
    named = bool(subject.items or subject.lot or subject.missing)
    if before is not None and not _leans(said, named):
        before = None
    talked_of = before.period if before else None
    intent = asked.intent or (before.intent if before else None)
    if intent is None and (said.spans or subject.items):
        intent = "list_items" if subject.prefix and not said.spans else "total"
    if before:
        subject = _inherited(said, before, named, intent)
    pair = pair_of(said.text, said.spans, clock, talked_of)
    intent, asked, topic = _of_several(said, intent)
    if before and before.intent == "compare" and asked.intent is None and said.spans:
        pair = pair_of(said.text, said.spans, clock, talked_of, reference=True)
    if intent == "compare" and asked.group == "month" and pair.newer.unit in _UNITS[:3]:
        topic = topic or "series"
    period, assumed = _period(said, before, intent, clock, asked.group)
    if intent == "compare":
        period = pair.newer
    else:
        moved = moved_back(said.text, said.spans, clock, talked_of)
        period, assumed = (moved, False) if moved else (period, assumed)
    frame = Frame(
        intent or "total", subject, period, topic, asked.group, asked.top,
        asked.ascending, asked.unit, pair if intent == "compare" else None, assumed,
        assumed_pair=len(said.spans) < 2 and not refers(said.text, said.spans),
        understood=intent is not None, direction=asked.direction,
        vague=asked.vague,
    )  # fmt: skip
    return _completed(frame, before, asked) if before else frame


def _of_several(said: Said, intent: Intent | None) -> tuple[Intent | None, Asked, str]:
    """What several periods in one question change: a comparison, a trend, or no answer."""
    asked, spans = said.asked, said.spans
    if len(spans) < 2 or intent == "compare" or intent in NO_PERIOD:
        return intent, asked, said.topic
    alike = intent in (None, "total") and asked.group == "" and not is_together(said.text)
    if alike and len(spans) == 2:
        return "compare", asked, said.topic or unclear(spans)
    if alike and spans[0].period.unit in _UNITS:
        intent, asked = "trend", replace(asked, group=spans[0].period.unit)
    return intent, asked, said.topic or apart(spans)


def _leans(said: Said, named: bool) -> bool:
    """Whether the question needs the one before it to mean anything."""
    if said.topic or said.asked.intent in _NO_ITEMS:
        return False
    if said.asked.intent is None or LEANS.search(said.text):
        return True
    if said.asked.intent == "compare" and len(said.spans) < 2:
        return not named or not said.spans
    return not (named and said.spans) and not (said.spans and said.asked.intent != "compare")


def _inherited(said: Said, before: Frame, named: bool, intent: Intent | None) -> Subject:
    if intent == "compare" and said.subject.items and not said.spans and not said.subject.by:
        both = dict([*before.subject.items, *said.subject.items])
        return replace(said.subject, items=tuple(both.items()))
    if named or _EVERYTHING.search(said.text):
        return said.subject
    at_least = said.asked.top or 2
    if intent == said.asked.intent == "ranking" and len(before.subject.items) < at_least:
        return said.subject
    return replace(before.subject, rest=said.subject.rest, missing="")


def _period(
    said: Said, before: Frame | None, intent: Intent | None, clock: Clock, group: str
) -> tuple[Period, bool]:
    """The period asked for, and whether it is only assumed."""
    if len(said.spans) > 1:
        first, last = said.spans[0].period, said.spans[-1].period
        both = Period(min(first.first, last.first), max(first.last, last.last), "range")
        return both, False
    if said.spans:
        return _moved(said.spans[0], before, clock), False
    if before is not None and intent not in NO_PERIOD:
        return before.period, before.assumed
    now = clock.now
    if said.subject.lot:
        return Period(cal.FIRST_DAY, now, "all"), True
    year_wide = intent in ("trend", "weekday", "extreme") and group != "day"
    year_wide = year_wide or (intent == "average" and group in ("week", "month", "quarter"))
    if intent == "item_count" or intent in NO_PERIOD:
        return Period(cal.FIRST_DAY, now, "all"), True
    if intent == "trend" and group == "day":
        return cal.recent(now, 30, "day"), True
    if intent == "trend" and group == "year":
        return Period(cal.FIRST_DAY, now, "all"), True
    return clock.cut(cal.year(now.year) if year_wide else cal.month(now.year, now.month)), True


def _moved(span: Span, before: Frame | None, clock: Clock) -> Period:
    """`작년은?` after `3월`: the March of last year; after `올해`: last year."""
    yearly = span.kind in ("last_year", "year_before_last", "this_year", "year")
    if before is None or not yearly or not before.period.dated or before.period.unit == "year":
        return span.period
    return clock.cut(cal.replace_year(before.period, span.period.first.year))


def _completed(frame: Frame, before: Frame, asked: Asked) -> Frame:
    """What the question left out and the one before it said."""
    if asked.intent is None:
        return replace(
            frame,
            group=frame.group or before.group,
            top=frame.top or before.top,
            ascending=frame.ascending or before.ascending,
            unit=frame.unit or before.unit,
        )
    return frame
