"""Typed query objects: validated once at the edge, passed whole to repositories and caches."""

import re
from datetime import date
from enum import StrEnum
from typing import Annotated, Any, Self, TypeVar

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    ValidationError,
    model_validator,
)
from pydantic_core import PydanticCustomError

from shared.cursors import CursorParam, filters_hash
from shared.dates import DateRange
from shared.errors import InvalidQuery

MAX_QUANTITY = 1e15
MAX_ITEM_CODES = 100


def wrong(parameter: str, message: str) -> PydanticCustomError:
    """An error of several fields together, laid at the door of one of them."""
    return PydanticCustomError("invalid_query", message, {"parameter": parameter})


def _iso_day(value: Any) -> Any:
    """Only YYYY-MM-DD. Pydantic alone also takes `0` (a Unix time) and `20260120`."""
    if isinstance(value, str) and not re.fullmatch(r"\d{4}-\d\d-\d\d", value, re.ASCII):
        raise ValueError("write the date as YYYY-MM-DD, for example 2026-01-20")
    return value


def _printable(value: str) -> str:
    """Refuse lone surrogates and NUL: SQLite cannot bind the one and stops at the other."""
    if "\0" in value or any("\ud800" <= c <= "\udfff" for c in value):
        raise ValueError("holds characters that cannot be stored")
    return value


def _real_year(value: str) -> str:
    if value.startswith("0000"):
        raise ValueError("the year 0000 does not exist")
    return value


def _sorted_set(values: tuple[str, ...]) -> tuple[str, ...]:
    """One spelling for one meaning: the cache key and the cursor's hash depend on it."""
    return tuple(sorted(set(values)))


Day = Annotated[date, BeforeValidator(_iso_day)]
Text = Annotated[str, StringConstraints(min_length=1, max_length=100), AfterValidator(_printable)]
YearMonth = Annotated[
    str,
    StringConstraints(pattern=r"^[0-9]{4}-(0[1-9]|1[0-2])$"),
    AfterValidator(_real_year),
    Field(description="Month as YYYY-MM", examples=["2026-01"]),
]
ItemCodes = Annotated[
    tuple[Text, ...],
    AfterValidator(_sorted_set),
    Field(
        max_length=MAX_ITEM_CODES,
        description="Item code, exact; repeat the parameter for several items",
        examples=["BW0021"],
    ),
]
Quantity = Annotated[float, Field(ge=-MAX_QUANTITY, le=MAX_QUANTITY, allow_inf_nan=False)]


class _Query(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class PeriodQuery(_Query):
    """Inclusive days."""

    date_from: Day | None = Field(
        None, description="First day, inclusive (YYYY-MM-DD)", examples=["2026-01-01"]
    )
    date_to: Day | None = Field(
        None, description="Last day, inclusive (YYYY-MM-DD)", examples=["2026-01-31"]
    )

    @model_validator(mode="after")
    def _period_in_order(self) -> Self:
        if self.date_from and self.date_to and self.date_from > self.date_to:
            raise wrong("date_from", "date_from is after date_to; swap them")
        return self

    @property
    def period(self) -> DateRange:
        return DateRange(self.date_from, self.date_to)


class OtherFilters(PeriodQuery):
    """The filters besides the item code."""

    q: Text | None = Field(None, description="Text anywhere in item code, item name or lot number")
    lot_number: Text | None = Field(
        None, description="Beginning of the lot number, upper and lower case differ"
    )
    min_quantity: Quantity | None = Field(None, description="Smallest good_quantity, inclusive")
    max_quantity: Quantity | None = Field(None, description="Largest good_quantity, inclusive")

    @model_validator(mode="after")
    def _quantities_in_order(self) -> Self:
        low, high = self.min_quantity, self.max_quantity
        if low is not None and high is not None and low > high:
            raise wrong("min_quantity", "min_quantity is above max_quantity; swap them")
        return self


class RecordFilter(OtherFilters):
    """Which records; the same meaning in lists, totals and exports."""

    item_code: ItemCodes = ()

    @property
    def filters(self) -> "RecordFilter":
        """The filters alone, without paging: what a cursor is bound to."""
        return RecordFilter.model_construct(
            **{name: getattr(self, name) for name in RecordFilter.model_fields}
        )


class _Paged(BaseModel):
    """Parameters of a keyset page."""

    limit: int = Field(1_000, ge=1, le=5_000, description="Rows in one page")
    cursor: CursorParam = Field(
        None,
        description="`next_cursor` of the page before, with the same filters",
    )


Paged = TypeVar("Paged", bound=_Paged)


def _check_cursor(query: Paged, wanted: str) -> Paged:
    if query.cursor and query.cursor.f != wanted:
        raise wrong(
            "cursor", "the cursor was issued for other filters; repeat those or start without it"
        )
    return query


class RecordQuery(RecordFilter, _Paged):
    """One page of records."""

    @model_validator(mode="after")
    def _cursor_fits(self) -> Self:
        return _check_cursor(self, filters_hash(self.filters))


class ItemRecordQuery(OtherFilters, _Paged):
    """One page of the records of an item that the path names."""

    def for_item(self, item_code: str) -> RecordQuery:
        """Raises InvalidQuery when the cursor belongs to another item or other filters."""
        given = {name: getattr(self, name) for name in ItemRecordQuery.model_fields}
        try:
            return RecordQuery(item_code=(item_code,), **given)
        except ValidationError as exc:
            raise InvalidQuery(f"cursor: {exc.errors()[0]['msg']}", parameter="cursor") from exc


class GroupBy(StrEnum):
    """How totals are grouped; ISO weeks, Monday = weekday 1."""

    NONE = "none"
    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"
    WEEKDAY = "weekday"
    ITEM = "item"
    MONTH_ITEM = "month_item"


class TotalsQuery(RecordFilter):
    """Sums and counts over exactly the records that the same filters list."""

    group_by: GroupBy = Field(GroupBy.NONE, description="One row for each of these")
    limit: int = Field(5_000, ge=1, le=50_000, description="Groups returned; totals cover all")


class MonthlyTotalQuery(PeriodQuery):
    """Totals of each month."""

    item_code: ItemCodes = ()


class ByItemQuery(PeriodQuery):
    """Totals of each item."""

    item_code: ItemCodes = ()
    limit: int = Field(1_000, ge=1, le=5_000, description="Items returned, the largest first")


class ItemsQuery(_Query):
    """The item list."""

    q: Text | None = Field(None, description="Text anywhere in item code or name")
    limit: int = Field(5_000, ge=1, le=50_000, description="Items returned")


class MonthlyByItemQuery(_Query):
    """Item totals of one month or of all months."""

    year_month: YearMonth | None = None
    item_code: ItemCodes = ()
    limit: int = Field(5_000, ge=1, le=50_000, description="Rows returned")


class RejectedFilter(_Query):
    """Which of the rows that could not be read."""

    source: Text | None = Field(None, description="`live` or an archive's name", examples=["live"])
    reason: Text | None = Field(
        None, description="Reason, as counted in `/quality`", examples=["date_unreadable"]
    )


class RejectedQuery(RejectedFilter, _Paged):
    """One page of them."""

    @property
    def filters_hash(self) -> str:
        return filters_hash(RejectedFilter(source=self.source, reason=self.reason))

    @model_validator(mode="after")
    def _cursor_fits(self) -> Self:
        return _check_cursor(self, self.filters_hash)


class NoParameters(_Query):
    """For addresses that take none: an unknown parameter is an error there too."""
