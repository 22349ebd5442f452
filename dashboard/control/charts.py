"""ECharts options of the control charts."""

from collections.abc import Sequence
from math import ceil, floor, log10
from typing import Any

from dashboard.charting import AT_ONCE, Spec, day_axis, day_labels
from dashboard.control.limits import Limits
from dashboard.control.numbers import Point
from dashboard.formats import quantity
from dashboard.texts import Translate

FLAG_COLOR = "#D9442F"
NUMBERS = "%,.1f"
LIMIT_LABELS_PX = 74
AXIS_STEPS_MAX = 7


def individuals_chart(points: Sequence[Point], limits: Limits | None, text: Translate) -> Spec:
    """Each working day, the limits, and in red what a rule flags."""
    lines = (
        []
        if limits is None
        else [
            _limit(text("ucl"), limits.upper),
            _limit(text("center"), limits.center, solid=True),
            _limit(text("lcl"), limits.lower),
        ]
    )
    rows = [[point.day, point.value, point.value if point.rules else None] for point in points]
    flagged: Spec = {
        "type": "scatter",
        "name": text("series_flagged"),
        "encode": {"x": "label", "y": "flagged"},
        "symbolSize": 11,
        "selectedMode": "single",
        "itemStyle": {"color": FLAG_COLOR},
        "z": 5,
    }
    line = _line(text("series_daily"), "value", lines)
    values = [point.value for point in points]
    bounds = _around([*values, limits.upper, limits.lower]) if limits else {}
    return _chart(["day", "value", "flagged"], rows, [line, flagged], bounds, text)


def ranges_chart(points: Sequence[Point], limits: Limits | None, text: Translate) -> Spec:
    """The step from each working day to the next."""
    lines = (
        []
        if limits is None
        else [
            _limit(text("ucl"), limits.upper_range),
            _limit(text("center"), limits.mean_range, solid=True),
        ]
    )
    rows = [[point.day, point.moving] for point in points]
    line = _line(text("series_moving"), "moving", lines)
    ranges = [point.moving or 0.0 for point in points]
    bounds = _around([0.0, *ranges, limits.upper_range]) if limits else {}
    return _chart(["day", "moving"], rows, [line], bounds, text)


def _around(values: Sequence[float]) -> dict[str, float]:
    """Ends of an axis that shows all of it, the limits beyond all points too, and no empty half:
    a control chart is read by distances, not by heights."""
    low, high = min(values), max(values)
    # Round numbers, one to two tenths of what is shown.
    step = 10.0 ** floor(log10((high - low) or abs(high) or 1.0) - 0.3)
    least, most = floor(low / step - 0.5), ceil(high / step + 0.5)
    if low >= 0:
        least = max(least, 0)
    every = ceil((most - least) / AXIS_STEPS_MAX)
    most = least + every * ceil((most - least) / every)
    digits = max(0, -floor(log10(step)))
    ends = {"min": least * step, "max": most * step, "interval": every * step}
    return {name: round(value, digits) for name, value in ends.items()}


def _line(name: str, column: str, limits: list[Spec]) -> Spec:
    return {
        "type": "line",
        "name": name,
        "encode": {"x": "label", "y": column},
        "symbolSize": 5,
        "showAllSymbol": True,
        "selectedMode": "single",
        "markLine": {"silent": True, "symbol": "none", "data": limits},
    }


def _limit(name: str, value: float, *, solid: bool = False) -> Spec:
    return {
        "yAxis": value,
        "name": name,
        "lineStyle": {"type": "solid" if solid else "dashed", "width": 1.2},
        # Outside: within the plot a label would lie on its own line and on the points.
        "label": {
            "formatter": f"{name}\n{quantity(value)}",
            "position": "end",
            "lineHeight": 14,
            "color": "inherit",
        },
    }


def _chart(
    names: list[str],
    rows: list[list[Any]],
    series: list[Spec],
    bounds: dict[str, float],
    text: Translate,
) -> Spec:
    labels = day_labels([row[0] for row in rows], text)
    return {
        **AT_ONCE,
        "dataset": {
            "dimensions": [*names, "label"],
            "source": [[*row, label] for row, label in zip(rows, labels, strict=True)],
        },
        "legend": {"top": 0, "right": 0},
        "tooltip": {"trigger": "axis", "valueFormatter": NUMBERS},
        "grid": {"left": 8, "right": LIMIT_LABELS_PX, "top": 36, "bottom": 8, "containLabel": True},
        "xAxis": day_axis(),
        "yAxis": {"type": "value", **bounds},
        "series": series,
    }
