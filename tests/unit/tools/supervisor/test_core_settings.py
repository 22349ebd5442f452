"""What the core knows of the settings comes from a child that reads them."""

from pathlib import Path

import pytest

from shared.settings import Settings
from tools.supervisor.core_settings import SettingsRefused, from_json, load_core_settings
from tools.supervisor.settings_child import core_part


def test_the_settings_survive_the_way(tmp_path: Path) -> None:
    settings = Settings(_env_file=None, data_dir=tmp_path / "가 나", gemini_api_key="very-secret")
    part = core_part(settings)
    assert from_json(part.to_json()) == part
    assert (part.data_dir, part.manifest_path) == (settings.data_dir, settings.manifest_path)
    assert "very-secret" not in part.to_json()


def test_the_environment_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HUB_API_PORT", "18123")
    assert load_core_settings().api_port == 18123


def test_what_is_wrong_is_said_in_both_languages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HUB_API_PORT", "none")
    with pytest.raises(SettingsRefused) as caught:
        load_core_settings()
    assert "HUB_API_PORT='none'" in caught.value.sentences["en"]["detail"]
    assert sorted(caught.value.sentences["ko"]) == ["detail", "hint", "title"]
