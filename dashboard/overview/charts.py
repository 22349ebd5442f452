"""ECharts options of the overview, as pure functions: plain values in, a JSON-like dict out."""

from collections.abc import Sequence
from datetime import date

from dashboard.charting import AT_ONCE, WHOLE_NUMBERS, Spec, bars, day_axis, day_labels, line
from dashboard.formats import quantity
from dashboard.overview.numbers import DayPoint
from dashboard.texts import Translate

# Paler is less on white paper and on a dark ground alike.
# The same beside any number of other series, in light and dark.
TARGET_COLOR = "#2FA176"
CALENDAR_COLOR, CALENDAR_ALPHA = "#2F78CC", [0.12, 1]


def daily_chart(
    points: Sequence[DayPoint],
    target: Sequence[float | None],
    text: Translate,
    *,
    average: bool = True,
) -> Spec:
    """Bars per day, their moving average, and the target where one is set."""
    rows = zip(points, target, day_labels([point.day for point in points], text), strict=True)
    series = [{**bars(text("series_quantity"), "quantity"), "selectedMode": "single"}]
    if average:
        series.append(line(text("series_average"), "average", width=2.5))
    if any(value is not None for value in target):
        color = TARGET_COLOR
        dashed = line(text("series_target"), "target", width=1.5, type="dashed", color=color)
        series.append({**dashed, "step": "middle", "itemStyle": {"color": color}})
    return {
        **AT_ONCE,
        "dataset": {
            "dimensions": ["day", "quantity", "average", "target", "label"],
            "source": [
                [point.day, point.quantity, point.average, value, label]
                for point, value, label in rows
            ],
        },
        "legend": {"top": 0, "right": 0},
        "tooltip": {"trigger": "axis", "valueFormatter": WHOLE_NUMBERS},
        "grid": {"left": 8, "right": 12, "top": 36, "bottom": 8, "containLabel": True},
        "xAxis": day_axis(),
        # minInterval: small plants got labels such as 0.5 on an axis that counts pieces
        "yAxis": {"type": "value", "minInterval": 1},
        "series": series,
    }


def top_chart(items: Sequence[tuple[str, str, float]], text: Translate) -> Spec:
    """Horizontal bars, largest on top, each with its quantity; codes on the axis, names beside."""
    return {
        **AT_ONCE,
        "dataset": {
            "dimensions": ["item", "quantity", "shown"],
            "source": [
                [f"{code}  {name}", amount, quantity(amount)] for code, name, amount in items
            ],
        },
        "tooltip": {"trigger": "item", "valueFormatter": WHOLE_NUMBERS},
        "grid": {"left": 4, "right": 76, "top": 4, "bottom": 4, "containLabel": True},
        "xAxis": {"type": "value", "show": False},
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
                "label": {
                    "show": True,
                    "position": "right",
                    "formatter": "{@shown}",
                    "textBorderWidth": 0,
                },
                "selectedMode": "single",
                "cursor": "pointer",
            }
        ],
    }


def calendar_chart(made: dict[str, float], first: date, last: date, text: Translate) -> Spec:
    """A year of days, weeks across: darker is more; a day without a record stays empty."""
    shown = [(day, value) for day, value in made.items() if first.isoformat() <= day]
    most = max((value for _, value in shown), default=0)
    return {
        **AT_ONCE,
        "tooltip": {"trigger": "item", "valueFormatter": WHOLE_NUMBERS},
        "visualMap": {
            "type": "continuous",
            "min": 0,
            "max": most if most > 0 else 1,
            "orient": "horizontal",
            "right": 0,
            "bottom": 0,
            "itemHeight": 90,
            "itemWidth": 12,
            "text": [text("calendar_more"), text("calendar_less")],
            "inRange": {"color": [CALENDAR_COLOR], "colorAlpha": CALENDAR_ALPHA},
            # What lies behind its bar: pale must look there as it looks in the calendar.
            "inactiveColor": "transparent",
        },
        "calendar": _calendar(first, last, text),
        "dataset": {"dimensions": ["day", "quantity"], "source": [list(pair) for pair in shown]},
        "series": [
            {
                "type": "heatmap",
                "coordinateSystem": "calendar",
                "name": text("series_quantity"),
                "encode": {"tooltip": ["quantity"]},
                "selectedMode": "single",
            }
        ],
    }


def _calendar(first: date, last: date, text: Translate) -> Spec:
    return {
        "range": [first.isoformat(), last.isoformat()],
        "cellSize": "auto",
        "left": 34,
        "right": 6,
        "top": 22,
        "bottom": 30,
        "splitLine": {"show": False},
        "itemStyle": {"borderWidth": 2, "color": "transparent"},
        "yearLabel": {"show": False},
        "dayLabel": {"firstDay": 1, "nameMap": text("calendar_weekdays").split()},
        "monthLabel": {"nameMap": text("calendar_months").split()},
    }
