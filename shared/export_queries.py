"""The query object of an export: the filters of a list, without the limit of one page."""

from enum import StrEnum
from typing import Self

from pydantic import Field, model_validator

from shared.cursors import CursorParam
from shared.queries import RecordFilter, check_cursor
from shared.query_types import FIELDS, Fields


class ExportFormat(StrEnum):
    """How the file is written."""

    CSV = "csv"
    NDJSON = "ndjson"
    PARQUET = "parquet"
    ARROW = "arrow"
    XLSX = "xlsx"


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

    @model_validator(mode="after")
    def _cursor_fits(self) -> Self:
        if self.cursor is not None:
            check_cursor(self.cursor, self.filters)
        return self
