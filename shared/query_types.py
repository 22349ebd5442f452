"""Types of single parameters: what each may hold, said once for every query object."""

import re
from datetime import date
from enum import StrEnum
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field, StringConstraints
from pydantic_core import PydanticCustomError

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


def _sorted_set(values: tuple[str, ...]) -> tuple[str, ...]:
    """One spelling for one meaning: the cache key and the cursor's hash depend on it."""
    return tuple(sorted(set(values)))


Day = Annotated[date, BeforeValidator(_iso_day)]
Text = Annotated[
    str,
    StringConstraints(min_length=1, max_length=100),
    AfterValidator(_printable),
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
Quantity = Annotated[float, Field(ge=-MAX_QUANTITY, le=MAX_QUANTITY, allow_inf_nan=False)]


class ListFormat(StrEnum):
    """How a list is written."""

    JSON = "json"
    CSV = "csv"
    NDJSON = "ndjson"


Format = Annotated[
    ListFormat, Field(description="`csv` opens in Excel; `ndjson` is one JSON object a line")
]
