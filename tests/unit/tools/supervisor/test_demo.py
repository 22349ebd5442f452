"""Where the demo writes."""

from pathlib import Path

import pytest

from shared.settings import Settings
from tools.supervisor import demo
from tools.supervisor.settings_child import core_part


def test_demo_leaves_what_the_user_has_set(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in demo.VARIABLES:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HUB_DATA_DIR", "/mine")
    demo.point_to_demo()
    settings = Settings(_env_file=None)
    assert settings.data_dir == Path("/mine")
    assert settings.live_db == Path("demo/database/production_analysis.db")


def test_demo_writes_nothing_beside_erp_files(tmp_path: Path) -> None:
    archive = tmp_path / "archive_2025.db"
    archive.write_bytes(b"the ERP's")
    settings = Settings(
        _env_file=None, live_db=tmp_path / "live.db", archive_dbs=str(tmp_path / "archive_*.db")
    )
    demo.write_sample(core_part(settings))
    assert list(tmp_path.iterdir()) == [archive]
