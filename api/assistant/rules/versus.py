"""Which two periods a comparison is about; a running one meets the same elapsed days."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from api.assistant.rules import period as cal
from api.assistant.rules.period import Period
from api.assistant.rules.spans import Clock, Span

_SAME_LAST_YEAR = re.compile(
    r"같은\s*(?:기간|달|시기|분기)\s*(?:의\s*)?(?:작년|전년)|"
    r"(?:작년|전년|지난\s*해)\s*(?:의\s*)?(?:동기|동월|동분기|동일|같은|이맘때|이\s*맘때)"
    r"|same (?:\w+ )?(?:month|period|quarter|time|week|days?|dates?) (?:of |in )?(?:the )?(?:last|previous) year|(?:a|one) year (?:ago|earlier|before)|this time last year"
)
_ONE_BEFORE = re.compile(
    r"\bthe (?:day|week|month|quarter|year|one) before\b(?! last)|그\s*(?:이전|전)\s*(?:달|주|해|년도?|분기|날|기간)?(?:은|엔|에는|는|과|이랑|도)?(?=\s|$|\?)"
)
_YEAR_BEFORE = re.compile(
    r"(?:작년|전년|지난\s*해)\s*(?:의\s*)?(?:동기|동월|동분기|동일|같은|이맘때|이\s*맘때)|전년\s*비|\byoy\b|year[- ]o(?:ver|n)[- ]year"
    r"|same (?:\w+ )?(?:month|period|quarter|time|week|days?|dates?) (?:of |in )?(?:the )?(?:last|previous) year|(?:a|one) year (?:ago|earlier|before)|this time last year"
    r"|전년\s*대비|작년\s*대비"
)
_BEFORE = re.compile(
    r"\b(?:mom|wow|qoq)\b|(?:month|week|quarter)[- ]o(?:ver|n)[- ](?:month|week|quarter)|(?:previous|preceding|prior) period|(?:직전|이전|앞선)\s*(?:기간|달|주|분기)?|전기\s*대비|전\s*기간\s*(?:대비|보다|과|와|비)|전(?:월|주|분기|일)\s*(?:대비|보다|과|와|비)"
)
_IS_REFERENCE_AFTER = re.compile(
    r"\s*(?:이?랑|와|과|하고|보다|대비|에\s*비해|에\s*비하|비\s|의?\s*(?:같은|동일|이\s*맘\s*때)|동기|동월|것과|거랑|꺼랑|치랑)"
)
_IS_REFERENCE_BEFORE = re.compile(
    r"(?:compar\w*(?: it| that| this| them)?(?: to| with| against)?|\bvs\.?|versus|\bthan|against|\bfrom|\bover|\bwith|\bto|relative to|\bon)\s+(?:the\s+)?(?:same\s+\w+\s+(?:(?:of|in)\s+)?)?$"
)
# "전월" or "the previous week" is before what is talked of, when that is a month or a week.
_PREVIOUS = re.compile(
    r"(?:^|[^가-힣])(?:바로\s*)?(?:전|이전|직전)\s*(?P<ko>날|주|달|월|분기|해|년도?)(?![가-힣]*대비)|\b(?:previous|prior|preceding) (?P<en>day|week|month|quarter|year)\b"
)
_ONE_AFTER = re.compile(
    r"그\s*다음\s*(?:날|주|달|월|분기|해|년도?)|\bthe (?:day|week|month|quarter|year|one) after\b|\b(?:the )?following (?:day|week|month|quarter|year)\b"
)
# "그 주 전체" after a Friday is the week around it.
_AROUND = re.compile(
    r"그\s*(?P<ko>주|달|월|분기|해)\s*(?:전체|총|는|엔|에는|에|은|로)|\b(?:that|the whole|the entire|the full) (?P<en>week|month|quarter|year)\b(?! before| after)"
)
_UNITS = {"주": "week", "달": "month", "월": "month", "분기": "quarter", "해": "year"}
_UNITS |= {unit: unit for unit in ("week", "month", "quarter", "year")}
_PREVIOUS_UNITS = {"날": "day", "주": "week", "달": "month", "월": "month", "분기": "quarter"}
# "over the last 30 days" says when, "over last month" what with.
_OVER_BEFORE = re.compile(r"\b(?:over|on|from|to|with)\s+(?:the\s+)?$")
_OF_NOW = {
    "yesterday": "today", "before_yesterday": "today", "last_week": "this_week",
    "week_before_last": "this_week", "last_month": "this_month", "month_before_last": "this_month",
    "last_quarter": "this_quarter", "last_year": "this_year", "year_before_last": "this_year",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Pair:
    """`elapsed`: the newer period is still running, so both have as many days."""

    newer: Period
    older: Period
    elapsed: bool = False


def pair_of(
    text: str,
    spans: Sequence[Span],
    clock: Clock,
    before: Period | None,
    *,
    reference: bool = False,
) -> Pair:
    """`before`: the period of the question before. `reference`: the one span is compared with."""
    now = clock.now
    this_month = clock.cut(cal.month(now.year, now.month))
    if len(spans) >= 2:
        return _of_two(text, spans[0], spans[1])
    yearly, previous = bool(_YEAR_BEFORE.search(text)), bool(_BEFORE.search(text))
    span = spans[0] if spans else None
    if span is None:
        if not yearly and re.search(r"week", text) and previous:
            return _pair(clock.cut(cal.week(now)), None, yearly)
        if yearly and before is None and not re.search(r"month|동월|같은\s*달", text):
            return _pair(clock.cut(cal.year(now.year)), None, yearly)
        return _pair(before or this_month, None, yearly)
    if _ONE_BEFORE.search(text):
        return _pair(span.period, None, yearly=False)
    is_reference = reference or _is_reference(text, span) or (before and span.kind in _OF_NOW)
    if not is_reference:
        return _pair(span.period, None, yearly)
    if before is not None and before.unit == span.period.unit and _is_relative(text, span):
        return _pair(before, None, yearly=False)
    newer = _against(
        span,
        before,
        clock,
        whole_year=not re.search(
            r"동월|같은\s*달|이\s*맘\s*때|same month|this time last year", text
        ),
    )
    if span.period.unit == "year" and newer.unit != "year":
        return _pair(newer, cal.replace_year(newer, span.period.first.year), yearly)
    return _pair(newer, span.period, yearly=False)


def moved_back(
    text: str, spans: Sequence[Span], clock: Clock, before: Period | None
) -> Period | None:
    """`작년 같은 달`, `the month before`: a period that is named by another one."""
    named = [span.period for span in spans if span.period.unit != "year"]
    if _SAME_LAST_YEAR.search(text):
        now = clock.now
        this_month = cal.month(now.year, now.month)
        if not re.search(r"동월|같은\s*달|same month", text):
            this_month = clock.cut(this_month)
        return cal.year_before(next(iter(named), before) or this_month)
    relative = all(span.kind in _OF_NOW for span in spans)
    if before is None or not relative:
        return None
    around = _AROUND.search(text)
    if around and not spans:
        return clock.cut(cal.around(before, _UNITS[around["ko"] or around["en"]]))
    if _ONE_BEFORE.search(text) or _is_unit_before(text, before):
        return cal.before(before)
    return clock.cut(cal.after(before)) if _ONE_AFTER.search(text) else None


def _is_unit_before(text: str, before: Period) -> bool:
    match = _PREVIOUS.search(text)
    unit = match and (match["en"] or _PREVIOUS_UNITS.get(match["ko"], "year"))
    return unit == before.unit


def refers(text: str, spans: Sequence[Span]) -> bool:
    """Whether a time to compare with is named at all."""
    relation = _YEAR_BEFORE.search(text) or _BEFORE.search(text)
    return bool(relation) or any(_is_reference(text, span) for span in spans)


def _is_reference(text: str, span: Span) -> bool:
    said = text[span.start : span.end]
    after = _IS_REFERENCE_AFTER.match(text[span.end :])
    if span.period.unit in ("recent", "range") and _OVER_BEFORE.search(text[: span.start]):
        return False
    return bool(after or said[:1] == "전" or _IS_REFERENCE_BEFORE.search(text[: span.start]))


def _is_relative(text: str, span: Span) -> bool:
    """`전월`, `previous month`: before whatever is talked about."""
    return bool(re.match(r"전|previous|prior", text[span.start : span.end]))


def _against(span: Span, before: Period | None, clock: Clock, *, whole_year: bool) -> Period:
    """What the reference is held against: the period before, or the running one of its kind."""
    same = before is not None and before != span.period
    if before is not None and same and (span.period.unit in ("year", before.unit)):
        return before
    now = clock.now
    running = {
        "day": cal.day(now),
        "week": cal.week(now),
        "quarter": cal.quarter(now.year, (now.month + 2) // 3),
        "year": cal.year(now.year) if whole_year else cal.month(now.year, now.month),
    }
    found = running.get(span.period.unit, cal.month(now.year, now.month))
    return clock.cut(found)


def _of_two(text: str, first: Span, second: Span) -> Pair:
    """`이번 달` and `작년`: of different lengths, so the second is where to look for the first."""
    one, other = first.period, second.period
    for main, against, span in ((one, other, second), (other, one, first)):
        elsewhere = _is_reference(text, span) or against.first.year != main.first.year
        if against.unit == "year" and main.unit not in ("year", "range") and elsewhere:
            return _pair(main, cal.replace_year(main, against.first.year), yearly=False)
        said = text[span.start : span.end]
        if re.match(r"전(?!년)", said) and main.unit == against.unit:
            return _pair(main, None, yearly=False)
    newer, older = (one, other) if one.first >= other.first else (other, one)
    return _pair(newer, older, yearly=False)


def _pair(one: Period, other: Period | None, yearly: bool) -> Pair:
    if other is None:
        other = cal.year_before(one) if yearly else cal.before(one)
    newer, older = (one, other) if one.first >= other.first else (other, one)
    cut = cal.same_elapsed(newer, older)
    return Pair(newer, cut, elapsed=newer.running)
