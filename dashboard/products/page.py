"""Products page: the Pareto of the period, then the chosen items in detail."""

from collections.abc import Sequence

import streamlit as st

from dashboard import charting, urlstate
from dashboard.answers import Body
from dashboard.formats import quantity, share_words
from dashboard.notices import empty_notice, load
from dashboard.products import charts, detail, numbers
from dashboard.products.numbers import ItemShare
from dashboard.view import View

CHOSEN_KEY = "c"
CHOSEN_MAX = 5
ALL_ITEMS = "50000"
_TABLE = "products_table"


def draw(view: View) -> None:
    question = view.question("/summary/totals", group_by="item", limit=ALL_ITEMS)
    screen = load(view, "pareto", question)
    if screen is None:
        return
    body = screen.answers[0].body
    items = numbers.shares(body)
    if not items:
        empty_notice(view)
        return
    chosen = _chosen(view, items)
    _classes(items, body, view)
    left, right = st.columns([5, 4])
    with left.container(border=True, height="stretch"):
        clicked = _pareto(items, view)
    with right.container(border=True, height="stretch"):
        clicked = _table(items, view) or clicked
    if clicked is not None and clicked != chosen:
        urlstate.remember(CHOSEN_KEY, clicked)
        st.rerun()
    detail.draw(chosen, items, view)


def _chosen(view: View, items: Sequence[ItemShare]) -> tuple[str, ...]:
    """Items of the address, else those of the filter, as far as the page can show them."""
    known = {item.code for item in items}
    chosen = urlstate.follow(
        CHOSEN_KEY, (), lambda codes: len(codes) <= CHOSEN_MAX and set(codes) <= known, None
    )
    return chosen or tuple(code for code in view.filters.items if code in known)[:CHOSEN_MAX]


def _classes(items: Sequence[ItemShare], body: Body, view: View) -> None:
    text = view.text
    span = text("span", first=body["date_range"]["from"], last=body["date_range"]["to"])
    total = text("total_of_period", total=f"**{quantity(body['total']['total_production'])}**")
    st.markdown(f"**{span}** · {total} · {text('items_made', n=len(items))}")
    with st.grid(3, min_column_width=200, gap="small", key="classes"):
        for name, (count, made, share) in numbers.by_class(items).items():
            st.metric(
                text(f"class_{name.lower()}"),
                text("items_count", n=count),
                share_words(share),
                delta_color="off",
                delta_arrow="off",
                delta_description=quantity(made),
                help=text("class_help"),
                border=True,
            )


def _pareto(items: Sequence[ItemShare], view: View) -> tuple[str, ...] | None:
    text = view.text
    st.markdown(f"**{text('pareto_title')}**", help=text("pareto_help"))
    event = st.echarts_chart(
        charts.pareto_chart(items, text),
        height=380,
        key="pareto",
        on_select="rerun",
        alt=text("pareto_alt", item=items[0].code, share=share_words(items[0].share)),
    )
    row = charting.newly_clicked("pareto", event)
    return None if row is None else (items[row].code,)


def _table(items: Sequence[ItemShare], view: View) -> tuple[str, ...] | None:
    """Rows can be ticked: up to five are compared."""
    text = view.text
    st.markdown(f"**{text('abc_title')}**", help=text("abc_help", n=CHOSEN_MAX))
    rows = [
        {
            text("rank"): item.rank,
            text("item"): item.code,
            text("item_name"): item.name or text("no_name"),
            text("series_quantity"): item.quantity,
            text("share"): item.share,
            text("abc"): item.abc,
        }
        for item in items
    ]
    event = st.dataframe(
        rows,
        hide_index=True,
        height=380,
        key=_TABLE,
        on_select="rerun",
        selection_mode="multi-row",
        column_config={
            text("rank"): st.column_config.NumberColumn(width=45),
            text("item"): st.column_config.TextColumn(width=75),
            text("item_name"): st.column_config.TextColumn(width=120),
            text("series_quantity"): st.column_config.NumberColumn(format="%,.0f", width=85),
            text("share"): st.column_config.NumberColumn(format="%.1f%%", width=55),
            text("abc"): st.column_config.TextColumn(width=45),
        },
    )
    ticked = charting.newly_ticked(_TABLE, event)
    if ticked is None:
        return None
    if len(ticked) > CHOSEN_MAX:
        st.caption(text("too_many_chosen", n=CHOSEN_MAX))
    return tuple(items[row].code for row in ticked[:CHOSEN_MAX]) or None
