"""Plain Python over the ERP's rows: what the pages must show."""

from collections.abc import Iterable
from datetime import date
from fractions import Fraction
from typing import Any

Row = dict[str, Any]
DATA_TO = date(2026, 11, 20)


def total(rows: Iterable[Row]) -> float:
    """As the API rounds its sums."""
    return round(sum(row["good_quantity"] or 0 for row in rows), 6)


def shown(value: float | None) -> str:
    """A number as the pages write it."""
    if value is None:
        return "없음"
    if 0 < abs(value) < 0.05:
        return f"{value:.1g}"
    decimals = 1 if abs(value) < 100 and value != int(value) else 0
    return to_places(value, decimals)


def to_places(value: float, decimals: int) -> str:
    """The half goes up, as people and browsers round."""
    halves = Fraction(value) * 10**decimals * 2
    whole = (abs(halves) + 1) // 2 * (1 if value >= 0 else -1)
    digits = f"{abs(whole) // 10**decimals:,}"
    if decimals:
        digits += f".{abs(whole) % 10**decimals:0{decimals}}"
    return f"-{digits}" if whole < 0 else digits


def changed(now: float | None, before: float | None) -> str | None:
    """A change in percent as the cards write it; None without anything to compare with."""
    if now is None or not before:
        return None
    words = to_places(100 * (now - before) / abs(before), 1)
    return "0" if words == "0.0" else f"{'' if words[0] == '-' else '+'}{words}%"
