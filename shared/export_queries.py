"""The query object of an export: the filters of a list, without the limit of one page."""

from enum import StrEnum
from typing import Annotated, Any, Self

from pydantic import AfterValidator, BeforeValidator, Field, WithJsonSchema, model_validator

from shared.cursors import CursorParam, filters_hash
from shared.queries import RecordFilter, check_cursor
from shared.query_types import Text

FIELDS = (
    "source",
    "id",
    "production_date",
    "lot_number",
    "item_code",
    "item_name",
    "good_quantity",
)


class ExportFormat(StrEnum):
    """How the file is written."""

    CSV = "csv"
    NDJSON = "ndjson"
    PARQUET = "parquet"
    ARROW = "arrow"
    XLSX = "xlsx"


def _split(values: Any) -> Any:
    """`fields=a,b&fields=c` is the same as each on its own."""
    if not isinstance(values, list | tuple):
        return values
    texts = (v.split(",") if isinstance(v, str) else [v] for v in values)
    return list(dict.fromkeys(name for names in texts for name in names))


def _known(names: tuple[str, ...]) -> tuple[str, ...]:
    for name in names:
        if name not in FIELDS:
            raise ValueError(f"unknown field {name!a}; known ones: {', '.join(FIELDS)}")
    return names


ANY_FIELD = f"({'|'.join(FIELDS)})"
FieldName = Annotated[
    Text, WithJsonSchema({"type": "string", "pattern": f"^{ANY_FIELD}(,{ANY_FIELD})*$"})
]
FieldNames = Annotated[tuple[FieldName, ...], BeforeValidator(_split), AfterValidator(_known)]


class ExportQuery(RecordFilter):
    """All records that the filters list, newest first, as one file."""

    format: ExportFormat = Field(
        ExportFormat.CSV,
        description="`csv` and `xlsx` for Excel, `parquet` and `arrow` (stream) for data tools, "
        "`ndjson` for scripts",
    )
    fields: FieldNames = Field(
        FIELDS,
        min_length=1,
        description="Columns in this order, separated by commas or repeated",
        examples=[["production_date", "item_code", "good_quantity"]],
    )
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
        check_cursor(self.cursor, filters_hash(self.filters))
        return self
