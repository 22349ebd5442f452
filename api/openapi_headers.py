"""Which headers each answer has, for the OpenAPI document."""

from typing import Any

Headers = dict[str, dict[str, Any]]


def _header(description: str, *, required: bool = True, **schema: Any) -> dict[str, Any]:
    return {
        "description": description,
        "required": required,
        "schema": {"type": "string", **schema},
    }


COMMON_HEADERS: Headers = {
    "X-Request-ID": _header(
        "The request's own id, or a new one; also in the log", pattern="^[A-Za-z0-9._-]{1,64}$"
    ),
    "Server-Timing": _header("Milliseconds until the answer began", pattern="^app;dur=[0-9.]+$"),
    "X-Content-Type-Options": _header("No sniffing", enum=["nosniff"]),
}
PROBLEM_HEADERS: Headers = {
    "Cache-Control": _header("Problems are never kept", enum=["no-store"]),
    "Retry-After": _header("Seconds, where trying again helps", required=False),
    "Allow": _header("With 405: the methods that this address takes", required=False),
}
VERSION: Headers = {
    "X-Data-Version": _header("The one data version that the answer comes from", minLength=1),
    "Cache-Control": _header("Kept, but asked for each time", enum=["no-cache"]),
}
ETAG: Headers = {
    "ETag": _header("Send it back as `If-None-Match`", pattern='^W/"[^"]+"$'),
    "Vary": _header("The one request header that changes the body", enum=["Accept-Encoding"]),
}
NO_STORE: Headers = {"Cache-Control": _header("About this moment", enum=["no-store"])}
TOTAL: Headers = {
    "X-Total-Count": _header("Rows there are, also those beyond `limit`", pattern="^[0-9]+$")
}
LINK: Headers = {
    "Link": _header(
        "Address of the next page; none on the last", required=False, pattern='^<.+>; rel="next"$'
    )
}
NEXT_CURSOR: Headers = {
    "X-Next-Cursor": _header(
        "`next_cursor` of the formats that have no room for it", required=False, minLength=1
    )
}
NOT_JSON_TOTAL: Headers = {"X-Total-Count": TOTAL["X-Total-Count"] | {"required": False}}
FILE_NAME: Headers = {
    "Content-Disposition": _header(
        "The file's name", pattern='^attachment; filename="records[A-Za-z0-9_.-]*"$'
    )
}

OF_THIS_MOMENT = frozenset(
    {
        "/livez",
        "/readyz",
        "/healthz",
        "/healthz/ai",
        "/status",
        "/metrics",
        "/events",
        "/chat",
        "/chat/stream",
        "/chat/status",
        "/chat/{session_id}",
    }
)
MORE_HEADERS: dict[str, Headers] = {
    "/records": LINK | NEXT_CURSOR,
    "/records/{item_code}": LINK | NEXT_CURSOR,
    "/items": TOTAL,
    "/summary/totals": NOT_JSON_TOTAL,
    "/summary/by_item": NOT_JSON_TOTAL,
    "/summary/monthly_by_item": TOTAL,
}


def data_headers(path: str) -> Headers:
    """Those of a good answer of this address, besides the ones that every answer has."""
    if path in OF_THIS_MOMENT:
        return NO_STORE
    if path == "/records/export":
        return VERSION | TOTAL | FILE_NAME
    return VERSION | ETAG | MORE_HEADERS.get(path, {})
