"""What charts of several pages share: what was clicked, and where a click leads."""

from typing import Any

import streamlit as st

from dashboard import session
from dashboard.view import View


def clicked_row(event: Any) -> int | None:
    """The row of the dataset that the viewer has selected in a chart."""
    selected = event.selection.selected if event else []
    rows = [index for group in selected for index in group["data_indices"]]
    return int(rows[0]) if rows else None


def open_item(code: str, view: View) -> None:
    """Goes to the products page, narrowed to one item; the other filters stay."""
    wanted = {session.ITEMS_KEY: code, session.PERIOD_KEY: view.filters.period}
    if view.filters.q:
        wanted[session.TEXT_KEY] = view.filters.q
    st.switch_page("app_pages/products.py", query_params=wanted)
