"""The OpenAPI document: FastAPI's own, plus the one schema that every error has."""

from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from api.key_ring import scope_of
from api.responses import problems
from shared.errors import ApiKeyMissing, ApiKeyUnknown, ScopeMissing, TooManyRequests
from shared.schemas import Problem

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


def _document(app: FastAPI) -> dict[str, Any]:
    document = get_openapi(
        title=app.title, version=app.version, description=app.description, routes=app.routes
    )
    problem = Problem.model_json_schema(ref_template="#/components/schemas/{model}")
    schemas = document.setdefault("components", {}).setdefault("schemas", {})
    schemas |= problem.pop("$defs", {})
    schemas["Problem"] = problem
    _describe_door(document)
    return document


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
