"""What each page asks the API for: nothing that it does not show, and nothing twice."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.answers import Question
from dashboard.client import HubClient
from tests.dashboard.pages import open_page


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[Question]]:
    """Every question over HTTP but the health probe's."""
    questions: list[Question] = []
    real = HubClient._get

    def noted(self: HubClient, question: Question, timeout_s: float) -> Any:
        if question.path != "/healthz":
            questions.append(question)
        return real(self, question, timeout_s)

    monkeypatch.setattr(HubClient, "_get", noted)
    yield questions
    assert all(count == 1 for count in Counter(questions).values())


@pytest.mark.parametrize(
    ("name", "address", "paths"),
    [
        ("overview", {}, ["/overview"]),
        ("products", {}, ["/summary/totals"]),
        ("products", {"c": "BW0021"}, ["/records", "/summary/totals", "/summary/totals"]),
        ("trend", {"v": "none"}, ["/summary/totals"]),
        ("trend", {}, ["/summary/totals", "/summary/totals"]),
        ("control", {}, ["/summary/totals"]),
        ("batches", {}, ["/records", "/summary/totals"]),
        ("report", {}, ["/summary/totals"] * 3),
        # The data's first month has none before it to compare with.
        ("report", {"m": "2024-01"}, ["/summary/totals"] * 2),
        ("wall", {}, ["/overview"]),
        ("system", {}, ["/quality", "/status"]),
    ],
)
def test_a_page_asks_for_what_it_shows(
    app: AppTest, asked: list[Question], name: str, address: dict[str, str], paths: list[str]
) -> None:
    """Lists of items and rejected rows, for instance, wait until somebody opens them."""
    _opened_directly(app, name, address)
    assert sorted(question.path for question in asked) == paths


def test_going_back_to_a_page_asks_nothing(app: AppTest, asked: list[Question]) -> None:
    _opened_directly(app, "batches", {})
    _opened_directly(app, "report", {})
    asked.clear()
    open_page(app, "batches")
    assert asked == []


def _opened_directly(app: AppTest, name: str, address: dict[str, str]) -> None:
    """As a link does: the first page of the session is this one, with this address."""
    for key, value in address.items():
        app.query_params[key] = value
    if name == "overview":
        app.run()
    else:
        app.switch_page(f"app_pages/{name}.py").run()
    assert not app.exception
