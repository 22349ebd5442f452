"""ECharts options of the control charts."""

from collections.abc import Sequence
from typing import Any

from dashboard.charting import AT_ONCE, DAY_LABELS, Spec
from dashboard.control.limits import Limits
from dashboard.control.numbers import Point
from dashboard.formats import quantity
from dashboard.texts import Translate

FLAG_COLOR = "#D9442F"
NUMBERS = "%,.1f"


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
        "encode": {"x": "day", "y": "flagged"},
        "symbolSize": 11,
        "itemStyle": {"color": FLAG_COLOR},
        "z": 5,
    }
    line = _line(text("series_daily"), "value", lines)
    # Inside both limits, so that a limit beyond all points is seen.
    top = max((point.value for point in points), default=0.0)
    bounds = {} if limits is None else {"max": _above(max(top, limits.upper))}
    return _chart(["day", "value", "flagged"], rows, [line, flagged], bounds)


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
    top = max((point.moving or 0.0 for point in points), default=0.0)
    bounds = {} if limits is None else {"max": _above(max(top, limits.upper_range))}
    return _chart(["day", "moving"], rows, [line], bounds)


def _above(value: float) -> float:
    """A little more, in two figures: axes end at round numbers."""
    return float(f"{value * 1.05:.2g}")


def _line(name: str, column: str, limits: list[Spec]) -> Spec:
    return {
        "type": "line",
        "name": name,
        "encode": {"x": "day", "y": column},
        "symbolSize": 5,
        "markLine": {"silent": True, "symbol": "none", "data": limits},
    }


def _limit(name: str, value: float, *, solid: bool = False) -> Spec:
    return {
        "yAxis": value,
        "name": name,
        "lineStyle": {"type": "solid" if solid else "dashed", "width": 1.2},
        "label": {"formatter": f"{name} {quantity(value)}", "position": "insideEndTop"},
    }


def _chart(
    names: list[str], rows: list[list[Any]], series: list[Spec], bounds: dict[str, float]
) -> Spec:
    return {
        **AT_ONCE,
        "dataset": {"dimensions": names, "source": rows},
        "legend": {"top": 0, "right": 0},
        "tooltip": {"trigger": "axis", "valueFormatter": NUMBERS},
        "grid": {"left": 8, "right": 16, "top": 36, "bottom": 8, "containLabel": True},
        "xAxis": {"type": "time", "axisLabel": {"formatter": DAY_LABELS}},
        "yAxis": {"type": "value", **bounds},
        "series": series,
    }
