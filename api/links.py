"""The Link header (RFC 8288) of pages, for clients that follow it without reading the body."""

from urllib.parse import quote, unquote_plus

from starlette.requests import Request

# What may stand in an address as it came; everything else a client has sent is escaped.
KEPT = "%&=+,:;!$'()*/?@~"


def next_link(request: Request, cursor: str | None) -> dict[str, str]:
    """`Link` to the page at `cursor`: the same address and parameters. Nothing on the last page."""
    if cursor is None:
        return {}
    # Not request.url: it splits the decoded path again, at a question mark in an item's code.
    asked = request.scope["query_string"].decode("latin-1").split("&")
    kept = [pair for pair in asked if pair and unquote_plus(pair.partition("=")[0]) != "cursor"]
    target = f"{quote(request.scope['path'])}?{quote('&'.join([*kept, f'cursor={cursor}']), KEPT)}"
    return {"Link": f'<{target}>; rel="next"'}
