"""The assistant's tools once more, small and plain, over the rows of tests/reference.py."""

import sqlite3
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from api.assistant.results import Table, ToolRefused, Value
from api.assistant.rules.catalogue import ItemCatalogue
from tests.reference import ReferenceRow

KEYS = {
    "none": "''",
    "day": "substr(day, 1, 10)",
    # The ISO week is that of its Thursday.
    "week": "strftime('%Y-W', day, '-3 days', 'weekday 4')"
    " || printf('%02d', (strftime('%j', day, '-3 days', 'weekday 4') + 6) / 7)",
    "month": "substr(day, 1, 7)",
    "quarter": "substr(day, 1, 4) || '-Q' || ((substr(day, 6, 2) + 2) / 3)",
    "year": "substr(day, 1, 4)",
    "weekday": "(strftime('%w', day) + 6) % 7 + 1",
    "item": "item_code",
    "lot": "lot_number",
}
AGGREGATE_SQL = """
    SELECT {key} AS key, ROUND(TOTAL(quantity), 6) AS total, COUNT(*) AS records,
        COUNT(DISTINCT day) AS days
    FROM production
    WHERE {where}
    GROUP BY 1
    ORDER BY {order}
"""
FACTS_SQL = """
    SELECT ROUND(TOTAL(quantity), 6), COUNT(*), COUNT(DISTINCT day), AVG(quantity)
    FROM production
    WHERE {where}
"""
RECORDS_SQL = """
    SELECT moment AS production_date, lot_number, item_code, quantity AS good_quantity
    FROM production
    WHERE {where}
    ORDER BY place
"""
STATUS_SQL = "SELECT MIN(day), MAX(day), COUNT(*), COUNT(DISTINCT item_code) FROM production"
ITEM_DAYS_SQL = "SELECT MIN(day), MAX(day) FROM production WHERE item_code = ?"
INSERT_SQL = "INSERT INTO production VALUES (?, ?, ?, ?, ?, ?, ?)"
CREATE_SQL = """
    CREATE TABLE production(
        place INTEGER, moment TEXT, day TEXT, lot_number TEXT, item_code TEXT, item_name TEXT,
        quantity REAL
    )
"""


