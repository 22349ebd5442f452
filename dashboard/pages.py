"""The pages: their order in the navigation, their addresses, and whether the filters apply."""

from dataclasses import dataclass

import streamlit as st
from streamlit.navigation.page import Page

from dashboard.texts import Translate


@dataclass(frozen=True)
class PageSpec:
    """`name` is the script in app_pages/, the address, and `page_<name>` its title."""

    name: str
    icon: str
    filters: bool = True
    kiosk: bool = False


PAGES = (
    PageSpec("overview", ":material/dashboard:"),
    PageSpec("products", ":material/bar_chart:"),
    PageSpec("trend", ":material/trending_up:"),
    PageSpec("control", ":material/show_chart:"),
    PageSpec("batches", ":material/table_rows:"),
    PageSpec("chat", ":material/forum:", filters=False),
    PageSpec("report", ":material/print:", filters=False),
    PageSpec("wall", ":material/tv:", filters=False, kiosk=True),
    PageSpec("system", ":material/monitor_heart:", filters=False),
)


def navigate(text: Translate, *, hidden: bool = False) -> tuple[Page, PageSpec]:
    """Draws the navigation; the page that the address names and what is known of it."""
    pages = {
        st.Page(
            f"app_pages/{spec.name}.py",
            title=text(f"page_{spec.name}"),
            icon=spec.icon,
            url_path=spec.name,
            default=spec is PAGES[0],
        ): spec
        for spec in PAGES
    }
    page = st.navigation(list(pages), position="hidden" if hidden else "top")
    return page, pages[page]
