"""The order of the checks, their exit code, and what a missing browser leads to."""

import os
import shutil
from collections.abc import Sequence

import pytest

from tools import check

PYTEST = "pytest -n 4 --dist worksteal -x"


@pytest.fixture
def ran(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The steps that ran; none is really started."""
    steps: list[str] = []
    monkeypatch.setattr(check, "_browser_is_there", lambda: True)
    monkeypatch.setattr(os, "cpu_count", lambda: 64)

    def passes(step: Sequence[str]) -> bool:
        steps.append(" ".join(step))
        return True

    monkeypatch.setattr(check, "_passes", passes)
    return steps


def test_all_green_is_0_and_pytest_comes_last(ran: list[str]) -> None:
    assert check.main(["-x"]) == 0
    assert ran == ["ruff format --check .", "ruff check .", "mypy", PYTEST]


def test_a_failed_step_stops_no_other(
    ran: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def passes(step: Sequence[str]) -> bool:
        ran.append(" ".join(step))
        return step[0] != "mypy"

    monkeypatch.setattr(check, "_passes", passes)
    assert check.main(["-x"]) == 1
    assert ran[-1] == PYTEST
    assert "mypy" in capsys.readouterr().err


def test_a_missing_browser_is_installed_by_root_only(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    asked: list[tuple[str, ...]] = []
    monkeypatch.setattr(shutil, "which", lambda _name: None)
    monkeypatch.setattr(check, "_has_korean_font", lambda: False)
    monkeypatch.setattr(check, "_apt_get", lambda *arguments: asked.append(arguments))
    monkeypatch.setattr(check, "_passes", lambda _step: True)
    monkeypatch.setattr(check, "_may_install", lambda: False)
    assert check.main([]) == 1
    assert asked == []
    assert "apt-get install chromium chromium-driver fonts-nanum" in capsys.readouterr().err
    monkeypatch.setattr(check, "_may_install", lambda: True)
    assert check.main([]) == 1
    assert [arguments[0] for arguments in asked] == ["update", "install"]
    assert asked[1][-3:] == ("chromium", "chromium-driver", "fonts-nanum")
