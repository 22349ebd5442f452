"""ECharts options for the overview, as pure functions: plain values in, a JSON-like dict out."""

from collections.abc import Sequence
from typing import Any

from dashboard.formats import quantity
from dashboard.overview import DayPoint
from dashboard.texts import Translate

Spec = dict[str, Any]

# ECharts writes English month names on a time axis; numbers read the same in both languages.
_DAY_LABELS = {"year": "{yyyy}", "month": "{M}/1", "day": "{M}/{d}"}
_WHOLE_NUMBERS = "%,.0f"


def daily_chart(points: Sequence[DayPoint], text: Translate) -> Spec:
    """Bars per day and their moving average; a day without a record has no bar."""
    return {
        "dataset": {
            "dimensions": ["day", "quantity", "average"],
            "source": [[point.day, point.quantity, point.average] for point in points],
        },
        "legend": {"top": 0, "right": 0},
        "tooltip": {"trigger": "axis", "valueFormatter": _WHOLE_NUMBERS},
        "grid": {"left": 8, "right": 12, "top": 36, "bottom": 8, "containLabel": True},
        "xAxis": {"type": "time", "axisLabel": {"formatter": _DAY_LABELS}},
        # minInterval: small plants got labels such as 0.5 on an axis that counts pieces
        "yAxis": {"type": "value", "min": 0, "minInterval": 1},
        "series": [
            {
                "type": "bar",
                "name": text("series_quantity"),
                "encode": {"x": "day", "y": "quantity"},
                "barMaxWidth": 26,
                "itemStyle": {"borderRadius": [3, 3, 0, 0]},
            },
            {
                "type": "line",
                "name": text("series_average"),
                "encode": {"x": "day", "y": "average"},
                "showSymbol": False,
                "lineStyle": {"width": 2.5},
            },
        ],
    }


def top_chart(items: Sequence[tuple[str, str, float]], text: Translate) -> Spec:
    """Horizontal bars, largest on top, each with its quantity; codes on the axis, names beside."""
    return {
        "dataset": {
            "dimensions": ["item", "quantity", "shown"],
            "source": [
                [f"{code}  {name}", amount, quantity(amount)] for code, name, amount in items
            ],
        },
        "tooltip": {"trigger": "item", "valueFormatter": _WHOLE_NUMBERS},
        "grid": {"left": 4, "right": 76, "top": 4, "bottom": 4, "containLabel": True},
        "xAxis": {"type": "value", "show": False, "min": 0},
        "yAxis": {
            "type": "category",
            "inverse": True,
            "axisTick": {"show": False},
            "axisLine": {"show": False},
            "axisLabel": {"width": 150, "overflow": "truncate", "interval": 0},
        },
        "series": [
            {
                "type": "bar",
                "name": text("series_quantity"),
                "encode": {"x": "quantity", "y": "item", "tooltip": ["quantity"]},
                "barMaxWidth": 18,
                "itemStyle": {"borderRadius": 4},
                "label": {"show": True, "position": "right", "formatter": "{@shown}"},
            }
        ],
    }
