"""Types of single parameters: what each may hold, said once for every query object."""

import re
from datetime import date
from enum import StrEnum
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field, StringConstraints, WithJsonSchema
from pydantic_core import PydanticCustomError

MAX_QUANTITY = 1e15
MAX_ITEM_CODES = 100
# Columns of a record, in the order in which they leave the API.
FIELDS = (
    "source",
    "id",
    "production_date",
    "lot_number",
    "item_code",
    "item_name",
    "good_quantity",
)


def wrong(parameter: str, message: str) -> PydanticCustomError:
    """An error of several fields together, laid at the door of one of them."""
    return PydanticCustomError("invalid_query", message, {"parameter": parameter})


def _iso_day(value: Any) -> Any:
    """Only YYYY-MM-DD. Pydantic alone also takes `0` (a Unix time) and `20260120`."""
    if isinstance(value, str) and not re.fullmatch(r"\d{4}-\d\d-\d\d", value, re.ASCII):
        raise ValueError("write the date as YYYY-MM-DD, for example 2026-01-20")
    return value


def printable(value: str) -> str:
    """Refuse lone surrogates and NUL: SQLite cannot bind the one and stops at the other."""
    if "\0" in value or any("\ud800" <= c <= "\udfff" for c in value):
        raise ValueError("holds characters that cannot be stored")
    return value


def _split(values: Any) -> Any:
    """`fields=a,b&fields=c` is the same as each on its own."""
    if not isinstance(values, list | tuple):
        return values
    texts = (v.split(",") if isinstance(v, str) else [v] for v in values)
    return list(dict.fromkeys(name for names in texts for name in names))


def _known_fields(names: tuple[str, ...]) -> tuple[str, ...]:
    for name in names:
        if name not in FIELDS:
            raise ValueError(f"unknown field {name!a}; known ones: {', '.join(FIELDS)}")
    return names


def _sorted_set(values: tuple[str, ...]) -> tuple[str, ...]:
    """One spelling for one meaning: the cache key and the cursor's hash depend on it."""
    return tuple(sorted(set(values)))


Day = Annotated[date, BeforeValidator(_iso_day)]
Text = Annotated[
    str,
    StringConstraints(min_length=1, max_length=100),
    AfterValidator(printable),
    # Lone surrogates have no UTF-8 and cannot be sent; NUL is what is left to say.
    Field(json_schema_extra={"pattern": r"^[^\u0000]*$"}),
]
YearMonth = Annotated[
    str,
    # There is no year 0000.
    StringConstraints(
        pattern=r"^([1-9][0-9]{3}|0[1-9][0-9]{2}|00[1-9][0-9]|000[1-9])-(0[1-9]|1[0-2])$"
    ),
    Field(description="Month as YYYY-MM", examples=["2026-01"]),
]
ItemCodes = Annotated[
    tuple[Text, ...],
    Field(
        max_length=MAX_ITEM_CODES,
        description="Item code, exact; repeat the parameter for several items",
        examples=[["BW0021"]],
    ),
    AfterValidator(_sorted_set),
]
_ANY_FIELD = f"({'|'.join(FIELDS)})"
_FieldName = Annotated[
    Text, WithJsonSchema({"type": "string", "pattern": f"^{_ANY_FIELD}(,{_ANY_FIELD})*$"})
]
Fields = Annotated[
    tuple[_FieldName, ...],
    BeforeValidator(_split),
    AfterValidator(_known_fields),
    Field(
        min_length=1,
        description="Columns in this order, separated by commas or repeated",
        examples=[["production_date", "item_code", "good_quantity"]],
    ),
]
Quantity = Annotated[float, Field(ge=-MAX_QUANTITY, le=MAX_QUANTITY, allow_inf_nan=False)]


class ListFormat(StrEnum):
    """How a list is written."""

    JSON = "json"
    CSV = "csv"
    NDJSON = "ndjson"
    ARROW = "arrow"
    PARQUET = "parquet"
    XLSX = "xlsx"


Format = Annotated[
    ListFormat,
    Field(
        description="`csv` and `xlsx` open in Excel, `arrow` (stream) and `parquet` in data tools; "
        "`ndjson` is one JSON object a line",
        examples=["csv"],
    ),
]
