"""Answers of `/status`, `/quality` and `/quality/rejected` as rows to draw."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from dashboard.answers import Body, Problem
from dashboard.formats import age, duration, megabytes, quantity
from dashboard.texts import Translate

Row = dict[str, Any]
REJECTED_SHOWN = 200
RAW_FIELDS = ("production_date", "lot_number", "item_code", "item_name", "good_quantity")


def source_rows(status: Body, text: Translate) -> list[Row]:
    """One row a source, the published ones first: days, rows of each kind, size, and what the
    watcher says of it."""
    watched: Mapping[str, Body] = (status.get("watcher") or {}).get("sources") or {}
    rows = []
    waiting = watched.keys() - {part["name"] for part in status["partitions"]}
    for part in status["partitions"]:
        quality, name = part["quality"], part["name"]
        rows.append(
            {
                text("source_name"): name,
                text("source_days"): f"{part['first_day'] or '-'} ~ {part['last_day'] or '-'}",
                text("source_visible"): quality["visible"],
                text("source_hidden"): quality["hidden"],
                text("source_rejected"): sum(quality["rejected"].values()),
                text("source_size"): megabytes(part["size"]),
                text("source_state"): state_words(watched.get(name), text),
            }
        )
    # Named too: the first start waits for them.
    rows += [
        {text("source_name"): name, text("source_state"): state_words(watched[name], text)}
        for name in sorted(waiting)
    ]
    return rows


def worker_rows(status: Body, text: Translate) -> list[Row]:
    """One row an API process, counted since it started."""
    return [
        {
            text("worker"): one["worker"],
            "PID": one["pid"],
            text("uptime"): duration(one["uptime_s"], text),
            text("connections"): one["connections"],
            text("slow_queries"): one["slow_queries"],
            text("cache_rate"): hit_rate(one["cache"]),
        }
        for one in status["workers"]
    ]


def hit_rate(cache: Mapping[str, int]) -> str:
    asked = cache["hits"] + cache["misses"]
    return f"{cache['hits'] / asked:.0%}" if asked else "-"


def local_words(moment: str | None) -> str:
    """An ISO moment in this machine's time, to the minute."""
    return (
        "-" if moment is None else f"{datetime.fromisoformat(moment).astimezone():%Y-%m-%d %H:%M}"
    )


def since_words(since: str, now: datetime, text: Translate) -> str:
    """When it began in this machine's time, and how long ago that is."""
    elapsed = max(0.0, (now - datetime.fromisoformat(since)).total_seconds())
    return text("rejected_since", at=local_words(since), age=age(elapsed, text))


def state_words(source: Body | None, text: Translate) -> str:
    """What the watcher last said of a source."""
    if source is None:
        return text("source_unwatched")
    state = text(f"source_is_{source['state']}")
    rejection = source.get("rejection")
    return f"{state}: {rejection['code']}" if rejection else state


def reason_rows(quality: Body, text: Translate) -> list[Row]:
    """One row for each reason for which rows could not be read, the most frequent first."""
    counted = sorted(quality["rejected_by_reason"].items(), key=lambda pair: (-pair[1], pair[0]))
    return [
        {text("reason"): text(f"reason_{reason}"), text("rows"): count} for reason, count in counted
    ]


def rejected_rows(body: Body, text: Translate) -> list[Row]:
    """The ERP's own values, as they stand in its file."""
    return [
        {
            text("source_name"): row["source"],
            "id": row["id"],
            text("reason"): text(f"reason_{row['reason']}"),
            **{name: row[name] for name in RAW_FIELDS},
        }
        for row in body["data"]
    ]


def api_facts(status: Body, text: Translate) -> Sequence[tuple[str, str]]:
    """(label, value) of the API process."""
    cache = status["cache"]
    return (
        (text("cache_rate"), hit_rate(cache)),
        (text("cache_size"), f"{megabytes(cache['bytes'])} / {megabytes(cache['max_bytes'])}"),
        (text("slow_queries"), quantity(status["slow_queries"])),
        (text("uptime"), duration(status["uptime_s"], text)),
    )


def problem_of(source: str, rejection: Body) -> Problem:
    """The watcher's rejection in the shape of the API's problems."""
    return Problem(
        source=source,
        code=rejection["code"],
        title=rejection["title"],
        title_ko=rejection["title_ko"],
        detail=rejection["detail"],
        hint=rejection["hint"],
        hint_ko=rejection["hint_ko"],
    )
