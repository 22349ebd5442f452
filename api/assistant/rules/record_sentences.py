"""Sentences about single records: how many, the newest, the last one made."""

from dataclasses import replace

from api.assistant.rules.catalogue import plain_name
from api.assistant.rules.frame import Frame
from api.assistant.rules.reading import Reading
from api.assistant.rules.writer import Writer, number


def _newest(w: Writer, reading: Reading) -> str:
    when, lot, amount = (reading.cells(name)[0] for name in ("when", "lot", "quantity"))
    names = ("record", "record_no_lot", "record_no_quantity", "record_bare")
    name = names[2 * (amount is None) + (not lot)]
    said = w.say(name, when=str(when)[:10], lot=plain_name(str(lot)), quantity=number(amount))
    code = reading.cells("code")[0]
    return said if w.frame.subject.items or not code else f"{plain_name(str(code))} {said}"


def about_records(w: Writer) -> list[str]:
    return [
        one.say("records", count=number(one.first.count), newest=_newest(w, one.first))
        for one in of_each_item(w)
    ]


def about_the_last(w: Writer) -> list[str]:
    return [one.say("last_made", newest=_newest(w, one.first)) for one in of_each_item(w)]


def of_each_item(w: Writer) -> list[Writer]:
    """What is looked up item by item; those that have none say nothing."""
    if not w.frame.subject.items:
        return [w] if w.first.rows else []
    # Only the first few items were looked up.
    pairs = zip(w.results, w.frame.subject.items, strict=False)
    return [
        Writer(_about(w.frame, item), w.language, [reading])
        for reading, item in pairs
        if reading.rows
    ]


def _about(frame: Frame, item: tuple[str, str | None]) -> Frame:
    return replace(frame, subject=replace(frame.subject, items=(item,)))
