"""The Link header of odd addresses."""

import pytest
from starlette.requests import Request

from api.links import next_link


@pytest.mark.parametrize(
    ("path", "query", "target"),
    [
        ("/records", b"", "/records?cursor=C"),
        ("/records", b"limit=3&cursor=B", "/records?limit=3&cursor=C"),
        ("/records", b"q=&item_code=a&item_code=b", "/records?q=&item_code=a&item_code=b&cursor=C"),
        ("/records/A?B %2", b"q=%ED%95%9C", "/records/A%3FB%20%252?q=%ED%95%9C&cursor=C"),
        ("/records", b"q=%3E%0d%0aX: 1", "/records?q=%3E%0d%0aX:%201&cursor=C"),
        (
            "/records",
            b"%63ursor=B&q=a<b>&&fields=id,source",
            "/records?q=a%3Cb%3E&fields=id,source&cursor=C",
        ),
    ],
)
def test_next_link(path: str, query: bytes, target: str) -> None:
    request = Request({"type": "http", "path": path, "query_string": query, "headers": []})
    assert next_link(request, "C") == {"Link": f'<{target}>; rel="next"'}
    assert next_link(request, None) == {}
