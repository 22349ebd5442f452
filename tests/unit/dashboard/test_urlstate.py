"""Filters in the address: neutral values, the last word wins, nonsense falls back and is named."""

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.urlstate import Values, settle

DEFAULT = ("30d",)


def _check(values: Values) -> bool:
    return len(values) == 1 and values[0] in ("7d", "30d", "90d")


@pytest.mark.parametrize(
    ("address", "seen", "chosen", "settled", "refused"),
    [
        ((), None, None, "30d", None),
        (("7d",), None, None, "7d", None),
        (("7d",), ("7d",), ("90d",), "90d", None),
        (("90d",), ("7d",), ("7d",), "90d", None),
        ((), ("7d",), ("7d",), "30d", None),
        (("bogus",), None, None, "30d", "bogus"),
        (("7d", "90d"), None, None, "30d", "7d, 90d"),
        (("7d",), ("7d",), ("bogus",), "30d", None),
    ],
    ids=["first", "link", "widget", "back", "back-to-default", "bad", "two", "bad-widget"],
)
def test_settle(
    address: Values, seen: Values | None, chosen: Values | None, settled: str, refused: str | None
) -> None:
    assert settle(address, seen, chosen, DEFAULT, _check) == ((settled,), refused)


def _script() -> None:
    import streamlit as st

    from dashboard import urlstate

    options = ("7d", "30d", "90d")
    urlstate.begin(st.session_state.get("page", "one"), step=st.session_state.get("step", False))
    if st.session_state.get("cut_short"):
        st.stop()
    chosen = st.session_state.get("widget")
    (value,) = urlstate.follow(
        "p",
        ("30d",),
        lambda values: len(values) == 1 and values[0] in options,
        (chosen,) if chosen else None,
    )
    st.session_state["widget"] = value
    st.segmented_control("p", options, key="widget", required=True)
    st.text(value)
    urlstate.end()


def test_the_address_follows_the_widget_and_the_widget_the_address() -> None:
    app = AppTest.from_function(_script)
    app.query_params["p"] = "7d"
    assert app.run().text[0].value == "7d"
    app.segmented_control(key="widget").set_value("90d").run()
    assert (app.text[0].value, app.query_params["p"]) == ("90d", "90d")
    app.query_params["p"] = "7d"
    assert app.run().segmented_control(key="widget").value == "7d"
    app.segmented_control(key="widget").set_value("30d").run()
    assert "p" not in app.query_params


def test_another_page_with_an_empty_address_keeps_what_was_chosen() -> None:
    app = AppTest.from_function(_script)
    app.query_params["p"] = "7d"
    app.run()
    app.query_params.clear()
    app.session_state["page"] = "two"
    assert app.run().text[0].value == "7d"
    assert app.query_params["p"] == "7d"
    app.query_params.clear()
    assert app.run().text[0].value == "30d"


def test_back_to_a_page_with_an_empty_address_is_a_wish_for_the_defaults() -> None:
    app = AppTest.from_function(_script)
    app.run()
    app.session_state["page"] = "two"
    app.segmented_control(key="widget").set_value("7d").run()
    app.session_state["page"], app.session_state["step"] = "one", True
    app.query_params.clear()
    assert app.run().text[0].value == "30d"


def test_a_run_cut_short_on_the_way_to_another_page_loses_nothing() -> None:
    app = AppTest.from_function(_script)
    app.query_params["p"] = "7d"
    app.run()
    app.query_params.clear()
    app.session_state["page"] = "two"
    app.session_state["cut_short"] = True
    app.run()
    app.session_state["cut_short"] = False
    assert app.run().text[0].value == "7d"
