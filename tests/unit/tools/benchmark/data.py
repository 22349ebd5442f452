"""Facts of a plant that does not exist, and bodies as the API writes them."""

from datetime import date
from typing import Any

import orjson

from shared.cursors import Cursor
from tools.benchmark.facts import Facts

DAYS = {"2026-01-05": (2, 30.0), "2026-01-06": (1, 12.5), "2026-02-02": (3, 7.0)}


def make_facts(**changes: Any) -> Facts:
    given: dict[str, Any] = {
        "version": "abc123abc123",
        "rows": 6,
        "first_day": date(2026, 1, 5),
        "last_day": date(2026, 2, 2),
        "common": ("BW0021", "B0061", "AS0007", "AC0103", "BW0034"),
        "rare": "AW0999",
        "lot": "LOT20260106-001",
        "large": 900.0,
        "deep_row": 5,
        "deep": Cursor(d="2026-01-05 08:00:00", src="live", id=2, f="0" * 8),
        "days": DAYS,
    }
    return Facts(**(given | changes))


def make_row(number: int, moment: str = "2026-01-05 08:00:00", **changes: Any) -> dict[str, Any]:
    row = {
        "source": "live",
        "id": number,
        "production_date": moment,
        "lot_number": f"LOT20260105-{number:03}",
        "item_code": "BW0021",
        "item_name": "브레이크 와셔 M8",
        "good_quantity": 10,
    }
    return row | changes


def page_body(rows: list[dict[str, Any]], **changes: Any) -> bytes:
    page = {
        "data": rows,
        "count": len(rows),
        "has_more": False,
        "next_cursor": None,
        "version": "abc123abc123",
    }
    return orjson.dumps(page | changes)
