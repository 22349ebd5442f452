"""Whether each number of an answer is in a tool's result, or follows from one in a simple way.

Direct: any cell, fact or count of rows. Derived: of one column its sum, mean, range, sums of the
first, last and largest k, differences and changes of neighbours; of totals their differences,
changes and shares. Nothing else: what a model works out on its own is for the reader to check.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import accumulate, pairwise, permutations

from api.assistant.numerals import Numeral, numerals
from api.assistant.results import Table

# Beyond these, nearly any percentage is some row's share of some sum, and nothing is checked.
_ROWS_COMPARED = 12
_TOTALS_COMPARED = 8
_PERCENT_NAME = re.compile(r"pct|percent|share|rate|ratio|비중|율", re.I)
_TOTAL_NAME = re.compile(r"^total|^good_quantity$|^sum", re.I)
_DATE = re.compile(r"(?<!\d)(\d{4})-(\d{2})-(\d{2})")
# Sums of floats differ in the last digits by the way they are added up.
_NOISE = 1e-6


@dataclass(frozen=True)
class NumberCheck:
    """`unverified`: as they are written in the text."""

    numbers: int
    verified: int
    unverified: tuple[str, ...] = ()


@dataclass
class _Known:
    """Signed values of the results. `days`: also days of the month and lengths of periods.

    `points`: differences of percentages.
    """

    plain: set[float] = field(default_factory=set)
    percent: set[float] = field(default_factory=set)
    days: set[float] = field(default_factory=set)
    points: set[float] = field(default_factory=set)


def check(text: str, tables: Sequence[Table]) -> NumberCheck:
    """Every number that `text` states against `tables`."""
    found = numerals(text, _names(tables))
    known = _known(tables)
    unverified = tuple(one.text for one in found if not _is_known(one, known))
    return NumberCheck(len(found), len(found) - len(unverified), unverified)


def _names(tables: Sequence[Table]) -> set[str]:
    cells = (cell for table in tables for row in table.rows for cell in row)
    return {cell for cell in cells if isinstance(cell, str)}


def _is_known(one: Numeral, known: _Known) -> bool:
    values = known.percent if one.percent else known.plain
    if _matches(one, values) or (one.points and _matches(one, known.points)):
        return True
    return one.day and _matches(one, known.days)


def _matches(one: Numeral, values: Iterable[float]) -> bool:
    for value in values:
        below, above = one.below, one.above
        if not above and value != round(value):
            # A whole number may stand for one with decimals, rounded; else it must be the same.
            below = above = 0.5
        noise = _NOISE * max(1.0, abs(value) * 1e-3)
        close = -below - noise <= abs(value) - one.value <= above + noise
        if close and (one.sign == 0 or value == 0 or (value > 0) == (one.sign > 0)):
            return True
    return False


def _known(tables: Sequence[Table]) -> _Known:
    known = _Known()
    totals: list[float] = []
    for table in tables:
        known.plain |= {float(len(table.rows)), float(table.row_count)}
        known.days |= set(_days(table))
        worked = _number(table.facts.get("day_count"))
        if worked is not None and _length(table) >= worked:
            known.plain.add(_length(table) - worked)
        # A year or a number that is a label: "2026" of the rows by year.
        known.plain |= {float(text) for text in _names([table]) if text.isdecimal()}
        for name, value in _facts(table):
            _add(known, name, value)
            if _TOTAL_NAME.search(name):
                totals.append(value)
        for name, values in _columns(table):
            known.plain |= set(values)
            if _PERCENT_NAME.search(name):
                known.percent |= set(values)
            _add_derived(known, name, values)
            if len(values) == 1 and _TOTAL_NAME.search(name):
                totals += values
        _add_shares(known, table)
    _add_shares_of_others(known, tables)
    _add_pairs(known, list(dict.fromkeys(totals))[:_TOTALS_COMPARED])
    return known


def _add(known: _Known, name: str, value: float) -> None:
    known.plain.add(value)
    if _PERCENT_NAME.search(name):
        known.percent.add(value)


def _facts(table: Table) -> Iterator[tuple[str, float]]:
    for name, value in table.facts.items():
        if (amount := _number(value)) is not None:
            yield name, amount


def _columns(table: Table) -> Iterator[tuple[str, list[float]]]:
    for place, name in enumerate(table.columns):
        values = [v for row in table.rows if (v := _number(row[place])) is not None]
        if values:
            yield name, values


def _number(value: object) -> float | None:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return float(value)


def _add_derived(known: _Known, name: str, values: Sequence[float]) -> None:
    if len(values) < 2:
        return
    total, near = sum(values), values[:_ROWS_COMPARED]
    if _PERCENT_NAME.search(name):
        known.percent |= {total, *accumulate(near)}
        known.points |= {one - other for one, other in permutations(near, 2)}
        return
    known.plain |= {total, total / len(values), max(values) - min(values)}
    for ordered in (near, sorted(values, reverse=True)[:_ROWS_COMPARED]):
        known.plain |= set(accumulate(ordered))
    if len(values) <= _ROWS_COMPARED:
        # Of the weekdays, those of the weekend stand last.
        known.plain |= {total - part for part in accumulate(values)}
    for one, other in (*pairwise(near), (values[0], values[-1])):
        _add_change(known, one, other)
        _add_change(known, other, one)


def _add_change(known: _Known, old: float, new: float) -> None:
    known.plain.add(new - old)
    if old:
        known.percent.add((new - old) / old * 100)


def _add_shares(known: _Known, table: Table) -> None:
    """Of the total, where the table does not say them itself."""
    if any(_PERCENT_NAME.search(name) for name in table.columns):
        return
    for name, values in _columns(table):
        if not _TOTAL_NAME.search(name) or len(values) < 2:
            continue
        facts = [value for fact, value in _facts(table) if fact.startswith("total")]
        for whole in {sum(values), *facts} - {0.0}:
            near = values[:_ROWS_COMPARED]
            known.percent |= {value / whole * 100 for value in near}
            known.percent |= {part / whole * 100 for part in accumulate(near)}


def _add_shares_of_others(known: _Known, tables: Sequence[Table]) -> None:
    """Of a whole that another result has: two items and all items."""
    wholes = {
        value
        for table in tables[:_TOTALS_COMPARED]
        for name, value in _facts(table)
        if name.startswith("total") and value
    }
    if len(tables) < 2:
        return
    for table in tables[:_TOTALS_COMPARED]:
        for name, values in _columns(table):
            if _TOTAL_NAME.search(name):
                near = values[:_ROWS_COMPARED]
                known.percent |= {100 * value / whole for value in near for whole in wholes}


def _add_pairs(known: _Known, totals: Sequence[float]) -> None:
    for one, other in permutations(totals, 2):
        _add_change(known, one, other)
        if other and abs(one) <= abs(other):
            known.percent.add(one / other * 100)


def _days(table: Table) -> Iterator[float]:
    """Days of the month in the result, and how many days its period has."""
    texts = [str(value) for value in table.params.values()]
    texts += [cell for row in table.rows for cell in row if isinstance(cell, str)]
    texts += [str(value) for value in table.facts.values()] + [table.title, *table.notes]
    found = [match for text in texts for match in _DATE.finditer(text)]
    for match in found:
        yield float(match[3])
    length = _length(table)
    if length:
        yield float(length)


def _length(table: Table) -> int:
    """How many days the period of the result has; 0 where none is named."""
    bounds = sorted(date.fromisoformat(str(v)) for v in table.params.values() if _is_date(v))
    return (bounds[-1] - bounds[0]).days + 1 if len(bounds) > 1 else 0


def _is_date(value: object) -> bool:
    if not isinstance(value, str) or not _DATE.fullmatch(value):
        return False
    try:
        date.fromisoformat(value)
    except ValueError:
        return False
    return True
