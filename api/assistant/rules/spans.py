"""Every period a question names, in order, with where it stands; ranges are joined."""

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta

from api.assistant.rules.builders import build
from api.assistant.rules.period import FIRST_DAY, Period, replace_year
from api.assistant.rules.phrases import COMPILED

_JOINS = re.compile(
    r"\s*(?:부터|에서|이후|from|~|-|–|to|through|thru|until|till|and)\s*(?:the\s+|of\s+)?"
)
_OPEN = re.compile(r"\s*(?:부터|이후|이래|onwards?\b|(?:un)?till? now|to now)")
_SINCE = re.compile(r"\b(?:since|after|starting)\s*(?:from\s+|in\s+)?(?:the\s+)?$")
_EXACT = (
    "date", "days_of_month", "rel_month_days", "day_of_month", "months", "iso_week", "month_week",
    "week_of", "no_month",
)  # fmt: skip
IMPOSSIBLE = "impossible"
_CLOSED = ("all", "range", "days_of_month", "months")
_UNTIL = re.compile(r"\s*까지")
_UP_TO = re.compile(r"\b(?:until|till|up to|up until|through|thru)\s+(?:the )?(?:end of )?$")
# In "compare October to September" and "the change from March to April" the two are no range.
_COMPARED = re.compile(
    r"\bcompar\w*(?!.*\b(?:from|between)\b)\s+(?:\w+\s+){0,3}$"
    r"|\b(?:chang\w*|growth|gr[eo]w\w*|differ\w*|increas\w*|decreas\w*|declin\w*|drop\w*|fell|rose|compar\w*)\b.*\b(?:from|between)\s+(?:the\s+)?$"
)
_CHANGED = re.compile(r"\s*(?:으로|로)\b.*(?:늘|줄|증|감|변|차이|올|떨어)")
_BETWEEN = re.compile(r"(?<!difference )(?<!change )\b(?:between|from)\s*(?:the\s+)?$")


@dataclass(frozen=True, slots=True)
class Span:
    """`kind` is the phrase's, or IMPOSSIBLE for 30 February; `start` and `end` are places in the normal text."""

    period: Period
    kind: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Clock:
    """What day it is, and from which to which day there is data."""

    today: date
    data_to: date
    data_from: date = FIRST_DAY

    @property
    def now(self) -> date:
        """The last day that can have data."""
        return min(self.today, self.data_to)

    def settled(self, kind: str, match: re.Match[str]) -> Period | None:
        """The period, seen from the data's last day where today's would be empty, cut there."""
        period = build(
            kind, match, self.now if kind.startswith(("recent", "lately")) else self.today
        )
        if period is None:
            return None
        if period.first > self.now:
            moved = build(kind, match, self.now)
            if moved is not None and moved != period and not period.year_given:
                period = replace(moved, shifted=True)
        return self.cut(period)

    def cut(self, period: Period) -> Period:
        if period.first <= self.now < period.last:
            return replace(period, last=self.now, running=True)
        return period


def find_spans(text: str, clock: Clock) -> list[Span]:
    """`text` is normal(question)."""
    found: list[Span] = []
    for kind, pattern in COMPILED:
        for match in pattern.finditer(text):
            start, end = match.span()
            if any(span.start < end and start < span.end for span in found):
                continue
            if kind == "months" and _are_compared(text, start, end):
                continue
            period = clock.settled(kind, match)
            if period is not None:
                found.append(Span(period, kind, start, end))
            elif kind in _EXACT:
                found.append(Span(Period(clock.now, clock.now, "day"), IMPOSSIBLE, start, end))
    if any(span.kind == IMPOSSIBLE for span in found):
        return [span for span in found if span.kind == IMPOSSIBLE]
    found.sort(key=lambda span: span.start)
    return _without_all(_opened(_one_year(_joined(found, text, clock), clock), text, clock))


def _joined(spans: list[Span], text: str, clock: Clock) -> list[Span]:
    """`3월 5일` `부터` `4월 10일` -> one span."""
    joined: list[Span] = []
    for span in spans:
        last = joined[-1] if joined else None
        if last is not None and _are_joined(last, span, text):
            joined[-1] = _range(last, span, clock)
        else:
            joined.append(span)
    return joined


