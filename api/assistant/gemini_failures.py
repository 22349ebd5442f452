"""Turns whatever google-genai raises or returns in place of an answer into a named failure.

Imported together with the SDK, never before a key is set.
"""

import math
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import httpx2
from google.genai import errors

from api.assistant.failures import (
    ModelBlocked,
    ModelCutOff,
    ModelEmpty,
    ModelKeyRefused,
    ModelMalformed,
    ModelQuota,
    ModelRefused,
    ModelTimeout,
    ModelUnavailable,
    ModelUnknown,
    ModelUnreachable,
)
from api.assistant.model import ModelFailed

MAX_RETRY_S = 3_600
UNREACHABLE = (
    httpx2.ConnectTimeout,
    httpx2.ConnectError,
    httpx2.ProxyError,
    httpx2.UnsupportedProtocol,
    httpx2.InvalidURL,
)
UNAVAILABLE = frozenset({408, 500, 502, 503, 504})
FINISHED = frozenset({"STOP", "MAX_TOKENS"})
BLOCKED = frozenset(
    {"SAFETY", "PROHIBITED_CONTENT", "BLOCKLIST", "SPII", "RECITATION", "MODEL_ARMOR", "JAILBREAK"}
)
MALFORMED = frozenset(
    {
        "MALFORMED_FUNCTION_CALL",
        "MALFORMED_RESPONSE",
        "UNEXPECTED_TOOL_CALL",
        "TOO_MANY_TOOL_CALLS",
        "MISSING_THOUGHT_SIGNATURE",
    }
)


@contextmanager
def translated() -> Iterator[None]:
    """Raises ModelFailed for everything that the SDK is known to raise while it talks. Only its
    own calls belong inside: a mistake of ours would look like one of the service."""
    try:
        yield
    except errors.APIError as exc:
        raise _refusal(exc) from exc
    except UNREACHABLE as exc:
        raise ModelUnreachable(type(exc).__name__) from exc
    except httpx2.TimeoutException as exc:
        raise ModelTimeout(type(exc).__name__) from exc
    except httpx2.TransportError as exc:
        raise ModelCutOff(type(exc).__name__) from exc
    except (httpx2.HTTPError, ValueError, TypeError, LookupError, AttributeError) as exc:
        # No JSON (ValueError, like the SDK's own UnknownApiResponseError), or JSON of another
        # shape, on which the SDK's converters stumble before pydantic sees it.
        raise ModelMalformed(type(exc).__name__) from exc


def check_finish(finish: str | None) -> None:
    """Raises ModelFailed for a round that has ended in any other way than well."""
    if finish is None:
        raise ModelCutOff("the answer has no end")
    if finish in FINISHED:
        return
    if finish in BLOCKED:
        raise ModelBlocked(finish)
    if finish in MALFORMED:
        raise ModelMalformed(finish)
    raise ModelEmpty(finish if re.fullmatch("[A-Z_]{1,40}", finish) else "unknown end")


def _refusal(error: errors.APIError) -> ModelFailed:
    code = error.code if isinstance(error.code, int) else 0
    told = f"{code} {_status(error)}".strip()
    if code == 429:
        failure: ModelFailed = ModelQuota(told)
        failure.retry_after_s = _retry_delay_s(error.details) or ModelQuota.retry_after_s
        return failure
    if code in (401, 403) or (code == 400 and _is_about_the_key(error.details)):
        return ModelKeyRefused(told)
    if code == 404:
        return ModelUnknown(told)
    return ModelUnavailable(told) if code in UNAVAILABLE else ModelRefused(told)


def _status(error: errors.APIError) -> str:
    """Google's word for it (`RESOURCE_EXHAUSTED`), nothing else: a gateway may write anything."""
    status = error.status
    return status if isinstance(status, str) and re.fullmatch("[A-Z_]{1,40}", status) else ""


def _parts(details: Any) -> list[dict[str, Any]]:
    """The `details` of Google's error body, where it is one."""
    error = details.get("error") if isinstance(details, dict) else None
    parts = error.get("details") if isinstance(error, dict) else None
    return [part for part in parts if isinstance(part, dict)] if isinstance(parts, list) else []


def _is_about_the_key(details: Any) -> bool:
    error = details.get("error") if isinstance(details, dict) else None
    message = str(error.get("message", "")).lower() if isinstance(error, dict) else ""
    reasons = {str(part.get("reason")) for part in _parts(details)}
    return "API_KEY_INVALID" in reasons or "api key" in message


def _retry_delay_s(details: Any) -> int | None:
    """`"retryDelay": "37.2s"` of a RetryInfo, in whole seconds."""
    for part in _parts(details):
        found = re.fullmatch(r"(\d{1,6}(?:\.\d{1,9})?)s", str(part.get("retryDelay", "")))
        if found:
            return min(MAX_RETRY_S, max(1, math.ceil(float(found[1]))))
    return None
