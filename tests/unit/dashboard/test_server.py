"""The process around the pages: settings, configuration, and what stands in for a traceback."""

import tomllib
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

import dashboard
from dashboard.__main__ import main

FOLDER = Path(dashboard.__file__).parent


def test_a_wrong_setting_is_one_sentence_and_a_hint(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("HUB_DASHBOARD_PORT", "abc")
    assert main() == 2
    assert "HUB_DASHBOARD_PORT='abc'" in capsys.readouterr().err


def test_the_configuration_sends_nothing_out_and_names_no_address() -> None:
    raw = (FOLDER / ".streamlit" / "config.toml").read_text(encoding="utf-8")
    assert tomllib.loads(raw)["browser"]["gatherUsageStats"] is False
    assert "://" not in raw


def test_a_script_error_is_a_sentence_in_the_viewers_language() -> None:
    def script() -> None:
        from dashboard.server import _show_script_error

        assert _show_script_error(ValueError("secret detail"))

    app = AppTest.from_function(script, default_timeout=30).run()
    assert "화면을 그리는 중 오류가 났습니다" in app.error[0].value
    assert "secret" not in app.error[0].value
