"""`--demo`: the hub on sample ERP files, apart from any real ones."""

import glob
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from tools.setup import console
from tools.supervisor.core_settings import ROOT, CoreSettings
from tools.supervisor.hub import StartRefused

DEMO = Path("demo")
VARIABLES = {
    "HUB_LIVE_DB": DEMO / "database" / "production_analysis.db",
    "HUB_ARCHIVE_DBS": DEMO / "database" / "archive_*.db",
    "HUB_DATA_DIR": DEMO / "data",
    "HUB_LOG_DIR": DEMO / "logs",
}


def point_to_demo() -> None:
    """For this process and its children; what the user has set himself stays."""
    for name, path in VARIABLES.items():
        if not os.environ.get(name):
            os.environ[name] = str(path)


def write_sample(settings: CoreSettings) -> None:
    """Sample ERP files where none are. Raises StartRefused when they cannot be written."""
    archives = glob.glob(settings.archive_dbs)  # noqa: PTH207 - absolute patterns too
    if settings.live_db.exists() or archives:
        return
    folder = settings.live_db.parent
    console.say("sample_writing", folder=folder)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        # Aside first: an interrupted demo must not leave half of the files behind.
        with tempfile.TemporaryDirectory(dir=folder, prefix=".sample-") as aside:
            _generate(Path(aside))
            for path in sorted(Path(aside).glob("archive_*.db")):
                path.replace(folder / path.name)
            shutil.move(Path(aside) / VARIABLES["HUB_LIVE_DB"].name, settings.live_db)
    except OSError as exc:
        values: dict[str, object] = {"folder": folder, "error": exc.strerror or exc}
        raise StartRefused("data_unwritable", values) from exc


def _generate(folder: Path) -> None:
    command = [sys.executable, "-m", "tools.sample_data", "--out", str(folder)]
    done = subprocess.run(
        command, cwd=ROOT, check=False, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
    )
    if done.returncode:
        lines = done.stderr.strip().splitlines() or [f"exit code {done.returncode}"]
        raise StartRefused("sample_failed", {"reason": lines[-1]})
