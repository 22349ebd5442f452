"""Filters in the address: neutral values, the last word wins, nonsense falls back."""

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.urlstate import settle

ALLOWED = ("7d", "30d", "90d")


@pytest.mark.parametrize(
    ("address", "seen", "chosen", "settled"),
    [
        (None, "?", None, "30d"),
        ("7d", "?", None, "7d"),
        ("7d", "7d", "90d", "90d"),
        ("90d", "7d", "7d", "90d"),
        (None, "7d", "7d", "30d"),
        ("bogus", "?", None, "30d"),
        ("7d", "7d", "bogus", "30d"),
    ],
    ids=["first", "link", "widget", "back", "back-to-default", "bad-link", "bad-widget"],
)
def test_settle(address: str | None, seen: str | None, chosen: str | None, settled: str) -> None:
    assert settle(address, seen, chosen, "30d", ALLOWED) == settled


def _script() -> None:
    import streamlit as st

    from dashboard import urlstate

    options = ("7d", "30d", "90d")
    value = urlstate.follow("p", "30d", options)
    st.segmented_control("p", options, key="p", required=True)
    st.text(value)


def test_the_address_follows_the_widget_and_the_widget_the_address() -> None:
    app = AppTest.from_function(_script)
    app.query_params["p"] = "7d"
    assert app.run().text[0].value == "7d"
    app.segmented_control(key="p").set_value("90d").run()
    assert (app.text[0].value, app.query_params["p"]) == ("90d", "90d")
    app.query_params["p"] = "7d"
    assert app.run().segmented_control(key="p").value == "7d"
    app.segmented_control(key="p").set_value("30d").run()
    assert "p" not in app.query_params
