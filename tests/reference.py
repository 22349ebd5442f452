"""The rules of DESIGN "Sources" once more, in plain Python over the ERP's own files.

Shares no code with the hub on purpose: tests compare the two.
"""

import math
import re
import sqlite3
from collections import Counter
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

ReferenceRow = dict[str, Any]

COLUMNS = ("id", "production_date", "lot_number", "item_code", "item_name", "good_quantity")
OLDEST_DAY = date(2000, 1, 1)
FUTURE_DAYS = 366
MORNING, AFTERNOON = ("오전", "AM"), ("오후", "PM")
MARKER = "|".join((*MORNING, *AFTERNOON))
DATE_TEXT = re.compile(
    r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})"
    rf"(?:(?:T|\s+)(?:(?P<before>{MARKER})\s*)?"
    r"(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2})(?:\.\d+)?)?"
    rf"(?:\s*(?P<after>{MARKER}))?)?",
    re.ASCII | re.IGNORECASE,
)


@dataclass(frozen=True)
class SourceCounts:
    """rows = visible + hidden + the sum of `rejected` (reason -> rows)."""

    rows: int
    visible: int
    hidden: int
    rejected: dict[str, int]


@dataclass(frozen=True)
class Reference:
    """`rows` in display order; `rejected` in file order, each {source, id, reason}; by source
    `counts`, and the first and last day that a source owns (None: open) in `owned`."""

    rows: tuple[ReferenceRow, ...]
    rejected: tuple[ReferenceRow, ...]
    counts: dict[str, SourceCounts]
    owned: dict[str, tuple[date | None, date | None]]


def reference_rows(
    sources: Mapping[str, Path],
    snapshot_day: date,
    cutoff: date | None = None,
    *,
    table: str = "production_records",
    columns: Mapping[str, str] | None = None,
) -> Reference:
    """What the hub must show for these files; `sources` by name, `live` and the archives' stems.

    `columns` maps our column names to the file's where they differ.
    """
    accepted: dict[str, list[ReferenceRow]] = {}
    rejected: list[ReferenceRow] = []
    for name, path in sources.items():
        accepted[name] = []
        for row in _read(path, table, columns or {}):
            reason, text = _judge(row, snapshot_day)
            if reason is None:
                accepted[name].append({"source": name, **row, "production_date": text})
            else:
                rejected.append({"source": name, "id": row["id"], "reason": reason})
    owned = _owned_days(accepted, cutoff)
    rank = {name: place for place, name in enumerate(owned)}
    visible = [row for name in owned for row in accepted[name] if _is_owned(row, owned[name])]
    visible.sort(key=lambda r: (r["production_date"], rank[r["source"]], r["id"]), reverse=True)
    shown = Counter(row["source"] for row in visible)
    counts = {}
    for name, rows in accepted.items():
        reasons = Counter(bad["reason"] for bad in rejected if bad["source"] == name)
        counts[name] = SourceCounts(
            rows=len(rows) + reasons.total(),
            visible=shown[name],
            hidden=len(rows) - shown[name],
            rejected=dict(reasons),
        )
    return Reference(tuple(visible), tuple(rejected), counts, owned)


def normal_date(text: str) -> str | None:
    """`YYYY-MM-DD HH:MM:SS` for a documented date text, None for any other."""
    match = DATE_TEXT.fullmatch(text.strip())
    if match is None or (match["before"] and match["after"]):
        return None
    hour = _hour(int(match["hour"] or 0), (match["before"] or match["after"] or "").upper())
    try:
        moment = datetime(
            int(match["year"]),
            int(match["month"]),
            int(match["day"]),
            hour,
            int(match["minute"] or 0),
            int(match["second"] or 0),
        )
    except ValueError:
        return None
    return moment.isoformat(sep=" ")


def _hour(hour: int, marker: str) -> int:
    """On the 24-hour clock; 99 where the marker says otherwise than the hour (오전 13, 오후 0)."""
    if marker in MORNING and hour >= 12:
        return 0 if hour == 12 else 99
    if marker in AFTERNOON and hour < 12:
        return hour + 12 if hour else 99
    return hour


def _read(path: Path, table: str, columns: Mapping[str, str]) -> list[ReferenceRow]:
    names = ", ".join(f'"{columns.get(name, name)}"' for name in COLUMNS)
    with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as connection:
        found = connection.execute(f'SELECT {names} FROM "{table}" ORDER BY 1').fetchall()
    return [dict(zip(COLUMNS, values, strict=True)) for values in found]


def _judge(row: ReferenceRow, snapshot_day: date) -> tuple[str | None, str]:
    """The reason for a rejection, or None and the normal date."""
    reason, text = _judge_date(row["production_date"], snapshot_day)
    if reason is None and (row["item_code"] is None or not str(row["item_code"]).strip()):
        reason = "item_missing"
    if reason is None and not _is_quantity(row["good_quantity"]):
        reason = "quantity_not_a_number"
    return reason, text


def _is_quantity(value: object) -> bool:
    return value is None or (isinstance(value, int | float) and math.isfinite(value))


def _judge_date(value: object, snapshot_day: date) -> tuple[str | None, str]:
    if value is None or (isinstance(value, str) and not value.strip()):
        return "date_missing", ""
    text = normal_date(value) if isinstance(value, str) else None
    if text is None:
        return "date_unreadable", ""
    if not OLDEST_DAY <= _day(text) <= snapshot_day + timedelta(days=FUTURE_DAYS):
        return "date_out_of_range", ""
    return None, text


def _owned_days(
    accepted: Mapping[str, list[ReferenceRow]], cutoff: date | None
) -> dict[str, tuple[date | None, date | None]]:
    """First and last day of each source that has rows, oldest partition first."""
    newest = {
        name: _day(max(row["production_date"] for row in rows))
        for name, rows in accepted.items()
        if rows
    }
    order = sorted(newest, key=lambda name: (newest[name], name == "live", name))
    if cutoff is not None and "live" in newest:
        order = [name for name in order if name != "live"]
    owned: dict[str, tuple[date | None, date | None]] = {}
    first: date | None = None
    for name in order:
        owned[name] = (first, cutoff - timedelta(days=1) if cutoff else None)
        first = newest[name] + timedelta(days=1)
    if cutoff is not None and "live" in newest:
        owned["live"] = (cutoff, None)
    return owned


def _is_owned(row: ReferenceRow, days: tuple[date | None, date | None]) -> bool:
    first, last = days
    day = _day(row["production_date"])
    return (first is None or first <= day) and (last is None or day <= last)


def _day(text: str) -> date:
    return date.fromisoformat(text[:10])
