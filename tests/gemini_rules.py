"""What the Gemini service refuses with a 400 about a conversation."""

import base64
from collections.abc import Collection, Mapping, Sequence
from typing import Any

Parts = Sequence[Mapping[str, Any]]


def complaint(body: Mapping[str, Any], signatures: Collection[bytes]) -> str:
    """Empty for a good one. `signatures`: those that the service has issued."""
    contents = body.get("contents") or []
    if not contents or contents[0].get("role") != "user":
        return "Please ensure that the first content is from the user"
    if "temperature" in body.get("generationConfig", {}):
        return "temperature is not recommended for this model"
    pending: list[Mapping[str, Any]] = []
    for place, content in enumerate(contents):
        parts = content.get("parts") or []
        if not parts:
            return f"contents[{place}].parts is empty"
        if wrong := _about_responses(parts, pending):
            return wrong
        calls = [part for part in parts if "functionCall" in part]
        if calls and content.get("role") != "model":
            return "function calls are the model's"
        if calls and _signature(calls[0]) not in signatures:
            return f"Function call is missing a thought_signature in contents[{place}]"
        pending = [part["functionCall"] for part in calls]
    return "function calls without function responses" if pending else ""


def _signature(part: Mapping[str, Any]) -> bytes:
    """Bytes, written in either alphabet of base64, which is what protobuf's JSON takes."""
    written = str(part.get("thoughtSignature", ""))
    return base64.urlsafe_b64decode(written.replace("+", "-").replace("/", "_"))


def _about_responses(parts: Parts, pending: Sequence[Mapping[str, Any]]) -> str:
    found = [part["functionResponse"] for part in parts if "functionResponse" in part]
    if len(found) != len(pending):
        return (
            "Please ensure that the number of function response parts is equal to the number of "
            "function call parts of the function call turn."
        )
    for response, call in zip(found, pending, strict=True):
        if (response.get("name"), response.get("id")) != (call["name"], call["id"]):
            return f"function response {response.get('id')} does not match call {call['id']}"
        if not isinstance(response.get("response"), dict):
            return "function response must be an object"
    return ""
