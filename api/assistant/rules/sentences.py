"""From the tools' results to one to four sentences, each number with the result it is from."""

from collections.abc import Callable
from dataclasses import replace

from api.assistant.rules.catalogue import plain_name
from api.assistant.rules.change_sentences import about_change
from api.assistant.rules.day_sentences import about_idle, about_weekend, weekday_means
from api.assistant.rules.reading import Reading
from api.assistant.rules.record_sentences import about_records, about_the_last, of_each_item
from api.assistant.rules.writer import Writer, number

_SHOWN_NAMES = 10


def write(writer: Writer) -> list[str]:
    """Sentences for results that all came."""
    frame = writer.frame
    if frame.intent not in _ALWAYS and _is_empty(writer.first):
        return []
    return WRITERS[frame.intent](writer)


def _is_empty(reading: Reading) -> bool:
    records = reading.fact("records")
    return not reading.rows or records == 0 or reading.fact("total") is None


def _detail(w: Writer) -> str:
    values = {name: w.first.fact(name) for name in ("records", "days", "per_day")}
    if None in values.values():
        return ""
    return w.say("detail", **{name: number(value) for name, value in values.items()})


def _total(w: Writer) -> list[str]:
    sentences = [w.say("total", total=number(w.first.fact("total")))]
    if len(w.first.rows) > 1:
        return [*sentences, w.say("ranking", names=_ranked(w))]
    return [*sentences, _detail(w)]


def _batches(w: Writer) -> list[str]:
    records, total = w.first.fact("records"), w.first.fact("total")
    return [w.say("batches", records=number(records), total=number(total))]


def _average(w: Writer) -> list[str]:
    group = w.frame.group
    total = number(w.first.fact("total"))
    if group in ("week", "month", "quarter", "year"):
        amounts = [value or 0 for value in w.first.cells("quantity")]
        mean = number(sum(amounts) / len(amounts)) if w.first.whole else "-"
        return [w.say("average_group", unit=w.unit(group), mean=mean, total=total)]
    if "item_code" in w.first.columns:
        return [w.say("average_items", names=" / ".join(_means(w)))]
    days, per_day = w.first.fact("days"), w.first.fact("per_day")
    per_record = number(w.first.fact("per_record"))
    return [
        w.say("average", days=number(days), per_day=number(per_day)),
        w.say("average_record", per_record=per_record, total=total),
    ]


def _means(w: Writer) -> list[str]:
    """A production day's mean of each item."""
    cells = (w.first.cells(name) for name in ("code", "name", "per_day"))
    return [
        " ".join(filter(None, (plain_name(str(code)), plain_name(name), f"({number(mean)})")))
        for code, name, mean in list(zip(*cells, strict=True))[:_SHOWN_NAMES]
    ]


def _item_count(w: Writer) -> list[str]:
    if w.frame.assumed and not w.frame.subject.items:
        return [w.say("items_known", items=number(w.first.fact("items")))]
    if w.frame.assumed:
        return _list_items(w)
    total = w.say("of_total", total=number(w.first.fact("total")))
    return [w.say("item_count", count=number(w.first.count)), total]


def _list_items(w: Writer) -> list[str]:
    if not w.first.rows:
        return []
    names = zip(w.first.cells("code"), w.first.cells("name"), strict=True)
    shown = [f"{code} {plain_name(name)}".strip() for code, name in list(names)[:_SHOWN_NAMES]]
    more = "…" if w.first.count > len(shown) else ""
    out = [w.say("found", count=number(w.first.count), names=", ".join(shown) + more)]
    first, last = w.first.cells("first")[0], w.first.cells("last")[0]
    if len(shown) == 1 and first and last:
        out.append(w.say("item_days", first=str(first)[:10], last=str(last)[:10]))
    return out


def _trends(w: Writer) -> list[str]:
    """One for each item that was looked up by itself."""
    each = of_each_item(w) if len(w.results) > 1 else [w]
    return [sentence for one in each for sentence in _trend(one)]


def _trend(w: Writer) -> list[str]:
    group = str(w.frame.unit or w.frame.group)
    rows = [
        (value, key)
        for key, value in zip(w.first.labels(), w.first.cells("quantity"), strict=True)
        if value is not None
    ]
    sentences = [w.say("total", total=number(w.first.fact("total")))]
    if w.first.whole and len(rows) > 1:
        best, worst = max(rows, key=lambda r: r[0]), min(rows, key=lambda r: r[0])
        peak = w.say(
            "peak",
            best=w.key(best[1], group),
            best_total=number(best[0]),
            worst=w.key(worst[1], group),
            worst_total=number(worst[0]),
        )
        sentences.append(peak)
    return sentences


