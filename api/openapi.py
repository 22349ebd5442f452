"""The OpenAPI document: FastAPI's own, plus what holds for every address."""

import copy
from collections.abc import Iterator
from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from api import examples
from api.key_ring import scope_of
from api.openapi_headers import COMMON_HEADERS, PROBLEM_HEADERS, data_headers
from api.responses import PROBLEM_TYPE, problems
from shared.access_errors import ApiKeyMissing, ApiKeyUnknown, ScopeMissing, TooManyRequests
from shared.errors import (
    BodyTooLarge,
    HeadersTooLarge,
    HostNotAllowed,
    InvalidQuery,
    MalformedRequest,
    MethodNotAllowed,
    RequestTooSlow,
    UriTooLong,
)
from shared.schemas import Problem

Part = dict[str, Any]

# What any address answers before or instead of doing its work.
EVERYWHERE = problems(
    MalformedRequest,
    MethodNotAllowed,
    RequestTooSlow,
    BodyTooLarge,
    UriTooLong,
    HostNotAllowed,
    InvalidQuery,
    HeadersTooLarge,
)
# These come before there is a request whose time could be taken.
BY_THE_PARSER = frozenset({"400", "408", "431"})
NOT_MODIFIED: Part = {"description": "The data has not changed since this `If-None-Match`"}
KEY_SCHEMES = {
    "bearer": {"type": "http", "scheme": "bearer"},
    "header": {"type": "apiKey", "in": "header", "name": "X-API-Key"},
}


def install(app: FastAPI) -> None:
    """Replace `app.openapi`. The document is made once, on the first request for it."""

    def openapi() -> dict[str, Any]:
        if app.openapi_schema is None:
            app.openapi_schema = _document(app)
        return app.openapi_schema

    app.openapi = openapi  # type: ignore[method-assign]


def _document(app: FastAPI) -> Part:
    document = get_openapi(
        title=app.title, version=app.version, description=app.description, routes=app.routes
    )
    problem = Problem.model_json_schema(ref_template="#/components/schemas/{model}")
    schemas = document.setdefault("components", {}).setdefault("schemas", {})
    schemas |= problem.pop("$defs", {})
    schemas["Problem"] = problem
    _describe_door(document)
    for name, example in examples.SCHEMAS.items():
        schemas[name]["examples"] = [example]
    for path, operation in _operations(document):
        for parameter in operation.get("parameters", ()):
            parameter["schema"] = _without_null(parameter["schema"])
        _add_responses(path, operation["responses"])
    return document


def _operations(document: Part) -> Iterator[tuple[str, Part]]:
    for path, item in document["paths"].items():
        for operation in item.values():
            yield path, operation


def _without_null(schema: Part) -> Part:
    """A parameter is left out, it cannot be null: FastAPI says so of every optional one."""
    options = [one for one in schema.get("anyOf", ()) if one != {"type": "null"}]
    if len(options) != 1:
        return schema
    return {**{name: value for name, value in schema.items() if name != "anyOf"}, **options[0]}


def _add_responses(path: str, responses: Part) -> None:
    """The statuses that every address has, and the headers of each."""
    for status, entry in copy.deepcopy(EVERYWHERE).items():
        responses.setdefault(str(status), entry)
    data = data_headers(path)
    responses["200"]["headers"] = COMMON_HEADERS | data
    if "ETag" in data:
        responses["304"] = {**NOT_MODIFIED, "headers": COMMON_HEADERS | data}
    for status, entry in responses.items():
        if PROBLEM_TYPE in entry.get("content", {}):
            headers = COMMON_HEADERS | PROBLEM_HEADERS
            entry["headers"] = {
                name: header
                for name, header in headers.items()
                if status not in BY_THE_PARSER or name != "Server-Timing"
            }


def _describe_door(document: dict[str, Any]) -> None:
    """What may come before any route. A hub without keys asks for none: `{}` is one way in."""
    document["components"]["securitySchemes"] = KEY_SCHEMES
    refusals = problems(ApiKeyMissing, ApiKeyUnknown, ScopeMissing, TooManyRequests)
    for path, operations in document["paths"].items():
        if scope_of(path) is None:
            continue
        for operation in operations.values():
            operation["security"] = [{}, *({name: []} for name in KEY_SCHEMES)]
            for status, refusal in refusals.items():
                operation["responses"].setdefault(str(status), refusal)
