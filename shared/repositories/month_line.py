"""A month of an item as a partition keeps it: JSON text, rounded and written once, at publish."""

from typing import NamedTuple

import orjson

from shared.repositories.sums import Sums


class MonthLine(NamedTuple):
    """`line` and `extremes` joined are an object like schemas.GroupTotal; `line` and a brace one
    like schemas.MonthItemTotal."""

    line: str
    extremes: str


def name_text(item_name: str | None) -> str:
    """As it stands in a line. Nowhere else, because quotes inside of texts are escaped."""
    return f'"item_name":{orjson.dumps(item_name).decode()},'


def month_line(year_month: str, item_code: str, item_name: str | None, sums: Sums) -> MonthLine:
    shown = sums.fields()
    extremes = {name: shown.pop(name) for name in ("min_quantity", "max_quantity")}
    item = {"year_month": year_month, "item_code": item_code, "item_name": item_name}
    return MonthLine(
        orjson.dumps(item | shown).decode().removesuffix("}"),
        "," + orjson.dumps(extremes).decode().removeprefix("{"),
    )