def _one_year(spans: list[Span], clock: Clock) -> list[Span]:
    """`작년 3월과 4월`, `March and April 2025`: one year is said for both."""
    if len(spans) != 2 or "year" in (spans[0].period.unit, spans[1].period.unit):
        return spans
    first, second = spans
    for known, other in ((first, second), (second, first)):
        lacks = other.period.dated and not other.period.year_given
        if lacks and known.period.dated and known.period.year_given:
            moved = clock.cut(replace_year(other.period, known.period.first.year))
            if moved.first == known.period.first:
                # "상반기를 전년 상반기와": the year is not said for both.
                return spans
            both = (known, replace(other, period=moved))
            return sorted(both, key=lambda span: span.start)
    return spans


def _are_joined(first: Span, second: Span, text: str) -> bool:
    between = text[first.end : second.start]
    if first.period.unit == second.period.unit and _are_compared(text, first.start, second.end):
        return False
    if not _JOINS.fullmatch(between) or "all" in (first.kind, second.kind):
        return False
    if between.strip() in ("and", "to") or between.strip().startswith("from"):
        return between.strip() == "to" or bool(_BETWEEN.search(text[: first.start]))
    return True


def _are_compared(text: str, start: int, end: int) -> bool:
    return bool(_COMPARED.search(text[:start]) or _CHANGED.match(text[end:]))


def _range(first: Span, second: Span, clock: Clock) -> Span:
    begin, end = first.period, second.period
    if end.unit == "recent":
        # "10월 1일부터 15일간" counts from its beginning.
        end = replace(end, last=begin.first + timedelta(end.days - 1), first=begin.first)
    if begin.year_given and end.dated and not end.year_given:
        end = replace_year(end, begin.first.year + (end.last.month < begin.first.month))
    if end.year_given and begin.dated and not begin.year_given:
        begin = replace_year(begin, end.first.year - (begin.first.month > end.first.month))
    low, high = min(begin.first, end.first), max(begin.last, end.last)
    whole = Period(low, high, "range", dated=begin.dated, year_given=begin.year_given)
    return Span(clock.cut(whole), "range", first.start, second.end)


def _opened(spans: list[Span], text: str, clock: Clock) -> list[Span]:
    """`3월부터`, `since March`: up to now; `3월까지`: from the start of its year."""
    out: list[Span] = []
    for span in spans:
        ahead, back = text[span.end :], text[: span.start]
        period = span.period
        onwards, until = _OPEN.match(ahead), _UNTIL.match(ahead)
        since, up_to = _SINCE.search(back), _UP_TO.search(back)
        if span.kind in _CLOSED or period.first > clock.now:
            out.append(_widened(span, onwards or until))
        elif onwards or since:
            opened = Period(period.first, max(clock.now, period.first), "range")
            start = since.start() if since else span.start
            wide = _widened(replace(span, start=start), onwards)
            out.append(replace(wide, period=opened, kind="range"))
        elif (until or up_to) and (first := _start_of(span)) is not None:
            opened = replace(period, first=first, unit="range")
            start = up_to.start() if up_to else span.start
            wide = _widened(replace(span, start=start), until)
            out.append(replace(wide, period=opened, kind="range"))
        else:
            out.append(span)
    return out


def _widened(span: Span, said: re.Match[str] | None) -> Span:
    """With the word behind it that has been understood."""
    return replace(span, end=span.end + said.end()) if said else span


def _start_of(span: Span) -> date | None:
    """Where "up to" this begins: its year, its month or its week."""
    period = span.period
    if span.kind == "rel_month_days":
        return period.first.replace(day=1)
    if span.kind == "rel_week_day":
        return period.first - timedelta(period.first.weekday())
    if period.dated and period.unit in ("day", "month", "quarter", "half"):
        return period.first.replace(month=1, day=1)
    return None


def _without_all(spans: list[Span]) -> list[Span]:
    """`올해 누적` is this year: "so far" only counts where no period is named."""
    named = [span for span in spans if span.kind != "all"]
    return named or spans[:1]


def all_days(clock: Clock) -> Period:
    return Period(FIRST_DAY, clock.now, "all")
