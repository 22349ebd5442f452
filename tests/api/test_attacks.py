"""Values that break other programs: each is refused by name or stands for itself."""

import json
from typing import Any

import pytest
from starlette.testclient import TestClient

from tests.api.raw import Answer, ask
from tests.reference import Reference

Plant = tuple[TestClient, Reference]
NUMBERS = {
    "limit": ["/records", "/items", "/summary/totals", "/summary/by_item", "/records/export"],
    "min_quantity": ["/records", "/summary/totals", "/records/export"],
    "max_quantity": ["/records/BW0021", "/summary/totals"],
}
NO_NUMBERS = [
    str(2**63), str(-(2**63)), "9" * 400, "1e400", "-1e400", "NaN", "nan", "Infinity", "-inf",
    "1e309", "0x1F", "1,5", "١٢", "1;2", "", " ", "1e", "--1", "1\0",
]  # fmt: skip
SQL = [
    "' OR '1'='1", "'; DROP TABLE records; --", '" OR ""="', "1 UNION SELECT * FROM items",
    "x') OR (1=1", "\\'; --", "/*", "%' --", ":item_code", "?1", "$q", "[BW0021]", "BW0021' --",
]  # fmt: skip
BOMBS = ["%_" * 50, "_" * 100, "%" * 100, "\\" * 100, "a%" * 50, "(a+)+$", "*" * 100, "[^a]" * 25]


@pytest.mark.parametrize(
    ("path", "name"), [(path, name) for name, paths in NUMBERS.items() for path in paths]
)
def test_what_is_no_number_is_named(plant: Plant, path: str, name: str) -> None:
    for value in NO_NUMBERS:
        answer = plant[0].get(path, params={name: value})
        assert answer.status_code == 422, value
        assert [error["parameter"] for error in answer.json()["errors"]] == [name]


@pytest.mark.parametrize("text", SQL + BOMBS)
def test_text_is_only_text(plant: Plant, text: str) -> None:
    client, reference = plant
    names = ("item_code", "item_name", "lot_number")
    found = [r for r in reference.rows if any(text in (r[name] or "") for name in names)]
    assert found == []
    for path in ("/records", "/summary/totals", "/records/export", "/items", "/overview"):
        assert client.get(path, params={"q": text}).status_code == 200
    for name in ("q", "item_code", "lot_number"):
        assert client.get("/records", params={name: text}).json()["data"] == []
        total = client.get("/summary/totals", params={name: text}).json()["total"]
        assert total["batch_count"] == 0
    assert client.get("/items", params={"q": text}).json() == []
    for name in ("source", "reason"):
        rejected = client.get("/quality/rejected", params={name: text}).json()
        assert (rejected["data"], rejected["total"]) == ([], 0)


def test_a_thousand_mistakes_are_not_told_a_thousand_times(plant: Plant) -> None:
    """8 KB of unknown parameters gave 370 KB of advice and took the event loop 60 ms."""
    answer = ask(plant[0].app, "/records", b"&".join(b"limit%d=" % n for n in range(800)))
    body = json.loads(answer.body)
    assert (answer.status, len(body["errors"])) == (422, 20)
    assert body["detail"].endswith("; and 780 more")
    assert body["errors"][0]["detail"] == "unknown parameter; did you mean limit?"


def test_a_long_name_is_not_repeated_at_length(plant: Plant) -> None:
    answer = ask(plant[0].app, "/records", b"x" * 8_000 + b"=1")
    (error,) = json.loads(answer.body)["errors"]
    assert error["parameter"] == "x" * 100
    assert len(answer.body) < 1_500


def test_no_parameter_makes_a_header(plant: Plant) -> None:
    """`ask` checks that no header holds a line end; these come back in Link and in the name."""
    evil = b"item_code=BW0021&item_code=a%0d%0aX-Evil:%201%22%3b%3e&limit=1"
    page = ask(plant[0].app, "/records", evil)
    assert page.status == 200
    assert page.headers[b"link"].startswith(b"</records?item_code=BW0021&item_code=a%0d%0aX-Evil")
    file = ask(plant[0].app, "/records/export", evil)
    name = file.headers[b"content-disposition"]
    assert name.startswith(b'attachment; filename="records_BW0021_a-X-Evil-1-_')
    assert {b"x-evil"} & (page.headers.keys() | file.headers.keys()) == set()


FOREIGN = [
    (b"x-forwarded-host", b"evil.example"),
    (b"x-forwarded-proto", b"https"),
    (b"x-original-url", b"/quality"),
    (b"x-rewrite-url", b"/quality"),
    (b"x-http-method-override", b"DELETE"),
    (b"forwarded", b"host=evil.example"),
    (b"accept", b"text/html"),
    (b"accept-language", b"ko"),
    (b"cookie", b"a=b"),
    (b"range", b"bytes=0-3"),
    (b"origin", b"https://evil.example"),
    (b"host", b"localhost:1234"),
]


def kept(answer: Answer) -> dict[bytes, bytes]:
    own = (b"x-request-id", b"server-timing")
    return {name: value for name, value in answer.headers.items() if name not in own}


@pytest.mark.parametrize("header", FOREIGN, ids=lambda pair: pair[0].decode())
def test_no_header_of_one_client_reaches_another(plant: Plant, header: tuple[bytes, bytes]) -> None:
    app = plant[0].app
    query = b"limit=3&min_quantity=%d" % FOREIGN.index(header)
    poisoned = ask(app, "/records", query, header)
    clean = ask(app, "/records", query)
    fresh = ask(app, "/records", query + b".0")
    assert poisoned.status == clean.status == 200
    assert poisoned.body == clean.body == fresh.body
    assert kept(poisoned) == kept(clean)
    assert clean.headers[b"vary"] == b"Accept-Encoding"


def test_each_encoding_has_its_own_body(plant: Plant) -> None:
    answers = [
        ask(plant[0].app, "/records", b"limit=60", (b"accept-encoding", encoding))
        for encoding in (b"gzip", b"identity", b"br", b"zstd", b"gzip", b"identity")
    ]
    found = [answer.headers.get(b"content-encoding") for answer in answers]
    assert found == [b"gzip", None, b"br", b"zstd", b"gzip", None]
    assert answers[0].body == answers[4].body
    assert len(json.loads(answers[1].body)["data"]) == 60


def test_equal_letters_of_other_form_are_no_error(plant: Plant) -> None:
    """A decomposed Hangul text is other text than the ERP's."""
    for text in ("\u110b\u116a\u1109\u1167", "e\u0301", "ﬀ", "İ", "ß", "\ufeff", "\u202e"):
        for path in ("/records", "/items", "/summary/totals"):
            assert plant[0].get(path, params={"q": text}).status_code == 200


@pytest.mark.parametrize("kind", ["application/xml", "text/html", "image/png;q=0.1", "*/*;q=0"])
def test_the_format_is_a_parameter_and_not_a_header(plant: Plant, kind: str) -> None:
    answer = plant[0].get("/items", headers={"Accept": kind})
    body: list[dict[str, Any]] = answer.json()
    assert (answer.headers["content-type"], len(body) > 0) == ("application/json", True)
