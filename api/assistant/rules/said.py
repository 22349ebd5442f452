"""What each part of a question says by itself: periods, items, what is asked, what is in the way."""

import re
from dataclasses import dataclass, replace
from itertools import pairwise

from api.assistant.rules.carry import carried
from api.assistant.rules.catalogue import FindItems
from api.assistant.rules.intents import Asked, Intent, read_intent
from api.assistant.rules.items import Subject, read_subject
from api.assistant.rules.obstacles import obstacle
from api.assistant.rules.parts import parts_of
from api.assistant.rules.spans import Clock, Span, find_spans
from api.assistant.rules.spelling import corrected
from api.assistant.rules.words import normal

LEANS = re.compile(
    r"^(?:그럼|그러면|그리고|그렇다면|그건|그거|그것|그때|그\s|거기|거기서|그\s*중|이\s*중|같은|동일|이번엔|반대로|and\b|then\b|what about|how about|"
    r"same\b|now\b|ok\b|okay\b|also\b|but\b)|\b(?:it|that|its|those|them|this one|that one)\b|이\s*(?:제품|품목)|그\s*(?:제품|품목)|해당\s*(?:제품|품목)|instead"
)
NO_PERIOD: tuple[Intent, ...] = ("status", "list_items", "records", "last_made")


@dataclass(frozen=True, slots=True)
class Said:
    text: str
    spans: tuple[Span, ...]
    subject: Subject
    asked: Asked
    topic: str


def parts_said(question: str, clock: Clock, find: FindItems) -> list[Said]:
    """Only parts that ask something by themselves; else the question is one."""
    texts = parts_of(question)
    if len(texts) > 1:
        parts = [_read(text, clock, find) for text in texts]
        if any(_is_afterthought(part, before) for before, part in pairwise(parts)):
            return [_read(question, clock, find)]
        asking = [part for part in parts if _asks(part)]
        idle = [part for part in parts if not _asks(part)]
        if len(asking) > 1 and not any(part.subject.missing for part in idle):
            return _one_period(asking)
    return [_read(question, clock, find)]


def _one_period(parts: list[Said]) -> list[Said]:
    """`monthly totals and the top 3 items of 2025`: the year is meant for both."""
    first = parts[0]
    spans = next((part.spans for part in parts if part.spans), ())
    if first.spans or first.asked.intent in ("compare", *NO_PERIOD):
        return parts
    return [replace(first, spans=spans), *parts[1:]]


def _is_afterthought(part: Said, before: Said) -> bool:
    """`주말에 얼마나 만들었어? 10월`: only a period or an item, which the part before has none of."""
    if part.asked.intent or part.topic or LEANS.search(part.text):
        return False
    return bool(part.spans and not before.spans) or bool(
        part.subject.items and not before.subject.items
    )


def _asks(part: Said) -> bool:
    if part.topic == "help":
        return False
    named = part.subject.items or part.subject.lot or part.spans
    return bool(part.asked.intent or part.topic or named)


def _read(question: str, clock: Clock, find: FindItems) -> Said:
    text = carried(corrected(normal(question), find))
    spans: list[Span] = []

    def read_periods(left: str) -> str:
        spans.extend(find_spans(left, clock))
        for span in spans:
            left = left[: span.start] + " " * (span.end - span.start) + left[span.end :]
        return left

    subject = read_subject(text, find, read_periods)
    asked = read_intent(
        subject.rest,
        has_item=bool(subject.items),
        has_period=bool(spans),
        has_lot=bool(subject.lot),
    )
    topic = obstacle(subject.rest, spans, clock, asked)
    return Said(text, tuple(spans), subject, asked, topic)
