"""The doctor's look at the settings, and the doctor as a program."""

import json
import os
import subprocess
import sys
from pathlib import Path

from tools.launcher.doctor import settings_check
from tools.setup.console import ROOT


def test_settings_that_are_wrong(tmp_path: Path) -> None:
    dotenv = tmp_path / ".env"
    dotenv.write_text("HUB_API_PORT=99999\nHUB_LIVE_BD=x.db\nHUB_RETENTION=3\n", encoding="utf-8")
    settings, found = settings_check.check(dotenv)
    assert [(one.key, one.en.partition(" ")[0]) for one in found] == [
        ("setting_wrong", "HUB_API_PORT:"), ("setting_unknown", "HUB_LIVE_BD"),
    ]  # fmt: skip
    assert "(HUB_LIVE_DB?)" in found[1].en
    assert (settings.api_port, settings.retention) == (8000, 3)
    dotenv.write_bytes("# 생산".encode("cp949"))
    assert [one.key for one in settings_check.check(dotenv)[1]] == ["dotenv_encoding"]


def test_all_of_it_as_a_program(tmp_path: Path) -> None:
    environment = {
        **os.environ, "HUB_DATA_DIR": str(tmp_path / "data"), "HUB_LOG_DIR": str(tmp_path),
        "HUB_LIVE_DB": str(tmp_path / "none.db"), "HUB_ARCHIVE_DBS": str(tmp_path / "none_*.db"),
        "HUB_HOST": "0.0.0.0", "HUB_SQL_THREADS": "many",
    }  # fmt: skip
    ran = subprocess.run(
        [sys.executable, "-m", "tools.launcher.doctor", "--json"],
        cwd=ROOT, env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    found = json.loads(ran.stdout)
    assert (ran.returncode, found["ok"]) == (1, False)
    keys = {one["key"] for one in found["checks"] if not one["ok"]}
    assert {"setting_wrong", "source_missing", "published_nothing", "network_open"} <= keys
    assert all(one["ko"] and one["en"] for one in found["checks"])
