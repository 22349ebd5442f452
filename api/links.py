"""The Link header (RFC 8288) of pages, for clients that follow it without reading the body."""

from urllib.parse import parse_qsl, quote, urlencode

from starlette.requests import Request


def next_link(request: Request, cursor: str | None) -> dict[str, str]:
    """`Link` to the page at `cursor`: the same address and parameters. Nothing on the last page."""
    if cursor is None:
        return {}
    # Not request.url: it splits the decoded path again, at a question mark in an item's code.
    asked = parse_qsl(request.scope["query_string"].decode("latin-1"), keep_blank_values=True)
    pairs = [(name, value) for name, value in asked if name != "cursor"]
    target = f"{quote(request.scope['path'])}?{urlencode([*pairs, ('cursor', cursor)])}"
    return {"Link": f'<{target}>; rel="next"'}
