"""The single place where an exception becomes an HTTP answer."""

import difflib
import logging
from collections.abc import Mapping
from typing import Any

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute

from api.responses import problem_response
from shared.errors import HubError, InvalidQuery, MethodNotAllowed, RequestError, RouteNotFound
from shared.schemas import ParameterError

logger = logging.getLogger(__name__)

FRAMEWORK_ERRORS: dict[int, type[RequestError]] = {404: RouteNotFound, 405: MethodNotAllowed}

# 8 KB of unknown parameters would be answered with 370 KB.
MAX_ERRORS = 20
MAX_NAME_CHARS = 100


def install(app: FastAPI) -> None:
    """Every error of routes, framework and bugs in the same shape."""
    app.add_exception_handler(HubError, on_hub_error)
    app.add_exception_handler(RequestValidationError, on_validation_error)
    app.add_exception_handler(HTTPException, on_framework_error)
    app.add_exception_handler(Exception, on_unexpected)


def on_hub_error(request: Request, exc: Exception) -> Response:
    assert isinstance(exc, HubError)
    if exc.status >= 500:
        logger.warning("request_failed code=%s detail=%s", exc.code(), exc)
    errors = None
    if isinstance(exc, InvalidQuery) and exc.parameter:
        errors = [ParameterError(parameter=exc.parameter, detail=str(exc))]
    return problem_response(exc, _request_id(request), errors)


def on_validation_error(request: Request, exc: Exception) -> Response:
    assert isinstance(exc, RequestValidationError)
    known = _known_parameters(request.scope.get("route"))
    found = exc.errors()
    errors = [_parameter_error(error, known) for error in found[:MAX_ERRORS]]
    detail = "; ".join(f"{error.parameter}: {error.detail}" for error in errors)
    if len(found) > MAX_ERRORS:
        detail += f"; and {len(found) - MAX_ERRORS} more"
    return problem_response(InvalidQuery(detail), _request_id(request), errors)


def on_framework_error(request: Request, exc: Exception) -> Response:
    assert isinstance(exc, HTTPException)
    kind = FRAMEWORK_ERRORS.get(exc.status_code, RequestError)
    # Not request.url: it cuts the decoded path at a question mark.
    error = kind(f"{request.method} {request.scope['path']}: {kind.title.lower()}")
    response = problem_response(error, _request_id(request))
    if allowed := (exc.headers or {}).get("Allow"):
        response.headers["Allow"] = allowed
    return response


def on_unexpected(request: Request, exc: Exception) -> Response:
    logger.error("unhandled_error id=%s", _request_id(request), exc_info=exc)
    return problem_response(HubError("an unexpected error; it was logged"), _request_id(request))


def _request_id(request: Request) -> str:
    return str(request.scope.get("state", {}).get("request_id", "-"))


def _parameter_error(error: Mapping[str, Any], known: list[str]) -> ParameterError:
    location = [str(step) for step in error["loc"][1:]]
    # A body that is no JSON has only a place where it goes wrong.
    within = [] if error["type"] == "json_invalid" else location[:1]
    name = str((error.get("ctx") or {}).get("parameter") or ".".join(within) or error["loc"][0])
    name = name[:MAX_NAME_CHARS]
    if error["type"] != "extra_forbidden":
        return ParameterError(parameter=name, detail=_plain(str(error["msg"])))
    close = difflib.get_close_matches(name, known, n=1)
    if close:
        advice = f"did you mean {close[0]}?"
    else:
        advice = f"known ones: {', '.join(known)}" if known else "this address takes none"
    return ParameterError(parameter=name, detail=f"unknown parameter; {advice}")


def _plain(message: str) -> str:
    return message.removeprefix("Value error, ")


def _known_parameters(route: BaseRoute | None) -> list[str]:
    """Names of a route's parameters, out of the models of its query and body."""
    dependant = getattr(route, "dependant", None)
    names: list[str] = []
    fields = [*getattr(dependant, "query_params", []), *getattr(dependant, "body_params", [])]
    for field in fields:
        model = field.field_info.annotation
        known = getattr(model, "model_fields", None)
        names += known if known is not None else [field.alias]
    return names
