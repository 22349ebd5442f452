"""Sentences about two periods: both totals, the difference, which items changed most."""

from collections.abc import Callable

from api.assistant.rules.catalogue import plain_name
from api.assistant.rules.reading import Reading
from api.assistant.rules.writer import Writer, number

_SHOWN_CHANGES = 5


def about_change(w: Writer) -> list[str]:
    pair, first = w.frame.pair, w.first
    assert pair is not None, "a comparison has two periods"
    newer, older = first.fact("total_a"), first.fact("total_b")
    names = {"newer": w.period(pair.newer), "older": w.period(pair.older)}
    out = [w.say("compare", total_a=number(newer), total_b=number(older), **names)]
    diff, change = first.fact("difference"), first.fact("change")
    diff = newer - older if diff is None else diff
    if change is None:
        out.append(w.say("no_base"))
    elif diff == 0:
        out.append(w.say("equal"))
    else:
        values = {"diff": number(abs(diff)), "change": number(abs(change))}
        out.append(w.say("more" if diff > 0 else "less", **values))
    if w.frame.direction and "item_code" in first.columns:
        out.append(_largest(w, first))
    elif "item_code" in first.columns:
        out.append(_changes(first))
    return [*out, w.say("elapsed")] if pair.elapsed else out


def _largest(w: Writer, reading: Reading) -> str:
    """The items that grew or dropped most."""
    down = w.frame.direction == "down"
    parts = _changed_items(reading, lambda difference: difference < 0 if down else difference > 0)
    if not parts:
        return w.say("none_down" if down else "none_up")
    shown = parts[: w.frame.top or _SHOWN_CHANGES]
    return w.say("most_down" if down else "most_up", names=" / ".join(shown))


def _changes(reading: Reading) -> str:
    """Of each item; the table has the largest change first."""
    parts = _changed_items(reading, lambda _: True)[:_SHOWN_CHANGES]
    return " / ".join(parts) + "." if parts else ""


def _changed_items(reading: Reading, wanted: Callable[[float], bool]) -> list[str]:
    cells = (reading.cells(name) for name in ("code", "name", "difference"))
    rows = [row for row in zip(*cells, strict=True) if row[2] is not None and wanted(row[2])]
    return [
        f"{plain_name(str(code))} {plain_name(name)}".strip() + f" ({_signed(difference)})"
        for code, name, difference in sorted(rows, key=lambda row: -abs(row[2]))
    ]


def _signed(value: float) -> str:
    return ("+" if value > 0 else "-" if value < 0 else "") + number(abs(value))
