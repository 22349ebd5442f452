"""What charts of several pages share: formats, what was clicked, and where a click leads."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

import streamlit as st
from streamlit.elements.lib.column_types import ColumnConfig

from dashboard import session, urlstate
from dashboard.texts import Translate

Spec = dict[str, Any]
Address = dict[str, list[str]]

PRODUCTS_PAGE = "app_pages/products.py"

# In a longer period the same date comes twice, so that labels name the year.
_ONE_YEAR = timedelta(366)
WHOLE_NUMBERS = "%,.0f"
# A chart stands there when it appears; new values still move to their places.
AT_ONCE: Spec = {"animationDuration": 0}
_SELECTED = "selected_rows"


def bars(name: str, column: str, *, x: str = "label", **style: object) -> Spec:
    """A series of upright bars."""
    return {
        "type": "bar",
        "name": name,
        "encode": {"x": x, "y": column},
        "barMaxWidth": 26,
        "itemStyle": {"borderRadius": [3, 3, 0, 0], **style},
    }


def line(name: str, column: str, *, x: str = "label", **style: object) -> Spec:
    """A series as a line without marks."""
    return {
        "type": "line",
        "name": name,
        "encode": {"x": x, "y": column},
        "showSymbol": False,
        "lineStyle": style,
    }


def day_labels(days: Sequence[str], text: Translate) -> list[str]:
    """`11/20` above its weekday, for the axis and the tooltip; with the year where days span more
    than one. An axis of its own steps, as a time axis takes, crowds the first of a month."""
    dates = [date.fromisoformat(day) for day in days]
    names = text("calendar_weekdays").split()
    long = bool(dates) and dates[-1] - dates[0] >= _ONE_YEAR
    return [
        f"{day.isoformat() if long else f'{day.month}/{day.day}'}\n{names[day.isoweekday() % 7]}"
        for day in dates
    ]


def day_axis() -> Spec:
    """For the column `label`."""
    return {"type": "category", "axisLabel": {"hideOverlap": True, "lineHeight": 15}}


def number_column() -> ColumnConfig:
    """Of a table: separators between thousands, decimals only where there are any."""
    return st.column_config.NumberColumn(format="localized")


def clicked_row(event: Any) -> int | None:
    """The row of the dataset that the viewer has selected in a chart."""
    selected = event.selection.selected if event else []
    rows = [index for group in selected for index in group["data_indices"]]
    return int(rows[0]) if rows else None


def newly_clicked(key: str, event: Any) -> int | None:
    """The clicked row, in the run after the click only: a selection stays when filters change."""
    row = clicked_row(event)
    ticked = _newly(key, () if row is None else (row,))
    return ticked[0] if ticked else None


def newly_ticked(key: str, event: Any) -> tuple[int, ...] | None:
    """The ticked rows of a table when they are others than in the run before, else None."""
    return _newly(key, tuple(sorted(event.selection.rows)) if event else ())


def _newly(key: str, rows: tuple[int, ...]) -> tuple[int, ...] | None:
    seen: dict[str, tuple[int, ...]] = st.session_state.setdefault(_SELECTED, {})
    changed = seen.get(key, ()) != rows
    seen[key] = rows
    return rows if changed else None


def open_item(code: str) -> None:
    """Goes to the products page, narrowed to one item; the other filters stay."""
    st.switch_page(PRODUCTS_PAGE, query_params=address({session.ITEMS_KEY: [code]}))


def open_day(day: str) -> None:
    """Goes to the batches of one day; the other filters stay."""
    wanted = address({session.PERIOD_KEY: [f"{day}~{day}"]})
    st.switch_page("app_pages/batches.py", query_params=wanted)


def address(changes: Address) -> Address:
    """Filters and language as they stand, with some changed: an address that leaves one out
    would set it back to its default."""
    keys = (session.LANGUAGE_KEY, session.PERIOD_KEY, session.ITEMS_KEY, session.TEXT_KEY)
    kept = {key: list(values) for key in keys if (values := urlstate.kept(key))}
    return {**kept, **changes}
