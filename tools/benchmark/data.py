"""The data that is measured on: sample ERP files, published by the real publisher.

A folder holds one hub for each size, `<rows>/database` and `<rows>/data`; what is there and was
published by this very program is used again and not written to.
"""

import os
import subprocess
import sys
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from shared.db.manifest import Manifest, read_manifest
from shared.errors import DataUnavailable
from shared.settings import Settings
from tools.publisher.sources import recipe
from tools.sample_data.writer import sample_paths, write_sample

ROOT = Path(__file__).resolve().parents[2]
UNTIL = date(2026, 11, 20)
YEARS = 3
SEED = 7


def hub_settings(folder: Path) -> Settings:
    """Settings of the hub in `folder`, untouched by the environment of whoever runs this."""
    return Settings(
        _env_file=None,
        live_db=folder / "database" / "production_analysis.db",
        archive_dbs=str(folder / "database" / "archive_*.db"),
        data_dir=folder / "data",
        settle_s=0,
    )


def prepared(rows: int, folder: Path) -> Settings:
    """A published hub with `rows` rows; made now, or found below `folder`."""
    home = folder / str(rows)
    settings = hub_settings(home)
    if published(settings) is None:
        if not all(path.exists() for path in sample_paths(settings.live_db.parent, UNTIL, YEARS)):
            write_sample(
                settings.live_db.parent, rows=rows, seed=SEED, until=UNTIL, years=YEARS, force=True
            )
        publish(settings)
    return settings


def published(settings: Settings) -> Manifest | None:
    """What is published, if this program's own publisher would publish the same."""
    try:
        manifest = read_manifest(settings.manifest_path)
    except DataUnavailable:
        return None
    wanted = recipe(settings)
    return manifest if all(part.recipe == wanted for part in manifest.partitions) else None


def publish(settings: Settings) -> None:
    """One run of the real watcher. Raises CalledProcessError; its output is on our own."""
    subprocess.run(
        [sys.executable, "-m", "tools.watcher", "--once"],
        env=environment(settings, {}),
        cwd=ROOT,
        check=True,
        stdout=subprocess.DEVNULL,
    )


def environment(settings: Settings, changes: Mapping[str, str]) -> dict[str, str]:
    """For the hub's processes over these settings, without the HUB_ variables of our own."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("HUB_")}
    return {
        **kept,
        "PYTHONPATH": str(ROOT),
        "PYTHONUTF8": "1",
        "HUB_LIVE_DB": str(settings.live_db.absolute()),
        "HUB_ARCHIVE_DBS": str(Path(settings.archive_dbs).absolute()),
        "HUB_DATA_DIR": str(settings.data_dir.absolute()),
        "HUB_SETTLE_S": str(settings.settle_s),
        **changes,
    }
