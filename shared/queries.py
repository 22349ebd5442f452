"""Typed query objects: validated once at the edge, passed whole to repositories and caches."""

from enum import StrEnum
from typing import Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from shared.cursors import Cursor, CursorParam, filters_hash
from shared.dates import DateRange
from shared.errors import InvalidQuery
from shared.query_types import (
    FIELDS,
    Day,
    Fields,
    Format,
    ItemCodes,
    ListFormat,
    Quantity,
    Text,
    YearMonth,
    wrong,
)


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

    q: Text | None = Field(
        None, description="Text anywhere in item code, item name or lot number", examples=["BW00"]
    )
    lot_number: Text | None = Field(
        None,
        description="Beginning of the lot number, upper and lower case differ",
        examples=["LT2026"],
    )
    min_quantity: Quantity | None = Field(
        None, description="Smallest good_quantity, inclusive", examples=[1]
    )
    max_quantity: Quantity | None = Field(
        None, description="Largest good_quantity, inclusive", examples=[10_000]
    )

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

    limit: int = Field(1_000, ge=1, le=5_000, description="Rows in one page", examples=[100])
    cursor: CursorParam = Field(
        None,
        description="`next_cursor` of the page before, with the same filters",
    )


def check_cursor(cursor: Cursor, filters: BaseModel) -> None:
    """Raises when the cursor was made for other filters."""
    if cursor.f != filters_hash(filters):
        raise wrong(
            "cursor", "the cursor was issued for other filters; repeat those or start without it"
        )


class RecordQuery(RecordFilter, _Paged):
    """One page of records."""

    format: Format = ListFormat.JSON
    fields: Fields = FIELDS

    @model_validator(mode="after")
    def _cursor_fits(self) -> Self:
        if self.cursor is not None:
            check_cursor(self.cursor, self.filters)
        return self


class ItemRecordQuery(OtherFilters, _Paged):
    """One page of the records of an item that the path names."""

    format: Format = ListFormat.JSON
    fields: Fields = FIELDS

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

    group_by: GroupBy = Field(
        GroupBy.NONE, description="One row for each of these", examples=["month"]
    )
    limit: int = Field(
        5_000, ge=1, le=50_000, description="Groups returned; totals cover all", examples=[100]
    )
    format: Format = ListFormat.JSON


class MonthlyTotalQuery(PeriodQuery):
    """Totals of each month."""

    item_code: ItemCodes = ()
    format: Format = ListFormat.JSON


class ByItemQuery(PeriodQuery):
    """Totals of each item."""

    item_code: ItemCodes = ()
    limit: int = Field(
        1_000, ge=1, le=5_000, description="Items returned, the largest first", examples=[10]
    )
    format: Format = ListFormat.JSON


class ItemsQuery(_Query):
    """The item list."""

    q: Text | None = Field(
        None, description="Text anywhere in item code or name", examples=["BW00"]
    )
    limit: int = Field(5_000, ge=1, le=50_000, description="Items returned", examples=[100])
    format: Format = ListFormat.JSON


class MonthlyByItemQuery(_Query):
    """Item totals of one month or of all months."""

    year_month: YearMonth | None = None
    item_code: ItemCodes = ()
    limit: int = Field(5_000, ge=1, le=50_000, description="Rows returned", examples=[100])
    format: Format = ListFormat.JSON


class RejectedFilter(_Query):
    """Which of the rows that could not be read."""

    source: Text | None = Field(None, description="`live` or an archive's name", examples=["live"])
    reason: Text | None = Field(
        None, description="Reason, as counted in `/quality`", examples=["date_unreadable"]
    )


class RejectedQuery(RejectedFilter, _Paged):
    """One page of them."""

    @property
    def filters(self) -> RejectedFilter:
        return RejectedFilter(source=self.source, reason=self.reason)

    @model_validator(mode="after")
    def _cursor_fits(self) -> Self:
        if self.cursor is not None:
            check_cursor(self.cursor, self.filters)
        return self


class NoParameters(_Query):
    """For addresses that take none: an unknown parameter is an error there too."""
