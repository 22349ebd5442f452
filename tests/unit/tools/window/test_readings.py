"""What the core's status means for a person."""

from typing import Any

import pytest

from tools.window.readings import Light, Row, data_lines, name_of, overall, rows


def service(name: str, state: str, **more: Any) -> dict[str, Any]:
    plain = {"pid": 7, "since_s": 200.0, "restarts": 0, "next_start_s": None, "reason": None}
    return {"name": name, "state": state, **plain, **more}


def status(*services: dict[str, Any], data: dict[str, Any] | None = None) -> dict[str, Any]:
    return {"services": list(services), "data": data}


REASON = {"key": "why_exit", "ko": "끝났습니다.", "en": "ended."}
WAITING = {"reason": REASON, "next_start_s": 7.6, "restarts": 3}


def test_a_hub_that_is_off_has_three_dark_lights() -> None:
    found = rows(None, "en")
    assert [(row.kind, row.names, row.light) for row in found] == [
        ("watcher", (), Light.OFF),
        ("api", (), Light.OFF),
        ("dashboard", (), Light.OFF),
    ]
    assert overall(None, "en") is Light.OFF


def test_workers_share_a_line_and_the_worst_one_says_why() -> None:
    two = status(service("api-1", "healthy"), service("api-2", "waiting", **WAITING))
    assert rows(two, "en") == [
        Row(
            "api",
            ("api-1", "api-2"),
            Light.BAD,
            "Partly healthy",
            "1 of 2 workers · ended. · next start in 8 s · restarted 3 times",
        )
    ]
    korean = rows(two, "ko")[0]
    assert (korean.state, korean.detail) == (
        "일부만 정상",
        "프로세스 1/2 · 끝났습니다. · 8초 뒤 다시 시작 · 다시 시작 3회",
    )


@pytest.mark.parametrize(
    ("states", "light", "may"),
    [
        pytest.param(["healthy"], Light.GOOD, "stop", id="well"),
        pytest.param(["starting"], Light.BUSY, "stop", id="starting"),
        pytest.param(["waiting"], Light.BAD, "stop", id="crashed"),
        pytest.param(["stopped"], Light.OFF, "start", id="stopped"),
        pytest.param(["healthy", "starting"], Light.BUSY, "stop", id="one starts"),
        pytest.param(["healthy", "stopped"], Light.BAD, "stop", id="one is stopped"),
    ],
)
def test_a_light_of_each_state(states: list[str], light: Light, may: str) -> None:
    services = [service(f"api-{number}", state) for number, state in enumerate(states, 1)]
    row = rows(status(*services), "en")[0]
    assert (row.light, row.may_stop, row.may_start) == (light, may == "stop", may == "start")


@pytest.mark.parametrize(
    ("states", "problem", "light"),
    [
        pytest.param(("healthy", "healthy"), False, Light.GOOD, id="all well"),
        pytest.param(("healthy", "healthy"), True, Light.BAD, id="bad data"),
        pytest.param(("healthy", "starting"), False, Light.BUSY, id="one starts"),
        pytest.param(("healthy", "stopped"), False, Light.BAD, id="one was stopped"),
        pytest.param(("stopped", "stopped"), False, Light.OFF, id="all stopped"),
    ],
)
def test_the_whole_hub_is_as_good_as_its_worst_part(
    states: tuple[str, str], problem: bool, light: Light
) -> None:
    words = {"ko": "문제", "en": "trouble"} if problem else None
    services = [service("watcher", states[0]), service("api", states[1])]
    assert overall(status(*services, data={"version": "v", "problem": words}), "en") is light


def test_data_and_its_trouble_in_words() -> None:
    data = {
        "version": "v7",
        "rows": 1_234_567,
        "data_to": "2026-11-25",
        "published_age_s": 190.0,
        "problem": {"ko": "잘림", "en": "cut off"},
    }
    assert data_lines(status(data=data), "en") == (
        "1,234,567 rows up to 2026-11-25 · published 3 min ago · version v7",
        "cut off",
    )
    assert data_lines(status(data=data), "ko")[0] == (
        "2026-11-25까지 1,234,567행 · 3분 전 게시 · 버전 v7"
    )
    assert data_lines(status(), "en") == ("No data has been published yet.", "")
    assert data_lines(None, "en") == ("Not known while the hub is off.", "")


def test_a_workers_name_has_its_number() -> None:
    assert [name_of(one, "ko") for one in ("watcher", "api-2")] == ["감시기", "API 2"]