class ReferenceTools:
    """`run` by name, as the Toolbox does; `catalogue` for the rules, most produced first."""

    def __init__(self, rows: Sequence[ReferenceRow]) -> None:
        self._db = sqlite3.connect(":memory:", check_same_thread=False)
        self._db.execute(CREATE_SQL)
        for place, row in enumerate(rows):
            moment, code = row["production_date"], row["item_code"]
            values = (row["lot_number"], code, row["item_name"], row["good_quantity"])
            self._db.execute(INSERT_SQL, (place, moment, moment[:10], *values))
        self.names: dict[str, str | None] = {}
        ranked = self._db.execute(
            "SELECT item_code FROM production GROUP BY 1 ORDER BY TOTAL(quantity) DESC, 1"
        ).fetchall()
        for (code,) in ranked:
            named = (r["item_name"] for r in rows if r["item_code"] == code and r["item_name"])
            self.names[code] = next(named, None)
        self.catalogue = ItemCatalogue(self.names)

    def run(self, name: str, args: Mapping[str, Any]) -> Table:
        tools: dict[str, Callable[..., Table]] = {
            "data_status": self._data_status,
            "find_items": self._find_items,
            "aggregate": self._aggregate,
            "compare": self._compare,
            "records": self._records,
        }
        return tools[name](**args)

    def _data_status(self) -> Table:
        row = self._db.execute(STATUS_SQL).fetchone()
        columns = ("data_from", "data_to", "batch_count", "item_count")
        return _table("data", columns, [row], STATUS_SQL, {}, dict(zip(columns, row, strict=True)))

    def _find_items(self, keyword: str, limit: int = 20) -> Table:
        if not keyword:
            raise ToolRefused("keyword: at least one character")
        found = [
            (code, name, *self._db.execute(ITEM_DAYS_SQL, (code,)).fetchone())
            for code, name in self.catalogue.find(keyword)
        ]
        columns = ("item_code", "item_name", "first_day", "last_day")
        return _table("items", columns, found, ITEM_DAYS_SQL, {}, limit=limit)

    def _where(self, **filters: Any) -> tuple[str, dict[str, Any]]:
        parts, params = ["day BETWEEN :first AND :last"], {}
        params["first"] = filters.get("date_from") or "0000-01-01"
        params["last"] = filters.get("date_to") or "9999-12-31"
        for bound in ("date_from", "date_to"):
            if filters.get(bound):
                date.fromisoformat(filters[bound])
        codes = filters.get("item_codes") or []
        for place, code in enumerate(codes):
            if code not in self.names:
                raise ToolRefused(f"unknown item code {code!r}")
            params[f"code{place}"] = code
        if codes:
            parts.append(f"item_code IN ({', '.join(f':code{p}' for p in range(len(codes)))})")
        if filters.get("lot_prefix"):
            parts.append("lot_number LIKE :lot || '%'")
            params["lot"] = filters["lot_prefix"]
        return " AND ".join(parts), params

    def _aggregate(
        self, group_by: str = "none", order: str = "auto", limit: int = 100, **filters: Any
    ) -> Table:
        where, params = self._where(**filters)
        by_size = order != "auto" or group_by in ("item", "lot")
        direction = "ASC" if order == "asc" else "DESC"
        sql = AGGREGATE_SQL.format(
            key=KEYS[group_by], where=where, order=f"2 {direction}, 1" if by_size else "1"
        )
        found = self._db.execute(sql, params).fetchall()
        total, records, days, average = self._db.execute(
            FACTS_SQL.format(where=where), params
        ).fetchone()
        facts: dict[str, Value] = {
            "total_production": total,
            "batch_count": records,
            "day_count": days,
            "avg_batch_size": None if average is None else round(average, 2),
            "daily_average": round(total / days, 2) if days else None,
        }
        rows = [
            (*row[:3], round(100 * row[1] / total, 2) if total else None, *_of_days(row[1], row[3]))
            for row in found
        ]
        columns: tuple[str, ...] = (
            group_by if group_by != "none" else "all",
            "total_production",
            "batch_count",
            "share_pct",
            "day_count",
            "daily_average",
        )
        if group_by == "item":
            columns = ("item_code", "item_name", *columns[1:])
            rows = [(row[0], self.names[row[0]], *row[1:]) for row in rows]
        return _table("totals", columns, rows, sql, params, facts, limit)

    def _compare(
        self, from_a: str, to_a: str, from_b: str, to_b: str, by: str = "none",
        item_codes: Sequence[str] | None = None, limit: int = 20,
    ) -> Table:  # fmt: skip
        a = self._aggregate(by, date_from=from_a, date_to=to_a, item_codes=item_codes)
        b = self._aggregate(by, date_from=from_b, date_to=to_b, item_codes=item_codes)
        new, old = a.facts["total_production"], b.facts["total_production"]
        assert isinstance(new, float)
        assert isinstance(old, float)
        change = round(100 * (new - old) / old, 1) if old else None
        facts: dict[str, Value] = {
            "total_a": new,
            "total_b": old,
            "difference": round(new - old, 6),
            "change_pct": change,
        }
        params = {"from_a": from_a, "to_a": to_a, "from_b": from_b, "to_b": to_b}
        if by == "none":
            rows: list[tuple[Any, ...]] = [("A", new), ("B", old)]
            return _table("comparison", ("period", "total_production"), rows, a.sql, params, facts)
        place = a.columns.index("total_production")
        found: Any = [{row[0]: row[place] for row in table.rows} for table in (a, b)]
        totals_a, totals_b = found
        pairs = [(k, totals_a.get(k, 0), totals_b.get(k, 0)) for k in {**totals_a, **totals_b}]
        rows = [(k, self.names.get(k), x, y, round(x - y, 6)) for k, x, y in pairs]
        rows.sort(key=lambda row: -abs(row[-1]))
        columns = ("item_code", "item_name", "total_a", "total_b", "difference")
        return _table("comparison", columns, rows, a.sql, params, facts, limit)

    def _records(self, item_code: str | None = None, limit: int = 20, **filters: Any) -> Table:
        where, params = self._where(item_codes=[item_code] if item_code else [], **filters)
        sql = RECORDS_SQL.format(where=where)
        columns = ("production_date", "lot_number", "item_code", "good_quantity")
        found = self._db.execute(sql, params).fetchall()
        return _table("records", columns, found, sql, params, limit=limit)


def _of_days(total: float, days: int) -> tuple[int, float]:
    return days, round(total / days, 2)


def _table(
    title: str,
    columns: Sequence[str],
    rows: Sequence[Sequence[Any]],
    sql: str,
    params: Mapping[str, Any],
    facts: Mapping[str, Value] | None = None,
    limit: int | None = None,
) -> Table:
    kept = [tuple(row) for row in rows[:limit]]
    return Table(
        title, tuple(columns), kept, sql, params, facts or {},
        row_count=len(rows), truncated=len(rows) > len(kept),
    )  # fmt: skip