def _weekday(w: Writer) -> list[str]:
    of_days = Writer(replace(w.frame, unit="weekday"), w.language, w.results)
    return [*_trend(of_days), *weekday_means(of_days)]


def _ranked(w: Writer) -> str:
    codes, names = w.first.cells("code"), w.first.cells("name")
    if w.frame.group == "lot":
        codes = [key or w.say("no_lot") for key in w.first.labels()]
        names = [None] * len(codes)
    parts = []
    shown = zip(codes, names, w.first.cells("quantity"), w.first.cells("share"), strict=True)
    for code, name, quantity, share in list(shown)[:_SHOWN_NAMES]:
        label = " ".join(filter(None, (plain_name(str(code)), plain_name(name))))
        # The share is of what was asked for, which only without items is the plant.
        alone = share is None or bool(w.frame.subject.items)
        percent = "" if alone else f", {number(share)}%"
        parts.append(f"{label} ({number(quantity)}{percent})")
    return " / ".join(parts)


def _ranking(w: Writer) -> list[str]:
    subject = w.frame.subject
    total = w.say("of_total", total=number(w.first.fact("total")))
    if len(subject.items) == 1 and w.frame.group != "lot":
        codes, amounts = w.first.cells("code"), w.first.cells("quantity")
        if subject.codes[0] not in codes:
            return []
        place = codes.index(subject.codes[0])
        return [w.say("rank", place=place + 1, total=number(amounts[place])), total]
    return [w.say("ranking_asc" if w.frame.ascending else "ranking", names=_ranked(w)), total]


def _extreme(w: Writer) -> list[str]:
    unit = w.frame.unit
    pairs = [
        (value, key)
        for key, value in zip(w.first.labels(), w.first.cells("quantity"), strict=True)
        if value is not None
    ]
    best = (min if w.frame.ascending else max)(pairs, key=lambda pair: pair[0])
    name = "fewest" if w.frame.ascending else "most"
    main = w.say(name, unit=w.unit(unit), best=w.key(best[1], unit), best_total=number(best[0]))
    if len(pairs) == 1 or unit == "weekday":
        return [main]
    listed = " / ".join(f"{w.key(key, unit)} ({number(value)})" for value, key in pairs[:10])
    return [main, f"{listed}."]


def _share(w: Writer) -> list[str]:
    if not w.frame.subject.items:
        return _ranking(w)
    part, whole = w.results[0].fact("total"), w.results[-1].fact("total")
    if not whole:
        return []
    share = number(round(100 * part / whole, 1))
    out = [w.say("share", share=share, whole=number(whole), part=number(part))]
    if "item_code" not in w.first.columns:
        return out
    rows = zip(w.first.cells("code"), w.first.cells("quantity"), strict=True)
    each = [f"{plain_name(str(code))} {number(round(100 * one / whole, 1))}%" for code, one in rows]
    return [*out, " / ".join(each) + "."]


def _compare(w: Writer) -> list[str]:
    # Two items of one period are compared by their totals.
    return _total(w) if w.first.fact("total_a") is None else about_change(w)


def _last_made(w: Writer) -> list[str]:
    # Without an item it is the plant's last day, which the status of the data tells.
    return about_the_last(w) if w.first.fact("first") is None else _status(w)


def _status(w: Writer) -> list[str]:
    first, last = w.first.fact("first"), w.first.fact("last")
    out = [w.say("status", first=str(first)[:10], last=str(last)[:10])]
    records, items = w.first.fact("records"), w.first.fact("items")
    if records is not None and items is not None:
        out.append(w.say("status_counts", records=number(records), items=number(items)))
    return out


_ALWAYS = ("idle", "status", "list_items", "item_count", "compare", "records", "last_made")
WRITERS: dict[str, Callable[[Writer], list[str]]] = {
    "total": _total,
    "average": _average,
    "batches": _batches,
    "item_count": _item_count,
    "list_items": _list_items,
    "trend": _trends,
    "weekday": _weekday,
    "ranking": _ranking,
    "extreme": _extreme,
    "share": _share,
    "compare": _compare,
    "idle": about_idle,
    "weekend": about_weekend,
    "records": about_records,
    "last_made": _last_made,
    "status": _status,
}
