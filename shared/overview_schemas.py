"""Shape of `/overview`.

Days are inclusive, `YYYY-MM-DD`. A change is in percent of the earlier number, null when that is
0 or missing; a comparison is null when it would begin before the data.
"""

from pydantic import BaseModel, Field

from shared.schemas import ItemTotal, Number, Total


class OverviewSpan(BaseModel):
    """Inclusive days."""

    first: str = Field(serialization_alias="from", validation_alias="from")
    to: str


class OverviewTotal(Total):
    """As `total` of `/summary/totals` for the same days and filters."""

    daily_average: Number | None = Field(description="Production per day that has a record")


class OverviewPeriod(OverviewSpan):
    total: OverviewTotal


class OverviewChanges(BaseModel):
    """Percent of the compared number."""

    total_production: float | None
    batch_count: float | None
    avg_batch_size: float | None
    item_count: float | None
    daily_average: float | None


class OverviewComparison(OverviewPeriod):
    basis: str = Field(
        description="`same_weekdays`: shifted back by `weeks`, the fewest whole ones that do not "
        "overlap the period"
    )
    weeks: int
    change_pct: OverviewChanges


class ElapsedTotal(OverviewSpan):
    """Some days, added up."""

    total_production: Number
    batch_count: int
    day_count: int = Field(description="Days with at least one record")


class Elapsed(ElapsedTotal):
    """Some days and the same ones earlier."""

    previous: ElapsedTotal | None
    change_pct: float | None = Field(description="Of total_production")


class OverviewSeries(OverviewSpan):
    """Daily totals, column by column, for days that have a record; the others are 0."""

    day: list[str]
    total_production: list[Number]
    batch_count: list[int]


class OverviewItem(ItemTotal):
    share_pct: float | None = Field(description="Percent of the period's total_production")


class Alert(BaseModel):
    """Something odd, found by a rule. Fields that a rule does not use are null."""

    code: str = Field(
        description="`item_silent`: not made for over three times its usual pause; `day_silent`: "
        "no record though the weekday is a working day; `item_new`: first made in the last week"
    )
    item_code: str | None = None
    item_name: str | None = None
    day: str = Field(description="Its last day, the silent day, or its first day")
    days: int | None = Field(None, description="Days since `day`")
    usual_days: float | None = Field(None, description="Days from one production day to the next")


class Overview(BaseModel):
    """All that a first screen shows, of one data version and one set of filters."""

    period: OverviewPeriod
    comparison: OverviewComparison | None
    last_day: Elapsed | None = Field(
        description="The last day with a matching record, up to the period's end, against the "
        "same weekday one week before; null when `series` has none"
    )
    month_to_date: Elapsed = Field(
        description="The month up to the period's end or the data's, whichever is earlier, "
        "against the same days of the month before"
    )
    year_to_date: Elapsed = Field(description="Likewise, against the same dates a year before")
    series: OverviewSeries = Field(
        description="The period and what moving averages and a year's calendar need before it: "
        "from 400 days before its end or 30 before its beginning, whichever is earlier"
    )
    top_items: list[OverviewItem] = Field(description="The period's ten largest")
    alerts: list[Alert] = Field(
        description="The oddest first, at most 20, as of the period's or the data's end; empty "
        "with `q`"
    )
    version: str
    data_from: str = Field(description="First production day")
    data_to: str = Field(description="Last production day")
