"""Charts of the other pages with type that is read from across a hall."""

from dashboard.charting import Spec

FONT_PX = 20
CALENDAR_PX: Spec = {"left": 60, "top": 40, "bottom": 50}
NUMBERS_PX = 140


def large(spec: Spec, *, names_px: int = 0) -> Spec:
    """The same chart; `names_px` is the room for names on an upright axis, beside whose bars stand
    their numbers."""
    font: Spec = {"fontSize": FONT_PX}
    grown: Spec = {**spec, "textStyle": font}
    for axis in ("xAxis", "yAxis"):
        if axis in spec:
            label = {**spec[axis].get("axisLabel", {}), **font}
            if "width" in label and names_px:
                label["width"] = names_px
            if "lineHeight" in label:
                label["lineHeight"] = FONT_PX + 4
            grown[axis] = {**spec[axis], "axisLabel": label}
    for words in ("legend", "visualMap"):
        if words in spec:
            grown[words] = {**spec[words], "textStyle": font}
    if "calendar" in spec:
        labels = {name: {**spec["calendar"][name], **font} for name in ("dayLabel", "monthLabel")}
        grown["calendar"] = {**spec["calendar"], **labels, **CALENDAR_PX}
    if names_px:
        grown["grid"] = {**spec["grid"], "right": NUMBERS_PX}
    grown["series"] = [_series(one, font) for one in spec["series"]]
    return grown


def _series(one: Spec, font: Spec) -> Spec:
    wide = {"barMaxWidth": 2 * one["barMaxWidth"]} if "barMaxWidth" in one else {}
    return {**one, **wide, **({"label": {**one["label"], **font}} if "label" in one else {})}
