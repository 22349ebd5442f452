"""How data and problems are written to the wire."""

from typing import Any

import orjson
from starlette.responses import Response

from shared.db.generation import Generation
from shared.errors import HubError
from shared.schemas import ParameterError, Problem

PROBLEM_TYPE = "application/problem+json"
# The body's shape is code, the version is data: both decide what a kept answer is worth.
SHAPE_VERSION = "1"


def data_response(
    generation: Generation,
    body: bytes,
    headers: dict[str, str] | None = None,
    media_type: str = "application/json",
) -> Response:
    """An answer that depends only on the data version and the URL."""
    return Response(
        body,
        media_type=media_type,
        headers={
            "ETag": f'W/"{generation.version}-{SHAPE_VERSION}"',
            "Cache-Control": "no-cache",
            "X-Data-Version": generation.version,
            **(headers or {}),
        },
    )


def state_response(body: dict[str, Any]) -> Response:
    """A JSON answer about this moment."""
    return Response(
        orjson.dumps(body), media_type="application/json", headers={"Cache-Control": "no-store"}
    )


def problem_response(
    error: HubError, request_id: str, errors: list[ParameterError] | None = None
) -> Response:
    """RFC 9457, the one shape of every error."""
    problem = Problem(
        type=f"/problems/{error.code()}",
        title=error.title,
        status=error.status,
        detail=str(error) or error.title,
        code=error.code(),
        hint=error.hint,
        hint_ko=error.hint_ko,
        request_id=request_id,
        errors=errors,
    )
    headers = {"Cache-Control": "no-store"}
    if error.retry_after_s is not None:
        headers["Retry-After"] = str(error.retry_after_s)
    body = orjson.dumps(problem.model_dump(exclude_none=True))
    return Response(body, error.status, headers, PROBLEM_TYPE)


def problems(*errors: type[HubError]) -> dict[int | str, dict[str, Any]]:
    """`responses=` entry of a route, so that OpenAPI names every error it can give."""
    schema = {"$ref": "#/components/schemas/Problem"}
    by_status: dict[int | str, dict[str, Any]] = {}
    for error in errors:
        entry = by_status.setdefault(
            error.status, {"description": "", "content": {PROBLEM_TYPE: {"schema": schema}}}
        )
        entry["description"] = f"{entry['description']} {error.code()}".strip()
    return by_status
