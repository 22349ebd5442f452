"""`status`: a table for people, JSON and an exit code for scripts."""

import json
from collections.abc import Sequence
from typing import Any

from tools.launcher.places import places
from tools.launcher.running import NOT_RUNNING, offer_restart, told
from tools.launcher.speech import complain, show, text
from tools.setup import console
from tools.supervisor.control.client import ControlFailed, find


def status(words: Sequence[str]) -> int:
    """0 all is well, 1 something is not, 3 no hub runs."""
    where = places(demo="--demo" in words)
    client = find(where.data_dir)
    as_json = "--json" in words
    if client is None:
        other = find(places(demo=True).data_dir) if "--demo" not in words else None
        if as_json:
            show(json.dumps({"running": False, "data_dir": str(where.data_dir)}))
        else:
            complain("only_demo_runs" if other else "core_not_running")
        return NOT_RUNNING
    try:
        found = client.status()
    except ControlFailed as failure:
        return told(failure)
    if as_json:
        show(json.dumps({"running": True, **found}, ensure_ascii=False, indent=2))
    else:
        show("\n".join(lines(found)))
        offer_restart(found)
    return 0 if is_well(found) else 1


def is_well(found: dict[str, Any]) -> bool:
    data = found["data"]
    services = all(one["state"] == "healthy" for one in found["services"])
    return services and data is not None and data["problem"] is None


def lines(found: dict[str, Any]) -> list[str]:
    """The table; a reason stands below its service."""
    core = found["core"]
    rows = [text("status_core", pid=core["pid"], uptime=duration(core["uptime_s"]))]
    for one in found["services"]:
        state = text(f"state_{one['state']}")
        pid = "" if one["pid"] is None else f"pid {one['pid']}"
        since = duration(one["since_s"])
        rows.append(
            text("status_service", name=one["name"], state=state, since=since, pid=pid,
                 restarts=one["restarts"])
        )  # fmt: skip
        if one["reason"] is not None:
            rows.append(f"    {one['reason'][console.language()]}")
    rows += _data(found["data"])
    urls = found["urls"]
    return [*rows, *filter(None, [urls["dashboard"], urls["api"], *urls["lan"]])]


def duration(seconds: float | None) -> str:
    """`2d 3h`, `4h 5m`, `6m 7s`: the two largest parts."""
    whole = int(seconds or 0)
    parts = ((whole // 86_400, "d"), (whole // 3_600 % 24, "h"), (whole // 60 % 60, "m"))
    shown = [f"{value}{unit}" for value, unit in (*parts, (whole % 60, "s"))]
    first = next((i for i, part in enumerate(shown) if not part.startswith("0")), len(shown) - 1)
    return " ".join(shown[first : first + 2])


def _data(data: dict[str, Any] | None) -> list[str]:
    if data is None:
        return [text("status_no_data")]
    rows = []
    if data["version"] is not None:
        age = duration(data["published_age_s"])
        shown = {"version": data["version"], "rows": data["rows"], "day": data["data_to"]}
        rows.append(text("status_data", **shown, age=age))
    else:
        rows.append(text("status_no_data"))
    if data["problem"] is not None:
        rows.append(f"    {data['problem'][console.language()]}")
    return rows
