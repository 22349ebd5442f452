"""Plain SQL over the rows of the ERP's files: what the pages must show, asked another way."""

import random
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from tests.dashboard.truth import DATA_TO
from tests.reference import Reference

COLUMNS = """
    source TEXT, id INTEGER, moment TEXT, day TEXT, lot TEXT, code TEXT, name TEXT, quantity REAL
"""
TOTALS_SQL = """
    SELECT ROUND(TOTAL(quantity), 6) AS made, COUNT(*) AS batches,
        COUNT(quantity) AS counted, COUNT(DISTINCT code) AS items, COUNT(DISTINCT day) AS days
    FROM rows
"""
BY_SQL = """
    SELECT {key}, ROUND(TOTAL(quantity), 6) AS made, COUNT(*) AS batches,
        COUNT(quantity) AS counted
    FROM rows
    WHERE {where}
    GROUP BY 1
    ORDER BY 1
"""
KEYS = {
    "day": "day",
    "month": "substr(day, 1, 7)",
    "quarter": "substr(day, 1, 4) || '-Q' || ((substr(day, 6, 2) + 2) / 3)",
    # The Thursday of the week tells the year; the week's number counts the Thursdays before.
    "week": (
        "strftime('%Y', day, '-3 days', 'weekday 4') || '-W' || "
        "printf('%02d', (strftime('%j', day, '-3 days', 'weekday 4') + 6) / 7)"
    ),
    "item": "code",
}


@dataclass(frozen=True)
class Total:
    """Of some days; `size` and `daily` are averages, None of nothing."""

    made: float
    batches: int
    size: float | None
    items: int
    days: int
    daily: float | None


@dataclass(frozen=True)
class Chosen:
    """Filters as the address has them, the days that they mean, and the rest of them in SQL."""

    address: dict[str, Any]
    first: date
    last: date
    where: str
    params: tuple[str, ...]
    seed: int

    @property
    def narrowed(self) -> dict[str, Any]:
        """Without the period, as pages have it that choose their own."""
        return {key: value for key, value in self.address.items() if key != "p"}


class PlainSql:
    """All visible rows of the ERP's files in one table of a database of its own."""

    def __init__(self, truth: Reference) -> None:
        self.truth = truth
        self._connection = sqlite3.connect(":memory:")
        self._connection.execute(f"CREATE TABLE rows({COLUMNS})")
        self._connection.executemany(
            "INSERT INTO rows VALUES (:source, :id, :production_date, "
            "substr(:production_date, 1, 10), :lot_number, :item_code, :item_name, :good_quantity)",
            truth.rows,
        )

        self._connection.execute("CREATE INDEX by_day ON rows(day)")

    def ask(self, sql: str, params: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        return self._connection.execute(sql, params).fetchall()

    def total(self, chosen: Chosen, first: date | str, last: date | str) -> Total:
        where, params = _between(chosen, first, last)
        found = self.ask(f"{TOTALS_SQL} WHERE {where}", params)[0]
        made, batches, counted, items, days = found
        return Total(made, batches, _mean(made, counted), items, days, _mean(made, days))

    def by(
        self, key: str, chosen: Chosen, first: date | str, last: date | str
    ) -> dict[str, tuple[float, int, float | None]]:
        """(quantity, batches, average batch) by key, in the order of the keys."""
        where, params = _between(chosen, first, last)
        found = self.ask(BY_SQL.format(key=KEYS[key], where=where), params)
        return {name: (made, batches, _mean(made, n)) for name, made, batches, n in found}

    def names(self) -> dict[str, str]:
        """The newest name of each item that has any."""
        sql = """
            SELECT code, name, MAX(moment || printf('%010d', rowid * -1 + 1000000))
            FROM rows
            WHERE name IS NOT NULL
            GROUP BY code
        """
        return {code: name for code, name, _ in self.ask(sql)}

    def records(self, chosen: Chosen, limit: int) -> list[tuple[Any, ...]]:
        """(moment, code, name, lot, quantity, source, id), as the truth orders them."""
        where, params = _between(chosen, chosen.first, chosen.last)
        sql = f"""
            SELECT moment, code, name, lot, quantity, source, id
            FROM rows
            WHERE {where}
            ORDER BY rowid
            LIMIT {limit}
        """
        return self.ask(sql, params)

    def only(self, chosen: Chosen, code: str) -> Chosen:
        """The same filters, of one item."""
        where, params = f"{chosen.where} AND code = ?", (*chosen.params, code)
        return replace(chosen, where=where, params=params)

    def chosen(self, seed: int) -> Chosen:
        """Random filters: a preset or days of one's own, some items or all, maybe a text."""
        chance = random.Random(seed)
        period, first, last = _period(chance)
        row = chance.choice(self.truth.rows)
        codes = sorted({each["item_code"] for each in self.truth.rows})
        items = sorted(chance.sample(codes, chance.choice((0, 0, 1, 3))))
        where, params = ["1"], []
        address: dict[str, Any] = {"p": period, "i": items}
        if items:
            where.append(f"code IN ({', '.join('?' * len(items))})")
            params += items
        if chance.random() < 0.3 and (text := _part_of(chance, row)):
            address["q"] = text
            where.append(
                "instr(lower(code||char(10)||ifnull(name,'')||char(10)||ifnull(lot,'')),?)"
            )
            params.append(text.lower())
        return Chosen(address, first, last, " AND ".join(where), tuple(params), seed)


def _mean(made: float, count: int) -> float | None:
    """To the cent, half to even as Python has it; SQLite's ROUND takes the half up."""
    return round(made / count, 2) if count else None


def _between(chosen: Chosen, first: date | str, last: date | str) -> tuple[str, tuple[str, ...]]:
    return f"{chosen.where} AND day >= ? AND day <= ?", (*chosen.params, str(first), str(last))


def _period(chance: random.Random) -> tuple[str, date, date]:
    days = {"7d": 6, "30d": 29, "90d": 89}
    name = chance.choice((*days, "month", "year", *("own",) * 4))
    if name == "own":
        first = date(2024, 1, 1) + timedelta(chance.randrange(1_040))
        last = first + timedelta(chance.choice((0, 6, 30, 59, 120, 400)))
        return f"{first}~{last}", first, last
    if name in days:
        return name, DATA_TO - timedelta(days[name]), DATA_TO
    return name, DATA_TO.replace(day=1, month=1 if name == "year" else DATA_TO.month), DATA_TO


def _part_of(chance: random.Random, row: dict[str, Any]) -> str:
    text = chance.choice([row["item_code"], row["item_name"], row["lot_number"]]) or "와셔"
    start = chance.randrange(len(text))
    return str(text[start : start + chance.randint(1, 4)].strip())
