"""The peers: the same rows in one plain SQLite file, and Datasette in an environment of its own."""

import os
import sqlite3
import subprocess
import sys
import venv
from contextlib import closing
from pathlib import Path

from shared.db.connection import sqlite_uri
from shared.db.manifest import read_manifest
from shared.settings import Settings
from tools.benchmark.servers import PORT, Server

# uvicorn takes both by itself where they are; Datasette alone would run without them.
FAST_PARTS = ["httptools"] if sys.platform == "win32" else ["httptools", "uvloop"]
PLUGIN = ["datasette-gzip", "asgi-gzip"]
INSTALL_S = 600
# No count, no facets: Datasette's cheapest answer. By its primary key, so that it need not sort.
PAGE = (
    "/peers/records.json?_sort_desc=seq&_size={limit}&_shape=objects"
    "&_nocount=1&_nofacet=1&_nosuggest=1"
)

TABLE_SQL = """
CREATE TABLE records(
    seq INTEGER PRIMARY KEY,
    source TEXT NOT NULL,
    id INTEGER NOT NULL,
    production_date TEXT NOT NULL,
    lot_number TEXT,
    item_code TEXT NOT NULL,
    item_name TEXT,
    good_quantity NUMERIC
)
"""

COPY_SQL = """
    INSERT INTO records(
        source, id, production_date, lot_number, item_code, item_name, good_quantity
    )
    SELECT :source, id, production_date, lot_number, item_code, item_name, good_quantity
    FROM part.records
    ORDER BY seq
"""

INDEX_SQL = """
CREATE INDEX records_production_date ON records(production_date);
CREATE INDEX records_item_code ON records(item_code);
ANALYZE;
"""


class NotInstalled(Exception):
    """Datasette could not be fetched; the message is one line."""


def peer_file(settings: Settings, folder: Path) -> Path:
    """All visible rows, `seq` in display order; the file of a version is made once."""
    manifest = read_manifest(settings.manifest_path)
    path = folder / f"{manifest.version}" / "peers.db"
    if path.exists():
        return path
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_suffix(".tmp")
    beside.unlink(missing_ok=True)
    with closing(sqlite3.connect(beside, isolation_level=None, uri=True)) as db:
        db.execute("PRAGMA journal_mode = OFF")
        db.execute("PRAGMA synchronous = OFF")
        db.execute(TABLE_SQL)
        for part in reversed(manifest.partitions):
            uri = sqlite_uri(settings.partitions_dir / part.file, mode="ro", immutable="1")
            db.execute("ATTACH :uri AS part", {"uri": uri})
            db.execute(COPY_SQL, {"source": part.name})
            db.execute("DETACH part")
        db.executescript(INDEX_SQL)
    beside.replace(path)
    return path


def install_datasette(folder: Path) -> Path:
    """The newest stable one; returns its Python. Raises NotInstalled."""
    home = folder / "datasette"
    python = home / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    plugin = plugin_folder(python)
    if plugin.exists():
        return python
    try:
        venv.create(home, with_pip=True)
        pip = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        _run([*pip, "datasette", *FAST_PARTS])
        _run([*pip, "--target", str(plugin), "--no-deps", *PLUGIN])
    except (OSError, subprocess.SubprocessError) as exc:
        raise NotInstalled(f"Datasette could not be fetched: {exc}") from exc
    return python


def plugin_folder(python: Path) -> Path:
    """datasette-gzip stands apart, so that Datasette also runs without it."""
    return python.parents[1] / "plugin"


def datasette(name: str, python: Path, path: Path, processes: int, folder: Path) -> Server:
    """With datasette-gzip when the name says so."""
    command = [str(python), "-m", "datasette", "serve", "-i", str(path), "-p", PORT]
    command += ["-h", "127.0.0.1", "--setting", "max_returned_rows", "5000"]
    env = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    if "gzip" in name:
        env["PYTHONPATH"] = str(plugin_folder(python))
    return Server(name, command, processes, folder, "/-/versions.json", env)


def _run(command: list[str]) -> None:
    """What it says is only shown when it fails."""
    done = subprocess.run(
        command, check=False, capture_output=True, text=True, timeout=INSTALL_S, encoding="utf-8"
    )
    if done.returncode:
        last = (done.stderr.strip() or "no message").splitlines()[-1]
        raise subprocess.SubprocessError(last)
