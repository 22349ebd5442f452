"""ECharts options of the trend page."""

from collections.abc import Sequence

from dashboard.charting import AT_ONCE, WHOLE_NUMBERS, Spec, bars, line
from dashboard.texts import Translate
from dashboard.trend.numbers import AVERAGE_OVER, Step

COMPARED_COLOR = "#A9B4C2"


def trend_chart(steps: Sequence[Step], step: str, compared: str | None, text: Translate) -> Spec:
    """Bars of the period, of the compared one beside them in grey, and the moving average."""
    average = text(f"series_average_{step}", n=AVERAGE_OVER[step])
    series = [
        bars(text("series_quantity"), "quantity", x="step"),
        line(average, "average", x="step", width=2.5),
    ]
    if compared is not None:
        series.append(bars(compared, "earlier", x="step", color=COMPARED_COLOR))
    return {
        **AT_ONCE,
        "dataset": {
            "dimensions": ["step", "quantity", "average", "earlier"],
            "source": [[one.name, one.quantity, one.average, one.earlier] for one in steps],
        },
        "legend": {"top": 0, "right": 0},
        "tooltip": {"trigger": "axis", "valueFormatter": WHOLE_NUMBERS},
        "grid": {"left": 8, "right": 12, "top": 36, "bottom": 44, "containLabel": True},
        "dataZoom": [{"type": "slider", "height": 22, "bottom": 8}],
        "xAxis": {"type": "category"},
        "yAxis": {"type": "value", "minInterval": 1},
        "series": series,
    }
