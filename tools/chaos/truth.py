"""What every answer must be, worked out from the simulated plant and not by the hub's code."""

from bisect import bisect_left
from collections import OrderedDict, defaultdict
from collections.abc import Iterable
from functools import cached_property
from typing import Any

from tools.erp_simulator.plant import Plant, Row, Rows

LIVE = "live"
KEPT_TRUTHS = 6
TAG_LENGTH = 6

Json = dict[str, Any]
# (production_date, id): the place of a row in the order of the pages.
Key = tuple[str, int]


class Truth:
    """The answers of generation `number`; its rows stand newest first."""

    def __init__(self, number: int, rows: list[Json]) -> None:
        self.number = number
        self.rows = sorted(rows, key=key_of, reverse=True)

    def page(self, limit: int, item: str | None, after: Key | None) -> tuple[list[Json], bool]:
        """The rows after a place, at most `limit`, and whether there are more."""
        rows = self._by_item[item] if item is not None else self.rows
        keys = self._keys[item]
        start = len(rows) - bisect_left(keys, after) if after is not None else 0
        return rows[start : start + limit], start + limit < len(rows)

    def totals(self, group_by: str) -> Json:
        """Body of `/summary/totals` without the version."""
        groups = self._groups[group_by]
        return {
            "data": groups,
            "count": len(groups),
            "group_count": len(groups),
            "total": self._total,
            "group_by": group_by,
            "date_range": {"from": _day(self.rows[-1]), "to": _day(self.rows[0])},
        }

    @cached_property
    def _by_item(self) -> dict[str, list[Json]]:
        return _grouped(self.rows, lambda row: row["item_code"])

    @cached_property
    def _keys(self) -> dict[str | None, list[Key]]:
        """Places in rising order, for bisection; None is all items."""
        lists = [(None, self.rows), *self._by_item.items()]
        return {item: [key_of(row) for row in reversed(rows)] for item, rows in lists}

    @cached_property
    def _groups(self) -> dict[str, list[Json]]:
        days = sorted(_grouped(self.rows, _day).items())
        items = [
            {"item_code": item, "item_name": rows[0]["item_name"], **_sums(rows)}
            for item, rows in self._by_item.items()
        ]
        items.sort(key=lambda group: (-group["total_production"], group["item_code"]))
        return {
            "none": [],
            "day": [{"day": day, **_sums(rows)} for day, rows in days],
            "item": items,
        }

    @cached_property
    def _total(self) -> Json:
        return {
            **_sums(self.rows),
            "item_count": len(self._by_item),
            "day_count": len(self._groups["day"]),
        }


class Truths:
    """Truths by generation. Only the newest few are kept: the others are made again if asked."""

    def __init__(self, plant: Plant, archives: dict[str, Rows]) -> None:
        self._plant = plant
        self._archived = [_record(name, row) for name, rows in archives.items() for row in rows]
        self._kept: OrderedDict[int, Truth] = OrderedDict()

    def of(self, number: int) -> Truth:
        found = self._kept.get(number)
        if found is None:
            rows = [_record(LIVE, row) for row in self._plant.content(number)]
            found = self._kept[number] = Truth(number, rows + self._archived)
            while len(self._kept) > KEPT_TRUTHS:
                self._kept.popitem(last=False)
        return found

    def number_of_rows(self, count: int) -> int | None:
        """The generation with so many rows, None when no generation has them."""
        booked = count - len(self._plant.base) - len(self._archived)
        number, rest = divmod(booked, self._plant.bookings)
        return number if number >= 0 and not rest else None


def key_of(row: Json) -> Key:
    return row["production_date"], row["id"]


def number_of_tag(lot: object) -> int | None:
    """7 of `V00007-LOT...`; None for a lot without a tag."""
    text = str(lot)[:TAG_LENGTH]
    return int(text[1:]) if text[:1] == "V" and text[1:].isdigit() else None


def _record(source: str, row: Row) -> Json:
    number, moment, lot, code, name, quantity = row
    return {
        "source": source,
        "id": number,
        "production_date": _iso(moment),
        "lot_number": lot,
        "item_code": code,
        "item_name": name,
        "good_quantity": quantity,
    }


def _iso(moment: str) -> str:
    """`2026-01-13 오후 01:05:00` -> `2026-01-13 13:05:00`."""
    day, half, clock = moment.split(" ")
    hour = int(clock[:2]) % 12 + (12 if half == "오후" else 0)
    return f"{day} {hour:02}{clock[2:]}"


def _day(row: Json) -> str:
    return str(row["production_date"])[:10]


def _grouped(rows: Iterable[Json], key: Any) -> dict[str, list[Json]]:
    groups: defaultdict[str, list[Json]] = defaultdict(list)
    for row in rows:
        groups[key(row)].append(row)
    return dict(groups)


def _sums(rows: list[Json]) -> Json:
    quantities = [row["good_quantity"] for row in rows]
    return {
        "total_production": sum(quantities),
        "batch_count": len(rows),
        "avg_batch_size": round(sum(quantities) / len(rows), 2),
        "min_quantity": min(quantities),
        "max_quantity": max(quantities),
    }
