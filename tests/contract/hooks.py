"""What the OpenAPI document cannot say: which parameters belong together, and what a cursor is."""

from typing import Any

import requests
import schemathesis

ORDERED = (("date_from", "date_to", str), ("min_quantity", "max_quantity", float))
# What the list and the export of the same records do not share, and what a cursor does not bind.
NO_FILTERS = {"cursor", "limit", "format", "fields", "bom", "after"}
TIMEOUT_S = 30


@schemathesis.hook
def before_call(_: schemathesis.HookContext, case: schemathesis.Case[Any], **__: Any) -> None:
    """Valid data: pairs in order, and a cursor that the API itself has issued."""
    if case.meta is None or not case.meta.generation.mode.is_positive or not case.query:
        return
    for low, high, kind in ORDERED:
        if low in case.query and high in case.query:
            pair = [case.query[low], case.query[high]]
            case.query[low], case.query[high] = sorted(pair, key=kind)
    if "cursor" in case.query:
        # Both say where to start.
        case.query.pop("after", None)
        issued = _issued_cursor(case)
        if issued is None:
            del case.query["cursor"]
        else:
            case.query["cursor"] = issued


def _issued_cursor(case: schemathesis.Case[Any]) -> str | None:
    """Where the second page with the same filters begins, if there is one."""
    filters = {name: value for name, value in case.query.items() if name not in NO_FILTERS}
    path = case.formatted_path.replace("/records/export", "/records")
    url = f"{case.operation.base_url.rstrip('/')}{path}"
    answer = requests.get(url, params={**filters, "limit": "1"}, timeout=TIMEOUT_S)
    if answer.status_code == 404:
        return None
    answer.raise_for_status()
    cursor: str | None = answer.json()["next_cursor"]
    return cursor


@schemathesis.deserializer("text/csv", "application/x-ndjson")
def text(_: schemathesis.DeserializationContext, response: schemathesis.Response) -> str:
    return response.content.decode()


@schemathesis.deserializer(
    "application/vnd.apache.arrow.stream",
    "application/vnd.apache.parquet",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
)
def file(_: schemathesis.DeserializationContext, response: schemathesis.Response) -> str:
    return response.content.decode("latin-1")
