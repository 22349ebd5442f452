"""What each tool takes: the model reads it as a JSON schema, and it is checked on the way in."""

from datetime import date
from typing import Annotated, Any, Literal, Self

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    WithJsonSchema,
    model_validator,
)

from shared.query_types import Day, Text

FirstDay = Annotated[Day, Field(description="First day, inclusive, YYYY-MM-DD")]
LastDay = Annotated[Day, Field(description="Last day, inclusive, YYYY-MM-DD")]
Codes = Annotated[
    tuple[Text, ...],
    Field(max_length=20, description="Exact item codes, as find_items gives them; none: all items"),
]
LotPrefix = Annotated[
    Text | None, Field(description="Beginning of the lot number; upper and lower case differ")
]
Group = Literal["none", "day", "week", "month", "quarter", "year", "weekday", "item", "lot"]


def _bindable(value: Any) -> Any:
    """As it came, so that 7 stays a number and "7" a text. SQLite has integers of 64 bits."""
    if isinstance(value, int) and not isinstance(value, bool) and -(2**63) <= value < 2**63:
        return value
    if value is None or isinstance(value, str | float):
        return value
    raise ValueError("no text, number or null")


SqlValue = Annotated[Any, AfterValidator(_bindable)]
ANY_VALUE = {"anyOf": [{"type": "string"}, {"type": "number"}, {"type": "null"}]}


class Arguments(BaseModel):
    """The docstring of each is what the model reads about the tool."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    @model_validator(mode="before")
    @classmethod
    def _without_nulls(cls, values: Any) -> Any:
        """A model that leaves an argument open often sends null."""
        if not isinstance(values, dict):
            return values
        return {name: value for name, value in values.items() if value is not None}


class DataStatus(Arguments):
    """What data there is: first and last production day, records, items, when it was published,
    whether a newer ERP file was refused. For questions about freshness and range."""


class FindItems(Arguments):
    """Find item codes by a part of the code or the name. Call it before a product's name is used
    anywhere else: the other tools take exact codes only."""

    keyword: Annotated[Text, Field(max_length=60, description="Part of an item's name or code")]
    limit: Annotated[int, Field(ge=1, le=50)] = 10


class Aggregate(Arguments):
    """Total production of a period, as a whole or by day, ISO week, month, quarter, year, weekday,
    item or lot, with shares, averages for each record and each working day, all computed. For
    totals, trends and rankings (group_by=item, limit=5 gives the five largest)."""

    date_from: FirstDay
    date_to: LastDay
    group_by: Group = "none"
    item_codes: Codes = ()
    lot_prefix: LotPrefix = None
    order: Annotated[
        Literal["auto", "desc", "asc"],
        Field(description="desc, asc: by total. auto: time in order, items and lots desc"),
    ] = "auto"
    limit: Annotated[int, Field(ge=1, le=500)] = 100

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        _check(self.date_from, self.date_to, "date_from", "date_to")
        return self


class Compare(Arguments):
    """Compare period A with period B: totals, difference (A - B) and change in percent of B, as a
    whole, by item (largest difference first) or month by month. A period that still runs is
    compared with the same elapsed days of the other."""

    from_a: FirstDay
    to_a: LastDay
    from_b: FirstDay
    to_b: LastDay
    by: Literal["none", "item", "month"] = "none"
    item_codes: Codes = ()
    limit: Annotated[int, Field(ge=1, le=100)] = 20

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        _check(self.from_a, self.to_a, "from_a", "to_a")
        _check(self.from_b, self.to_b, "from_b", "to_b")
        return self


class Records(Arguments):
    """Single production records (date, item, lot, quantity), the newest first. Only for questions
    about individual records or lots, never to add them up."""

    item_code: Annotated[Text | None, Field(description="Exact item code")] = None
    lot_prefix: LotPrefix = None
    date_from: Annotated[Day | None, Field(description="First day, inclusive, YYYY-MM-DD")] = None
    date_to: Annotated[Day | None, Field(description="Last day, inclusive, YYYY-MM-DD")] = None
    limit: Annotated[int, Field(ge=1, le=200)] = 20

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.date_from and self.date_to:
            _check(self.date_from, self.date_to, "date_from", "date_to")
        return self


class RunSql(Arguments):
    """Last resort, for what no other tool answers: one SQLite SELECT on the view
    production(production_date 'YYYY-MM-DD HH:MM:SS', day 'YYYY-MM-DD', year_month 'YYYY-MM',
    item_code, item_name, lot_number, good_quantity, source). Always narrow it with day BETWEEN ...
    AND ...; bind values with ? and params. At most 500 rows and 1.5 seconds."""

    sql: Annotated[str, Field(min_length=1, max_length=4_000)]
    params: Annotated[
        list[SqlValue] | dict[str, SqlValue],
        Field(max_length=50),
        WithJsonSchema(
            {"type": "array", "items": ANY_VALUE, "description": "Values of ? in order"}
        ),
    ] = []


def schema(arguments: type[Arguments]) -> dict[str, Any]:
    """JSON schema without what a model has no use for: titles, nulls, internal keywords."""
    plain: dict[str, Any] = _plain(arguments.model_json_schema())
    plain.pop("description", None)
    plain.pop("additionalProperties", None)
    return {"properties": {}, **plain}


def description(arguments: type[Arguments]) -> str:
    return " ".join((arguments.__doc__ or "").split())


def _plain(node: Any) -> Any:
    if isinstance(node, list):
        return [_plain(one) for one in node]
    if not isinstance(node, dict):
        return node
    options = [one for one in node.get("anyOf", []) if one != {"type": "null"}]
    if len(options) == 1:
        node = {**options[0], **{key: value for key, value in node.items() if key != "anyOf"}}
    return {
        key: {name: _plain(one) for name, one in value.items()}
        if key == "properties"
        else _plain(value)
        for key, value in node.items()
        if key not in ("title", "pattern") and not (key == "default" and value is None)
    }


def _check(first: date, last: date, first_name: str, last_name: str) -> None:
    if first > last:
        raise ValueError(f"{first_name} {first} is after {last_name} {last}; swap them")
