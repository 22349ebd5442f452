"""Batches page: search, keyset pages, one record in detail, export."""

from typing import Any
from urllib.parse import urlencode

import streamlit as st

from dashboard import charting
from dashboard.answers import Body, Question
from dashboard.batches.paging import PAGE_ROWS, Paging, paging_of
from dashboard.export_route import EXPORT_PATH
from dashboard.formats import markdown_safe, quantity
from dashboard.notices import load
from dashboard.parts import Part, draw_parts
from dashboard.view import View

FORMATS = ("xlsx", "csv", "parquet")
# What an Excel sheet holds below its header; the API refuses more.
SHEET_ROWS_MAX = 1_048_575
COLUMNS = {
    "production_date": "when",
    "item_code": "item",
    "item_name": "item_name",
    "lot_number": "lot",
    "good_quantity": "series_quantity",
    "source": "source_name",
    "id": "record_id",
}


def draw(view: View) -> None:
    text = view.text
    search = view.question("/records")
    paging = paging_of(search)
    totals = view.question("/summary/totals", group_by="none")

    def headline(answer: Body) -> None:
        _headline(answer["total"], view)
        _exports(search, answer["total"]["batch_count"], view)

    draw_parts(view, Part("found", (totals,), headline))
    screen = load(view, "batches", paging.question(), height=560)
    if screen is None:
        return
    page = screen.answers[0].body
    if not page["data"]:
        st.info(text("batches_none"), icon=":material/search_off:")
        return
    chosen = _table(page["data"], paging, view)
    _turn_pages(paging, page, view)
    if chosen is not None:
        _detail(page["data"][chosen], view)


def _headline(total: Body, view: View) -> None:
    text = view.text
    found = f"**{text('batches_found', n=quantity(total['batch_count']))}**"
    made = text("total_of_period", total=f"**{quantity(total['total_production'])}**")
    st.markdown(f"{found} · {made}")


def _exports(search: Question, count: int, view: View) -> None:
    """Links: nothing is made before somebody clicks, and then it is streamed."""
    text = view.text
    if view.health.direct:
        st.info(text("direct_no_export"), icon=":material/download:")
        return
    with st.container(horizontal=True, vertical_alignment="center", key="exports"):
        st.markdown(text("export_all", n=quantity(count)), width="content")
        for kind in FORMATS:
            query = urlencode([*search.params, ("format", kind), ("lang", view.language)])
            st.link_button(
                text(f"export_{kind}"),
                f"{EXPORT_PATH}?{query}",
                icon=":material/download:",
                disabled=not count or (kind == "xlsx" and count > SHEET_ROWS_MAX),
                help=text("export_xlsx_full", n=quantity(SHEET_ROWS_MAX))
                if kind == "xlsx" and count > SHEET_ROWS_MAX
                else None,
            )


def _table(rows: list[dict[str, Any]], paging: Paging, view: View) -> int | None:
    text = view.text
    shown = [{text(label): row[name] for name, label in COLUMNS.items()} for row in rows]
    event = st.dataframe(
        shown,
        hide_index=True,
        height=560,
        # Another page begins without a ticked row: it would be another record's.
        key=f"batches_{paging.page}",
        on_select="rerun",
        selection_mode="single-row",
        placeholder="-",
        column_config={
            text("series_quantity"): charting.number_column(),
            text("record_id"): st.column_config.NumberColumn(format="%d"),
        },
        alt=text("batches_alt", n=len(rows)),
    )
    st.caption(text("batches_sorting"))
    ticked = event.selection.rows
    return int(ticked[0]) if ticked and ticked[0] < len(rows) else None


def _turn_pages(paging: Paging, page: Body, view: View) -> None:
    text, next_cursor = view.text, page["next_cursor"]
    first = paging.page * PAGE_ROWS
    shown = text("batches_shown", first=quantity(first + 1), last=quantity(first + page["count"]))
    with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="center"):
        st.button(
            text("page_first"),
            key="page_first",
            icon=":material/first_page:",
            disabled=not paging.page,
            on_click=paging.to_start,
        )
        st.button(
            text("page_back"),
            key="page_back",
            icon=":material/chevron_left:",
            disabled=not paging.page,
            on_click=paging.back,
        )
        st.button(
            text("page_next"),
            key="page_next",
            icon=":material/chevron_right:",
            disabled=next_cursor is None,
            on_click=paging.forward,
            args=(next_cursor,),
        )
        number = text("page_number", n=paging.page + 1)
        st.markdown(f"{number} · {shown}", width="content")


def _detail(row: dict[str, Any], view: View) -> None:
    """All there is to one record, and the way to its item."""
    text = view.text
    with st.container(border=True):
        st.markdown(f"**{text('batch_title', lot=markdown_safe(row['lot_number'] or '-'))}**")
        facts = {
            text(label): markdown_safe("-" if row[name] is None else str(row[name]))
            for name, label in COLUMNS.items()
        }
        st.table(facts, border="horizontal", width="content")
        if st.button(text("batch_item"), icon=":material/bar_chart:", key="batch_item"):
            charting.open_item(row["item_code"])
