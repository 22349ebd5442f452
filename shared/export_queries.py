"""The query object of an export: the filters of a list, without the limit of one page."""

import re
from enum import StrEnum
from typing import Annotated, Any, Self

from pydantic import BeforeValidator, Field, WithJsonSchema, model_validator

from shared.cursors import Cursor, CursorParam
from shared.queries import RecordFilter, check_cursor
from shared.query_types import FIELDS, Fields, wrong

# Of ids the longest that every integer of so many digits fits.
PLACE = r"^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d,-?\d{1,18}$"
PLACE_EXAMPLE = "2026-01-31 08:15:00,4711"


class ExportFormat(StrEnum):
    """How the file is written."""

    CSV = "csv"
    NDJSON = "ndjson"
    PARQUET = "parquet"
    ARROW = "arrow"
    XLSX = "xlsx"


def _place(value: Any) -> Any:
    """The last record that a file has. Its day lies in one source only, so date and id suffice."""
    if not isinstance(value, str):
        return value
    if not re.match(PLACE, value, re.ASCII):
        raise ValueError(f"write production_date and id, as {PLACE_EXAMPLE}")
    moment, _, record_id = value.partition(",")
    return Cursor(d=moment, src="any", id=int(record_id), f="00000000")


PlaceParam = Annotated[
    Cursor | None,
    BeforeValidator(_place),
    WithJsonSchema({"type": "string", "pattern": PLACE, "examples": [PLACE_EXAMPLE]}),
]


class ExportQuery(RecordFilter):
    """All records that the filters list, newest first, as one file."""

    format: ExportFormat = Field(
        ExportFormat.CSV,
        description="`csv` and `xlsx` for Excel, `parquet` and `arrow` (stream) for data tools, "
        "`ndjson` for scripts",
    )
    fields: Fields = FIELDS
    bom: bool = Field(True, description="CSV begins with a byte order mark, which Excel needs")
    limit: int | None = Field(
        None,
        ge=1,
        le=1_000_000_000,
        description="Rows at most; none means all",
        examples=[100_000],
    )
    cursor: CursorParam = Field(
        None, description="Start after this place: `next_cursor` of a page with the same filters"
    )
    after: PlaceParam = Field(
        None,
        description="Start after this record: the `production_date,id` that a file which was cut "
        "off has last",
    )

    @model_validator(mode="after")
    def _one_place(self) -> Self:
        if self.cursor is not None:
            check_cursor(self.cursor, self.filters)
        if self.cursor and self.after:
            raise wrong("after", "cursor and after both say where to start; keep one")
        return self

    @property
    def place(self) -> Cursor | None:
        """Where the export starts; None is the newest record."""
        return self.cursor or self.after
