"""Settings: names, checks and what a wrong one says."""

import traceback
from pathlib import Path

import pytest

from shared.assistant_settings import variable_name
from shared.errors import InvalidSettings
from shared.loopback import loopback
from shared.settings import Settings, load_settings
from tests.hub_fixtures import plant_settings


@pytest.fixture(autouse=True)
def empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in Settings.model_fields:
        monkeypatch.delenv(variable_name(name), raising=False)


def test_environment_and_dotenv(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / ".env").write_text("HUB_API_PORT=9001\nHUB_LIVE_DB=내 폴더/#1.db\n", "utf-8")
    monkeypatch.setenv("HUB_DASHBOARD_PORT", "9002")
    found = load_settings()
    assert (found.api_port, found.dashboard_port) == (9001, 9002)
    assert found.live_db == Path("내 폴더/#1.db")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("HUB_API_PORT", "70000"),
        ("HUB_SETTLE_S", "soon"),
        ("HUB_API_WORKERS", "17"),
        ("HUB_RETENTION", "0"),
        ("HUB_LANGUAGE", "fr"),
        ("HUB_SOURCE_COLUMNS", "date=BOOKED_ON"),
        ("HUB_API_KEYS", "data/api_keys.json"),
        ("HUB_RATE_LIMIT", "600"),
    ],
)
def test_a_wrong_value_names_its_variable(
    name: str, value: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(InvalidSettings, match=name if "COLUMNS" not in name else "ours=theirs"):
        load_settings()


def test_a_wrong_secret_is_not_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GEMINI_API_KEY", "AIza secret")
    with pytest.raises(InvalidSettings, match="GEMINI_API_KEY=") as caught:
        load_settings()
    assert "secret" not in str(caught.value)


def test_gemini_has_the_names_that_it_has_elsewhere(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GEMINI_API_KEY", " AIza ")
    monkeypatch.setenv("GEMINI_MODEL", "gemini-9")
    monkeypatch.setenv("HUB_CHAT_RULES", "false")
    found = load_settings()
    assert found.gemini_api_key is not None
    assert found.gemini_api_key.get_secret_value() == "AIza"
    assert "AIza" not in repr(found)
    assert (found.gemini_model, found.chat_rules) == ("gemini-9", False)


def test_column_map(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HUB_SOURCE_COLUMNS", "production_date=생산일, good_quantity=QTY")
    found = load_settings()
    assert found.source_column("production_date") == "생산일"
    assert found.source_column("good_quantity") == "QTY"
    assert found.source_column("id") == "id"


def test_sources_are_the_live_file_and_every_archive(tmp_path: Path) -> None:
    settings = plant_settings(tmp_path)
    folder = settings.live_db.parent
    folder.mkdir()
    for name in ("archive_2025.db", "archive_2024.db", "production_analysis.db", "other.db"):
        (folder / name).touch()
    assert list(settings.sources()) == ["live", "archive_2024", "archive_2025"]
    wide = plant_settings(tmp_path, archive_dbs=str(folder / "*.db"))
    assert "production_analysis" not in wide.sources()


def test_files_of_one_name_are_all_sources(tmp_path: Path) -> None:
    settings = plant_settings(tmp_path, archive_dbs=str(tmp_path / "database" / "**" / "*.db"))
    folder = settings.live_db.parent
    for name in ("production_analysis.db", "live.db", "a/2025.db", "b/2025.db", "b/live.db"):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    assert set(settings.sources()) == {"live", "database-live", "2025", "b-2025", "b-live"}


@pytest.mark.parametrize(
    ("host", "expected"),
    [
        ("0.0.0.0", "127.0.0.1"),
        ("::", "[::1]"),
        ("127.0.0.1", "127.0.0.1"),
        ("10.0.0.5", "10.0.0.5"),
    ],
)
def test_own_processes_use_the_loopback(host: str, expected: str) -> None:
    assert loopback(host) == expected


SECRET = "hub_0123456789abcdefghijklmnopqrstuvwxyzABCDEFG"


def test_the_api_key_is_in_no_text(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HUB_API_KEY", f" {SECRET}\n")
    found = load_settings()
    assert found.api_key is not None
    assert found.api_key.get_secret_value() == SECRET
    assert SECRET not in f"{found!r} {found} {found.model_dump()} {found.model_dump_json()}"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("HUB_API_KEY", f"{SECRET} {SECRET}"),
        ("HUB_API_KEY", f"{SECRET}\u00e9"),
        ("HUB_SOURCE_COLUMNS", "date=BOOKED_ON"),
        ("HUB_API_KEYS", "data/api_keys.json"),
        ("HUB_RETENTION", "0"),
    ],
)
def test_no_error_shows_the_api_key(name: str, value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HUB_API_KEY", SECRET)
    monkeypatch.setenv(name, value)
    with pytest.raises(InvalidSettings) as caught:
        load_settings()
    text = "".join(traceback.format_exception(caught.value))
    assert SECRET not in text
    assert "pydantic" in text


def test_an_empty_api_key_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HUB_API_KEY", "")
    assert load_settings().api_key is None
