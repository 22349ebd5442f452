"""ECharts options of the products page, as pure functions."""

from collections.abc import Sequence
from typing import Any

from dashboard.charting import AT_ONCE, WHOLE_NUMBERS, Spec, bars, line
from dashboard.products.numbers import CLASS_LIMITS, ItemShare
from dashboard.texts import Translate

BARS_MAX = 40
# A code of any length leaves the bars their room.
CODE_LABELS: Spec = {
    "rotate": 60,
    "interval": 0,
    "hideOverlap": True,
    "width": 90,
    "overflow": "truncate",
}


def pareto_chart(items: Sequence[ItemShare], text: Translate) -> Spec:
    """The largest items as bars, the cumulative share of all items as a line."""
    shown = items[:BARS_MAX]
    return {
        **AT_ONCE,
        "dataset": {
            "dimensions": ["item", "quantity", "cumulative"],
            "source": [[item.code, item.quantity, round(item.cumulative, 1)] for item in shown],
        },
        "legend": {"top": 0, "right": 0},
        "tooltip": {"trigger": "axis"},
        "grid": {"left": 8, "right": 8, "top": 36, "bottom": 8, "containLabel": True},
        "xAxis": {"type": "category", "axisLabel": CODE_LABELS},
        "yAxis": [
            {"type": "value", "minInterval": 1},
            {
                "type": "value",
                "min": 0,
                "max": 100,
                "splitLine": {"show": False},
                "axisLabel": {"formatter": "{value}%"},
            },
        ],
        "series": [
            {
                **bars(text("series_quantity"), "quantity", x="item"),
                "tooltip": {"valueFormatter": WHOLE_NUMBERS},
                "selectedMode": "single",
            },
            _cumulative(text),
        ],
    }


def _cumulative(text: Translate) -> Spec:
    """On the percent axis, with the limits of the classes."""
    return {
        **line(text("series_cumulative"), "cumulative", x="item", width=2),
        "yAxisIndex": 1,
        "tooltip": {"valueFormatter": "%.1f%%"},
        "markLine": {
            "silent": True,
            "symbol": "none",
            "lineStyle": {"type": "dashed", "width": 1},
            "label": {"position": "insideMiddleTop", "formatter": "{b}", "color": "inherit"},
            "data": [
                {"yAxis": limit, "name": f"{name} {limit:.0f}%"}
                for name, limit in CLASS_LIMITS[:-1]
            ],
        },
    }


def lines_chart(rows: Sequence[Sequence[Any]], codes: Sequence[str], *, indexed: bool) -> Spec:
    """One line an item over the same periods."""
    axis: Spec = {"type": "value"}
    return {
        **AT_ONCE,
        "dataset": {"source": [list(row) for row in rows], "sourceHeader": False},
        "legend": {"top": 0, "right": 0},
        "tooltip": {"trigger": "axis", "valueFormatter": "%,.1f" if indexed else WHOLE_NUMBERS},
        "grid": {"left": 8, "right": 12, "top": 36, "bottom": 8, "containLabel": True},
        "xAxis": {"type": "category"},
        "yAxis": axis if indexed else {**axis, "minInterval": 1},
        "series": [
            {
                "type": "line",
                "name": code,
                # By place: an item may be called "period".
                "encode": {"x": 0, "y": place},
                "connectNulls": True,
                "symbolSize": 5,
            }
            for place, code in enumerate(codes, 1)
        ],
    }
