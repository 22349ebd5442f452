"""What the person at the terminal is told."""

from datetime import date
from pathlib import Path

import pytest

from shared.settings import Settings
from shared.watcher_state import (
    Rejection,
    SourceReport,
    SourceState,
    State,
    WatcherState,
    write_watcher_state,
)
from tools.keys.commands import add
from tools.supervisor.announcer import Announcer, may_open_browser
from tools.supervisor.model import Event
from tools.supervisor.model import State as ServiceState
from tools.supervisor.settings_child import core_part
from tools.supervisor.watcher_report import WatcherReport, read_report

REJECTION = Rejection(
    code="source_missing",
    title="The ERP's file is missing",
    title_ko="ERP 파일이 없습니다",
    detail="database/production_analysis.db",
    hint="Check HUB_LIVE_DB.",
    hint_ko="HUB_LIVE_DB를 확인하십시오.",
    since="2026-11-23T00:00:00+00:00",
)


def state(folder: Path, rejection: Rejection | None = None) -> WatcherReport | None:
    moment = "2026-11-23T00:00:00+00:00"
    source = SourceState.REJECTED if rejection else SourceState.PUBLISHED
    report = SourceReport(path="x.db", state=source, rejection=rejection)
    written = WatcherState(
        pid=1,
        started_at=moment,
        heartbeat_at=moment,
        state=State.WATCHING,
        sources={"live": report},
    )
    write_watcher_state(folder / "watcher.json", written)
    return read_report(folder / "watcher.json")


def announcer(host: str = "127.0.0.1") -> Announcer:
    return Announcer(
        core_part(Settings(_env_file=None, host=host)), {"api", "watcher"}, open_url=False
    )


def test_urls_are_told_once_when_the_last_service_is_healthy(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HUB_LANGUAGE", "en")
    said = announcer()
    healthy = [Event(n, ServiceState.HEALTHY, values={"seconds": 1.0}) for n in ("api", "watcher")]
    said.heard(healthy[0])
    assert "http://" not in capsys.readouterr().out
    said.heard(healthy[1])
    assert "http://127.0.0.1:8000/docs" in capsys.readouterr().out
    said.heard(healthy[1])
    assert "http://" not in capsys.readouterr().out


@pytest.mark.parametrize(
    ("language", "lines"),
    [
        ("en", ["API 2 is starting …", "API 2 is healthy (1.0 s)"]),
        ("ko", ["API 2 시작 중…", "API 2 정상 (1.0초)"]),
    ],
)
def test_workers_have_a_number_and_only_what_runs_has_an_address(
    language: str,
    lines: list[str],
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("HUB_LANGUAGE", language)
    said = Announcer(core_part(Settings(_env_file=None)), {"api-1", "api-2"}, open_url=False)
    said.heard(Event("api-1", ServiceState.HEALTHY, values={"seconds": 2.0}))
    assert "http://" not in capsys.readouterr().out
    said.heard(Event("api-2", ServiceState.STARTING))
    said.heard(Event("api-2", ServiceState.HEALTHY, values={"seconds": 1.0}))
    told = capsys.readouterr().out
    assert told.splitlines()[:2] == [f"[hub] {line}" for line in lines]
    assert "http://127.0.0.1:8000/docs" in told
    assert ":8501" not in told


def test_a_rejection_is_told_once_and_again_when_it_is_over(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HUB_LANGUAGE", "ko")
    said = announcer()
    for rejection in (REJECTION, REJECTION, None, None):
        said.watcher_said(state(tmp_path, rejection))
    told = capsys.readouterr().out.splitlines()
    assert len(told) == 2
    assert all(part in told[0] for part in (REJECTION.title_ko, REJECTION.detail))
    assert REJECTION.hint_ko in told[0]


def test_an_open_host_is_warned_about(capsys: pytest.CaptureFixture[str]) -> None:
    announcer("192.0.2.7").warn_about_network()
    assert "192.0.2.7:8000" in capsys.readouterr().out
    announcer().warn_about_network()
    assert capsys.readouterr().out == ""


def test_no_browser_in_ci(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISPLAY", ":0")
    monkeypatch.setenv("CI", "true")
    assert not may_open_browser()
    monkeypatch.delenv("CI")
    assert may_open_browser()


@pytest.mark.parametrize(("keys", "words"), [(False, "without a password"), (True, "API key")])
def test_the_network_warning_knows_whether_keys_are_asked_for(
    tmp_path: Path,
    keys: bool,
    words: str,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("HUB_LANGUAGE", "en")
    path = tmp_path / "api_keys.json"
    if keys:
        add(path, "reader", ("read",), date(2026, 11, 25))
    settings = Settings(_env_file=None, host="0.0.0.0", api_keys=path)
    Announcer(core_part(settings), {"api"}, open_url=False).warn_about_network()
    assert words in capsys.readouterr().out
