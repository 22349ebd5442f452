"""From what a question means to the tools that answer it."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from api.assistant.model import Call
from api.assistant.rules.frame import Frame
from api.assistant.rules.period import Period

_DAYS_BY_DAY = 62
_DAYS_BY_MONTH = 1_300
_DEFAULT_TOP = 5
_DEFAULT_RECORDS = 10
_MAX_RECORDS = 200
_DEFAULT_LISTED = 20
_MAX_LISTED = 50
_MAX_GROUPS = 500
_MAX_COMPARED = 100
_MOST_TRENDS = 3
_KEYWORD_LENGTH = 60
_ADVERB = re.compile(r"(?:히|님|씨|지만|는데|해서|려고|면서|거든|라서|ㅋ+|ㅎ+|ㅠ+)$")
_PLURAL = re.compile(r"제품들|품목들|순위|랭킹|\bitems\b|\bproducts\b|\bsellers\b|rank")
_ONE = re.compile(r"꼴찌|꼴등|최하위|최상위|\btop (?:item|product|seller|performer)\b|가장|제일|\bmost\b|\bbest\b|\bleast\b|\bworst\b|1등|\blargest\b|\bhighest\b|\blowest\b|\bbiggest\b|\bsmallest\b|최다|최소")  # fmt: skip
_OF_A_RECORD = re.compile(r"로트|랏|배치|기록|제품|품목|\b(?:lot|batch|record|item|product)\b")
_EACH = re.compile(r"별|마다|breakdown|(?:by|per|each|every) (?:item|product|lot)")


@dataclass(frozen=True, slots=True)
class Plan:
    """`calls` to run, or `refusal`: a topic, `not_understood` or `too_many`."""

    frame: Frame
    calls: tuple[Call, ...] = ()
    refusal: str = ""
    not_found: str = ""


def plan(frame: Frame) -> Plan:
    if frame.intent == "idle" and frame.period.days > _MAX_GROUPS:
        return Plan(frame, refusal="idle_long")
    if frame.topic or not frame.understood:
        return Plan(frame, refusal=frame.topic or "not_understood")
    if frame.subject.too_many and frame.intent not in ("list_items", "item_count"):
        return Plan(frame, refusal="too_many")
    if _is_key_unknown(frame):
        return Plan(frame, refusal="strange_words")
    missing = _missing(frame)
    if missing:
        return Plan(frame, (Call("find_items", {"keyword": missing}),), not_found=missing)
    return Plan(frame, tuple(PLANNERS[frame.intent](frame)))


def _is_key_unknown(frame: Frame) -> bool:
    """A word that is not understood may be the one that says what is asked."""
    subject = frame.subject
    if not subject.missing:
        return False
    if frame.vague and (subject.items or not _missing(frame)):
        return True
    words = "|".join(re.escape(word) for word in subject.missing.split())
    return bool(
        re.search(rf"\b(?:we|they|you|was|were|been|be|get|got) (?:{words})\b", subject.rest)
    )


def _missing(frame: Frame) -> str:
    """The name that was meant but found nowhere; asking politely is no name."""
    subject = frame.subject
    if subject.items or subject.lot or frame.intent in ("status", "list_items"):
        return ""
    named = [word for word in subject.missing.split() if _is_name(word, subject.rest)]
    return " ".join(named)[:_KEYWORD_LENGTH]


def _is_name(word: str, text: str) -> bool:
    if not word.isascii():
        return len(word) > 1 and not _ADVERB.search(word)
    ahead = rf"\b(?:of|for|item|product|is|about|did|make|made|produce|produced)\s+(?:the\s+)?{re.escape(word)}\b"
    behind = rf"\b{re.escape(word)}(?:'s)?\s+(?:\w+\s+)?(?:production|output|total|trend|quantity|batches|records|생산|실적)"
    return bool(re.search(ahead, text) or re.search(behind, text))


def _days(period: Period) -> dict[str, Any]:
    return {"date_from": period.first.isoformat(), "date_to": period.last.isoformat()}


def _filters(frame: Frame) -> dict[str, Any]:
    found: dict[str, Any] = {}
    if frame.subject.items:
        found["item_codes"] = frame.subject.codes
    if frame.subject.lot:
        found["lot_prefix"] = frame.subject.lot
    return found


def _aggregate(frame: Frame, **more: Any) -> Call:
    return Call("aggregate", {**_days(frame.period), **_filters(frame), **more})


def _amounts(frame: Frame) -> list[Call]:
    subject = frame.subject
    if len(subject.items) > 1 and subject.by != "prefix":
        return [_aggregate(frame, group_by="item")]
    return [_aggregate(frame)]


def _idle(frame: Frame) -> list[Call]:
    return [_aggregate(frame, group_by="day", limit=_MAX_GROUPS)]


def _average(frame: Frame) -> list[Call]:
    if frame.group in ("week", "month", "quarter", "year"):
        return [_aggregate(frame, group_by=frame.group)]
    return _amounts(frame)


def _item_count(frame: Frame) -> list[Call]:
    subject = frame.subject
    if subject.items and frame.assumed:
        return [Call("find_items", {"keyword": subject.prefix or subject.said or subject.codes[0]})]
    if frame.assumed:
        return [Call("data_status", {})]
    return [_aggregate(frame, group_by="item", limit=_MAX_GROUPS)]


def _list_items(frame: Frame) -> list[Call]:
    subject = frame.subject
    one = subject.codes[0] if len(subject.items) == 1 and not subject.prefix else ""
    keyword = one or subject.prefix or subject.said or subject.missing
    limit = min(frame.top or _DEFAULT_LISTED, _MAX_LISTED)
    if not keyword:
        return [_aggregate(frame, group_by="item", order="desc", limit=limit)]
    return [Call("find_items", {"keyword": keyword[:_KEYWORD_LENGTH], "limit": limit})]


def _trend(frame: Frame) -> list[Call]:
    days = frame.period.days
    chosen = "day" if days <= _DAYS_BY_DAY else "month" if days <= _DAYS_BY_MONTH else "year"
    group = frame.group if frame.group not in ("", "item", "lot") else chosen
    subject = frame.subject
    if not 1 < len(subject.items) <= _MOST_TRENDS or subject.by:
        return [_aggregate(frame, group_by=group)]
    span = _days(frame.period)
    return [
        Call("aggregate", {**span, "item_codes": [code], "group_by": group})
        for code in subject.codes
    ]


def _weekday(frame: Frame) -> list[Call]:
    return [_aggregate(frame, group_by="weekday")]


def _ranking(frame: Frame) -> list[Call]:
    text = frame.subject.rest
    order = "asc" if frame.ascending else "desc"
    group = "lot" if frame.group == "lot" else "item"
    if len(frame.subject.items) == 1 and group == "item":
        # The rank of one item is a rank among all.
        whole = Call("aggregate", {**_days(frame.period), "group_by": "item", "limit": 100})
        return [whole]
    limit = frame.top
    if limit is None and _EACH.search(text):
        return [_aggregate(frame, group_by=group, order=order, limit=50)]
    if limit is None:
        limit = 1 if _ONE.search(text) and not _PLURAL.search(text) else _DEFAULT_TOP
    return [_aggregate(frame, group_by=group, order=order, limit=min(limit, _MAX_GROUPS))]


def _extreme(frame: Frame) -> list[Call]:
    if frame.unit == "weekday":
        return _weekday(frame)
    order = "asc" if frame.ascending else "desc"
    return [_aggregate(frame, group_by=frame.unit, order=order, limit=frame.top or 1)]


def _share(frame: Frame) -> list[Call]:
    if not frame.subject.items:
        return [_aggregate(frame, group_by="item", order="desc", limit=frame.top or _DEFAULT_TOP)]
    whole = Call("aggregate", _days(frame.period))
    several = len(frame.subject.items) > 1 and not frame.subject.by
    return [_aggregate(frame, group_by="item") if several else _aggregate(frame), whole]


def _compare(frame: Frame) -> list[Call]:
    pair = frame.pair
    assert pair is not None, "a comparison has two periods"
    if len(frame.subject.items) > 1 and not frame.subject.by and frame.assumed_pair:
        return [_aggregate(frame, group_by="item")]
    args = {
        "from_a": pair.newer.first.isoformat(),
        "to_a": pair.newer.last.isoformat(),
        "from_b": pair.older.first.isoformat(),
        "to_b": pair.older.last.isoformat(),
    }
    filters = {key: value for key, value in _filters(frame).items() if key == "item_codes"}
    group = frame.group
    if len(frame.subject.items) > 1 and not frame.subject.by:
        group = "item"
    by: dict[str, Any] = {"by": group} if group in ("item", "month") else {}
    if frame.direction:
        by["limit"] = _MAX_COMPARED
    return [Call("compare", {**args, **filters, **by})]


def _records(frame: Frame) -> list[Call]:
    subject = frame.subject
    args: dict[str, Any] = {} if frame.assumed else _days(frame.period)
    if subject.lot:
        args["lot_prefix"] = subject.lot
    args["limit"] = min(frame.top or _DEFAULT_RECORDS, _MAX_RECORDS)
    if not subject.items:
        return [Call("records", args)]
    return [Call("records", {"item_code": code, **args}) for code in subject.codes[:3]]


def _last_made(frame: Frame) -> list[Call]:
    of_a_lot = _OF_A_RECORD.search(frame.subject.rest)
    if not frame.subject.items and not frame.subject.lot and not of_a_lot and frame.assumed:
        return [Call("data_status", {})]
    calls = _records(frame)
    return [Call(call.name, {**call.args, "limit": frame.top or 1}) for call in calls]


PLANNERS: dict[str, Callable[[Frame], list[Call]]] = {
    "total": _amounts,
    "average": _average,
    "batches": _amounts,
    "item_count": _item_count,
    "list_items": _list_items,
    "trend": _trend,
    "weekday": _weekday,
    "ranking": _ranking,
    "extreme": _extreme,
    "share": _share,
    "compare": _compare,
    "idle": _idle,
    "weekend": _weekday,
    "records": _records,
    "last_made": _last_made,
    "status": lambda _: [Call("data_status", {})],
}
