"""`manager.py settings`: what is written is checked first, and no secret is shown."""

from pathlib import Path

import pytest

from tools.launcher.settings.__main__ import main


@pytest.fixture
def dotenv(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HUB_LANGUAGE", "en")
    for name in ("HUB_API_PORT", "HUB_RETENTION", "GEMINI_API_KEY"):
        monkeypatch.delenv(name, raising=False)
    path = tmp_path / ".env"
    path.write_text("# ours\nHUB_API_PORT=9000\nOTHER=1\nGEMINI_API_KEY=AIza-secret\n")
    return path


def test_a_good_value_is_written_and_the_rest_stays(dotenv: Path) -> None:
    assert main(["HUB_API_PORT=9001", "hub_retention=3"]) == 0
    assert dotenv.read_text() == (
        "# ours\nHUB_API_PORT=9001\nOTHER=1\nGEMINI_API_KEY=AIza-secret\nHUB_RETENTION=3\n"
    )


def test_a_bad_value_is_not_written(dotenv: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = dotenv.read_text()
    assert main(["HUB_API_PORT=99999"]) == 1
    assert main(["HUB_API_POT=1"]) == 2
    assert dotenv.read_text() == before
    assert capsys.readouterr().err.splitlines() == [
        "[hub] Nothing was saved. HUB_API_PORT: at most 65535.",
        "[hub] 'HUB_API_POT' is not a setting. Did you mean HUB_API_PORT? "
        "All names: python3 manager.py settings",
    ]


def test_the_list_tells_where_values_come_from(
    dotenv: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert dotenv.exists()
    assert main([]) == 0
    said = capsys.readouterr().out
    assert "HUB_API_PORT=9000  (.env)" in said
    assert "HUB_RETENTION=2  (default)" in said
    assert "HUB_LANGUAGE=en  (environment)" in said
    assert "secret" not in said
