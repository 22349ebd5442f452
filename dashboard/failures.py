"""Why the API gave no answer, out of what its client raised or received."""

import requests

from dashboard.answers import Failure
from shared.hub_client import OK, HubError


def refusal(response: requests.Response) -> Failure:
    """Of an answer whose body is still to be read."""
    try:
        told = response.json()
    except requests.RequestException:
        told = None
    told = told if isinstance(told, dict) else {}
    code, detail, hint = (str(told.get(name, "")) for name in ("code", "detail", "hint"))
    wait = response.headers.get("Retry-After", "")
    wait_s = int(wait) if wait.isascii() and wait.isdigit() else None
    return Failure(
        "problem", response.status_code, code, detail=detail, hint=hint, retry_after_s=wait_s
    )


def failure_of(error: HubError) -> Failure:
    """Of what the hub's client raised."""
    if error.status is None:
        return Failure("timeout" if error.code == "timeout" else "refused", detail=error.detail)
    if error.status == OK:
        return Failure("invalid", detail=error.detail)
    return Failure(
        "problem", status=error.status, code=error.code, detail=error.detail, hint=error.hint
    )
