"""One item over time with its newest lots, or up to five items side by side."""

from collections.abc import Mapping, Sequence

import streamlit as st

from dashboard import charting
from dashboard.answers import Body, Question
from dashboard.formats import markdown_safe, quantity, share_words
from dashboard.parts import Part, draw_parts
from dashboard.periods import Span
from dashboard.products import charts, numbers
from dashboard.products.numbers import ItemShare
from dashboard.target_file import item_targets
from dashboard.trend.partial import partial_note
from dashboard.view import View

LOTS_SHOWN = 50
# Longer periods are shown by week, still longer ones by month: some forty points in a line.
DAYS_MAX, WEEKS_MAX_DAYS = 45, 300
STEP_FIELDS = {"day": "day", "week": "week", "month": "year_month"}


def draw(codes: Sequence[str], items: Sequence[ItemShare], view: View) -> None:
    """Nothing is asked for before an item is chosen."""
    text = view.text
    if not codes:
        st.info(text("choose_item"), icon=":material/ads_click:")
        return
    chosen = [item for item in items if item.code in codes]
    with st.container(border=True):
        st.markdown(f"**{text('detail_title', items=markdown_safe(_names(chosen)))}**")
        _trend(chosen, view)
    if len(chosen) == 1:
        with st.container(border=True, key="lots_box"):
            _lots(chosen[0], view)


def step_of(span: Span) -> str:
    """The grouping by which a period makes a readable line."""
    if span.days <= DAYS_MAX:
        return "day"
    return "week" if span.days <= WEEKS_MAX_DAYS else "month"


def _names(items: Sequence[ItemShare]) -> str:
    return ", ".join(" ".join(filter(None, (item.code, item.name))) for item in items)


def _trend(items: Sequence[ItemShare], view: View) -> None:
    assert view.span is not None
    text, step = view.text, step_of(view.span)
    _facts(items, view)
    several = len(items) > 1
    indexed = several and st.toggle(text("indexed"), key="indexed", help=text("indexed_help"))
    questions = [_question(item.code, step, view) for item in items]

    def lines(*answers: Body) -> None:
        bodies = {item.code: body for item, body in zip(items, answers, strict=True)}
        _lines(bodies, step, view, indexed=indexed)

    draw_parts(view, Part("detail", questions, lines, height=300))


def _lines(bodies: Mapping[str, Body], step: str, view: View, *, indexed: bool) -> None:
    text = view.text
    rows = numbers.side_by_side(bodies, STEP_FIELDS[step], indexed=indexed)
    names = list(bodies)
    if len(names) == 1 and (wanted := item_targets(names[0], step, [row[0] for row in rows])):
        rows = [[*row, target] for row, target in zip(rows, wanted, strict=True)]
        names.append(text("series_target"))
    st.echarts_chart(
        charts.lines_chart(rows, names, indexed=indexed),
        height=300,
        key="detail",
        alt=text("detail_alt", items=", ".join(bodies)),
    )
    partial_note(view, step)


def _question(code: str, step: str, view: View) -> Question:
    return view.question("/summary/totals", group_by=step, item_code=code, limit="50000")


def _facts(items: Sequence[ItemShare], view: View) -> None:
    text = view.text
    for item in items:
        average = text("no_value") if item.average is None else quantity(item.average)
        st.markdown(
            text(
                "item_facts",
                item=markdown_safe(item.code),
                quantity=quantity(item.quantity),
                share=share_words(item.share),
                batches=quantity(item.batches),
                average=average,
                rank=item.rank,
                abc=item.abc,
            )
        )


def _lots(item: ItemShare, view: View) -> None:
    text = view.text
    st.markdown(f"**{text('lots_title')}**")
    question = view.question("/records", item_code=item.code, limit=str(LOTS_SHOWN))
    draw_parts(view, Part("lots", (question,), lambda body: _lot_rows(body, view), height=300))


def _lot_rows(body: Body, view: View) -> None:
    text = view.text
    rows = [
        {
            text("when"): row["production_date"],
            text("lot"): row["lot_number"],
            text("series_quantity"): row["good_quantity"],
        }
        for row in body["data"]
    ]
    numbers_of = {text("series_quantity"): charting.number_column()}
    st.dataframe(
        rows, hide_index=True, key="lots", height=300, placeholder="-", column_config=numbers_of
    )
    if body["has_more"]:
        st.caption(text("lots_more", n=LOTS_SHOWN))
