"""What the core's status means for a person: one light a kind of service, with words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from tools.window.messages import duration, sentence

KINDS = ("watcher", "api", "dashboard")


class Light(StrEnum):
    """Shown by shape, colour and word."""

    GOOD = "good"
    BUSY = "busy"
    BAD = "bad"
    OFF = "off"


LIGHTS = {
    "healthy": Light.GOOD,
    "starting": Light.BUSY,
    "waiting": Light.BAD,
    "stopped": Light.OFF,
}


@dataclass(frozen=True)
class Row:
    """One kind of service; `names` are the core's, several where the API has workers."""

    kind: str
    names: tuple[str, ...]
    light: Light
    state: str
    detail: str

    @property
    def may_start(self) -> bool:
        return bool(self.names) and self.light is Light.OFF

    @property
    def may_stop(self) -> bool:
        return bool(self.names) and self.light is not Light.OFF


def rows(status: Mapping[str, Any] | None, language: str) -> list[Row]:
    """One of each kind, also of those that the core does not run while it is off."""
    services = status["services"] if status else []
    found = {kind: [one for one in services if _kind(one) == kind] for kind in KINDS}
    if status:
        return [_row(kind, group, language) for kind, group in found.items() if group]
    text, why = sentence("off", language), sentence("not_running", language)
    return [Row(kind, (), Light.OFF, text, why) for kind in KINDS]


def overall(status: Mapping[str, Any] | None, language: str) -> Light:
    """Of the whole hub: the worst light counts, and bad data is worth a look, too."""
    if status is None:
        return Light.OFF
    lights = {row.light for row in rows(status, language)}
    if Light.BAD in lights or (status["data"] or {}).get("problem"):
        return Light.BAD
    if Light.OFF in lights:
        return Light.OFF if lights == {Light.OFF} else Light.BAD
    return Light.BUSY if Light.BUSY in lights else Light.GOOD


def data_lines(status: Mapping[str, Any] | None, language: str) -> tuple[str, str]:
    """What is published, and what is wrong with it ("" when nothing is)."""
    if status is None:
        return sentence("data_unknown", language), ""
    data = status["data"] or {}
    problem = data.get("problem")
    wrong = str(problem[language]) if problem else ""
    if not data.get("version"):
        return sentence("data_none", language), wrong
    values = {"rows": f"{data['rows'] or 0:,}", "to": data["data_to"] or "-"}
    parts = [sentence("data_line", language, **values)]
    if data.get("published_age_s") is not None:
        age = duration(data["published_age_s"], language)
        parts.append(sentence("data_age", language, time=age))
    parts.append(sentence("data_version", language, version=data["version"]))
    return " · ".join(parts), wrong


def name_of(service: str, language: str) -> str:
    """`api-2` is "API 2"."""
    kind, _, number = service.partition("-")
    return f"{sentence(f'service_{kind}', language)} {number}".rstrip()


def _kind(service: Mapping[str, Any]) -> str:
    return str(service["name"]).partition("-")[0]


def _row(kind: str, group: Sequence[Mapping[str, Any]], language: str) -> Row:
    lights = [LIGHTS[str(one["state"])] for one in group]
    light = _worst(lights)
    partly = light is not Light.GOOD and Light.GOOD in lights
    state = sentence("partly" if partly else light.value, language)
    shown = group[lights.index(light)] if light in lights else group[0]
    parts = []
    if len(group) > 1:
        healthy = lights.count(Light.GOOD)
        parts.append(sentence("workers", language, healthy=healthy, all=len(group)))
    parts += _particulars(shown, light, language)
    names = tuple(str(one["name"]) for one in group)
    return Row(kind, names, light, state, " · ".join(parts))


def _worst(lights: Sequence[Light]) -> Light:
    if Light.OFF in lights and set(lights) != {Light.OFF}:
        return Light.BAD
    order = (Light.BAD, Light.BUSY, Light.OFF, Light.GOOD)
    return next(light for light in order if light in lights)


def _particulars(one: Mapping[str, Any], light: Light, language: str) -> list[str]:
    parts = []
    if one["reason"]:
        parts.append(str(one["reason"][language]))
    elif one["since_s"] is not None:
        time = duration(one["since_s"], language)
        parts.append(sentence("since", language, time=time))
    if light is Light.BAD and one["next_start_s"] is not None:
        seconds = max(0, round(one["next_start_s"]))
        parts.append(sentence("next_start", language, seconds=seconds))
    if one["restarts"]:
        key = "restarts_one" if one["restarts"] == 1 else "restarts"
        parts.append(sentence(key, language, count=one["restarts"]))
    return parts
