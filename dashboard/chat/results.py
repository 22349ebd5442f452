"""A result of a tool: the chart, the table with its facts and notes, and the SQL behind it."""

import json
from typing import Any

import pandas as pd
import streamlit as st

from dashboard.answers import Body
from dashboard.charting import WHOLE_NUMBERS, Spec, bars, line
from dashboard.chat.naming import column_name, fact_line
from dashboard.formats import markdown_safe
from dashboard.texts import Translate
from dashboard.view import View

_CHART_HEIGHT = 260
_NO_QUANTITY = {"year", "weekday"}


def draw_result(result: Body, key: str, view: View) -> None:
    """`key` is the answer's and the call's: an opened table stays open when the page is redrawn."""
    text, chart = view.text, chart_of(result, view.text)
    title = markdown_safe(str(result["title"]))
    if chart is not None:
        alt = text("chat_chart_alt", title=result["title"])
        st.echarts_chart(chart, height=_CHART_HEIGHT, key=f"chart_{key}", alt=alt)
    label = text("chat_table", title=title, n=result["row_count"])
    opened = st.expander(
        label,
        expanded=chart is None,
        key=f"table_{key}",
        icon=":material/table:",
        on_change="rerun",
    )
    if opened.open:
        with opened:
            _table(result, text)
    sql = st.expander(text("chat_sql"), key=f"sql_{key}", icon=":material/code:", on_change="rerun")
    if sql.open:
        with sql:
            st.code(str(result["sql"]), language="sql")
            params = json.dumps(result["params"], ensure_ascii=False, indent=1)
            st.code(params, language="json")


def _table(result: Body, text: Translate) -> None:
    rows, columns = result["rows"], result["columns"]
    frame = pd.DataFrame(rows, columns=columns)
    config = {name: _column(frame, name, text) for name in columns}
    st.dataframe(frame, hide_index=True, column_config=config)
    if result["truncated"]:
        st.text(text("chat_cut", n=result["row_count"], shown=len(rows)))
    if result["facts"] and len(rows) != 1:
        st.text(fact_line(result["facts"], text))
    for note in result["notes"]:
        st.text(str(note))


def _column(frame: pd.DataFrame, name: str, text: Translate) -> Any:
    label = column_name(name, text)
    known = label != name and name not in _NO_QUANTITY
    if known and pd.api.types.is_numeric_dtype(frame[name]):
        return st.column_config.NumberColumn(label, format="localized")
    return label


def chart_of(result: Body, text: Translate) -> Spec | None:
    """The chart that the tool names, when its columns are there and there is more than a point."""
    wanted, columns, rows = result["chart"], result["columns"], result["rows"]
    if not wanted or len(rows) < 2 or not {wanted["x"], *wanted["y"]} <= set(columns):
        return None
    make = line if wanted["kind"] == "line" else bars
    names = [column_name(name, text) for name in wanted["y"]]
    places = [columns.index(name) for name in (wanted["x"], *wanted["y"])]
    series = [make(name, column, x="x") for name, column in zip(names, wanted["y"], strict=True)]
    return {
        "dataset": {
            "dimensions": ["x", *wanted["y"]],
            "source": [[str(row[places[0]]), *(row[at] for at in places[1:])] for row in rows],
        },
        "legend": {"top": 0, "right": 0},
        "tooltip": {"trigger": "axis", "valueFormatter": WHOLE_NUMBERS},
        "grid": {"left": 8, "right": 12, "top": 36, "bottom": 8, "containLabel": True},
        "xAxis": {"type": "category"},
        "yAxis": {"type": "value", "scale": wanted["kind"] == "line"},
        "series": series,
    }
