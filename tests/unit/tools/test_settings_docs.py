"""README and .env.example tell what the Settings class says."""

from pathlib import Path

import pytest

from shared.assistant_settings import variable_name
from shared.settings import Settings
from tools import settings_docs


def test_readme_and_env_example_are_current() -> None:
    assert settings_docs.main(["--check"]) == 0


def test_every_setting_is_described() -> None:
    assert [name for name, field in Settings.model_fields.items() if not field.description] == []


def test_env_example_uncommented_is_the_defaults(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = settings_docs.env_example().splitlines()
    settings = [
        line.removeprefix("# ") for line in lines if line.startswith(("# HUB_", "# GEMINI_"))
    ]
    (tmp_path / ".env").write_text("\n".join(settings), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    for name in Settings.model_fields:
        monkeypatch.delenv(variable_name(name), raising=False)
    assert Settings() == Settings(_env_file=None)


def test_a_readme_without_markers_is_refused() -> None:
    with pytest.raises(ValueError, match="lacks the lines"):
        settings_docs.with_table("# Hub\n")
