"""Production targets: one small optional file, CSV or TOML, of the whole plant or of items.

CSV has the columns `item_code,period,quantity`, TOML a list of `[[target]]` tables with the same
names. `item_code` is empty or `*` for the whole plant. `period` is `day` or `month` for every day
or month, or one of them: `2026-11-20`, `2026-11`. The particular one wins over the general one.
"""

import csv
import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from shared.errors import InvalidTargets

PLANT = "*"
MAX_BYTES = 1_000_000
MAX_QUANTITY = 1e15
COLUMNS = ("item_code", "period", "quantity")
_MONTH = re.compile(r"\d{4}-(0[1-9]|1[0-2])", re.ASCII)


@dataclass(frozen=True)
class Targets:
    """Quantities by (item code or PLANT, period)."""

    quantities: Mapping[tuple[str, str], float]

    def of_day(self, day: date, item_code: str = PLANT) -> float | None:
        """None where the file names none; a month's target is never spread over its days."""
        own = self.quantities.get((item_code, day.isoformat()))
        return own if own is not None else self.quantities.get((item_code, "day"))

    def of_month(self, day: date, item_code: str = PLANT) -> float | None:
        """Of the month that `day` lies in."""
        own = self.quantities.get((item_code, day.isoformat()[:7]))
        return own if own is not None else self.quantities.get((item_code, "month"))


NO_TARGETS = Targets({})


def read_targets(path: Path) -> Targets:
    """Raises InvalidTargets naming the file, the place in it, and what is wanted there."""
    try:
        if path.stat().st_size > MAX_BYTES:
            raise InvalidTargets(f"{path}: larger than {MAX_BYTES:,} bytes")
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as exc:
        raise InvalidTargets(f"{path}: not saved as UTF-8") from exc
    except OSError as exc:
        raise InvalidTargets(f"{path}: {exc.strerror}") from exc
    rows = _toml_rows(path, text) if path.suffix.lower() == ".toml" else _csv_rows(path, text)
    quantities: dict[tuple[str, str], float] = {}
    for place, row in rows:
        key, quantity = _target(f"{path}, {place}", row)
        if key in quantities:
            raise InvalidTargets(f"{path}, {place}: {' '.join(key)} stands there twice")
        quantities[key] = quantity
    return Targets(quantities)


def _csv_rows(path: Path, text: str) -> Iterable[tuple[str, Mapping[str, Any]]]:
    reader = csv.DictReader(text.splitlines(), skipinitialspace=True)
    names = tuple(name.strip() for name in reader.fieldnames or ())
    if sorted(names) != sorted(COLUMNS):
        raise InvalidTargets(f"{path}, line 1: the columns are {', '.join(COLUMNS)}")
    reader.fieldnames = list(names)
    return [(f"line {reader.line_num}", row) for row in reader]


def _toml_rows(path: Path, text: str) -> Iterable[tuple[str, Mapping[str, Any]]]:
    try:
        content = tomllib.loads(text)
    except tomllib.TOMLDecodeError as exc:
        raise InvalidTargets(f"{path}: {exc}") from exc
    rows = content.pop("target", [])
    if content or not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise InvalidTargets(f"{path}: wants [[target]] tables and nothing else")
    for number, row in enumerate(rows, 1):
        if unknown := set(row) - set(COLUMNS):
            raise InvalidTargets(f"{path}, target {number}: unknown {', '.join(sorted(unknown))}")
    return [(f"target {number}", row) for number, row in enumerate(rows, 1)]


def _target(place: str, row: Mapping[str, Any]) -> tuple[tuple[str, str], float]:
    code = str(row.get("item_code") or "").strip() or PLANT
    period = str(row.get("period") or "").strip()
    if not _is_period(period):
        raise InvalidTargets(
            f"{place}: period is {period!r}, wanted day, month, 2026-11 or 2026-11-20"
        )
    given = row.get("quantity")
    try:
        quantity = float(str(given).replace(",", "").strip())
    except ValueError:
        quantity = -1.0
    if not 0 < quantity <= MAX_QUANTITY:
        raise InvalidTargets(f"{place}: quantity is {given!r}, wanted a number above 0")
    return (code, period), quantity


def _is_period(text: str) -> bool:
    if text in ("day", "month") or _MONTH.fullmatch(text):
        return True
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
