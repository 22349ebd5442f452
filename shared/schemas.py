"""Response shapes: what leaves the API, for its OpenAPI document and for typed readers."""

from typing import Any, Generic, TypeVar

from pydantic import BaseModel, ConfigDict, Field

from shared.worker_figures import WorkerStatus

Row = TypeVar("Row")
Number = int | float


def _nothing_required(schema: dict[str, Any]) -> None:
    """`fields` picks columns: the others are left out, not null."""
    schema.pop("required", None)


class Record(BaseModel):
    """One production record. The key is (source, id): ids restart in each ERP file."""

    model_config = ConfigDict(json_schema_extra=_nothing_required)

    source: str = Field(examples=["live"], description="`live` or the archive's file name")
    id: int
    production_date: str = Field(examples=["2026-01-20 14:30:00"])
    lot_number: str | None
    item_code: str
    item_name: str | None
    good_quantity: Number | None


class Page(BaseModel, Generic[Row]):
    """One keyset page."""

    data: list[Row]
    count: int = Field(description="Rows in this page")
    has_more: bool
    next_cursor: str | None = Field(description="Pass as `cursor` for the next page")
    version: str = Field(description="Data version that all rows come from")


class Item(BaseModel):
    item_code: str
    item_name: str | None = Field(description="The newest name that is not empty")
    record_count: int
    total_production: Number
    first_day: str
    last_day: str


class MonthTotal(BaseModel):
    year_month: str = Field(examples=["2026-01"])
    total_production: Number
    batch_count: int
    avg_batch_size: float | None


class MonthItemTotal(MonthTotal):
    item_code: str
    item_name: str | None


class ItemTotal(BaseModel):
    item_code: str
    item_name: str | None
    total_production: Number
    batch_count: int
    avg_batch_size: float | None


class Span(BaseModel):
    """Inclusive days."""

    first: str | None = Field(serialization_alias="from", validation_alias="from")
    to: str | None


class ItemTotals(BaseModel):
    data: list[ItemTotal]
    count: int
    item_count: int = Field(description="Items in the period, also those beyond `limit`")
    date_range: Span
    version: str


class Total(BaseModel):
    """Totals over all matching records, not only over the returned groups."""

    total_production: Number
    batch_count: int
    avg_batch_size: float | None
    min_quantity: Number | None
    max_quantity: Number | None
    item_count: int
    day_count: int = Field(description="Days with at least one record")


class GroupTotal(BaseModel):
    """One of the key fields is there, according to `group_by`."""

    day: str | None = Field(None, examples=["2026-01-20"])
    week: str | None = Field(None, examples=["2026-W04"])
    year_month: str | None = Field(None, examples=["2026-01"])
    quarter: str | None = Field(None, examples=["2026-Q1"])
    year: str | None = Field(None, examples=["2026"])
    weekday: int | None = Field(None, description="1 = Monday ... 7 = Sunday")
    item_code: str | None = None
    item_name: str | None = None
    total_production: Number
    batch_count: int
    avg_batch_size: float | None
    min_quantity: Number | None
    max_quantity: Number | None


class Totals(BaseModel):
    data: list[GroupTotal]
    count: int
    group_count: int = Field(description="Groups there are, also those beyond `limit`")
    total: Total
    group_by: str
    date_range: Span
    version: str


class Trouble(BaseModel):
    """Why a source is not published, for people."""

    source: str
    code: str
    title: str
    title_ko: str
    detail: str
    hint: str
    hint_ko: str
    since: str


class WatcherHealth(BaseModel):
    state: str
    heartbeat_age_s: float | None


class Health(BaseModel):
    status: str = Field(description="`ok`, or `degraded` when `problems` is not empty")
    version: str
    published_at: str
    age_s: float = Field(description="Seconds since this version was published")
    data_from: str = Field(description="First production day")
    data_to: str = Field(description="Last production day")
    rows: int
    rejected: int = Field(description="Rows of the ERP that could not be read")
    hidden: int = Field(description="Rows of the ERP on days that another file owns")
    problems: list[Trouble]
    watcher: WatcherHealth


class Live(BaseModel):
    status: str
    version: str | None = None


class SourceQuality(BaseModel):
    rows: int
    visible: int
    hidden: int = Field(description="Rows of days that another file owns")
    rejected: dict[str, int] = Field(description="Rows that cannot be read, by reason")
    without_quantity: int = Field(description="Visible rows whose quantity is NULL")
    warnings: list[str]


class Quality(BaseModel):
    """rows = visible + hidden + rejected."""

    version: str
    rows: int
    visible: int
    hidden: int
    rejected: int
    rejected_by_reason: dict[str, int]
    without_quantity: int
    sources: dict[str, SourceQuality]


class RejectedRecord(BaseModel):
    """The ERP's own values, as text."""

    source: str
    id: int | None
    reason: str
    production_date: str | None
    lot_number: str | None
    item_code: str | None
    item_name: str | None
    good_quantity: str | None


class RejectedPage(Page[RejectedRecord]):
    total: int = Field(description="All rows that match, on all pages")


class PartitionStatus(BaseModel):
    name: str
    file: str
    size: int = Field(description="Bytes")
    first_day: str | None
    last_day: str | None
    begins: str | None
    ends: str | None
    quality: SourceQuality


class Status(BaseModel):
    version: str | None
    published_at: str | None
    rows: int
    partitions: list[PartitionStatus]
    problems: list[Trouble]
    watcher: dict[str, object] | None = Field(description="The watcher's last heartbeat")
    cache: dict[str, int] = Field(description="Of all workers together")
    slow_queries: int = Field(description="SQL statements over `HUB_SLOW_QUERY_MS` since the start")
    uptime_s: float
    workers: list[WorkerStatus] = Field(description="Every API process behind this port")


class ParameterError(BaseModel):
    parameter: str
    detail: str


class Problem(BaseModel):
    """RFC 9457 problem details plus `code`, `hint`, `hint_ko` and `request_id`."""

    type: str
    title: str
    status: int
    detail: str
    code: str
    hint: str
    hint_ko: str
    request_id: str
    errors: list[ParameterError] | None = None
