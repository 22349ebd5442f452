"""What stands in a folder with backups, for tests of export-backup."""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import orjson


def content(path: Path) -> tuple[list[Any], list[Any]]:
    """Schema and rows, as the ERP would see them."""
    with closing(sqlite3.connect(path)) as db:
        schema = db.execute("SELECT type, name, sql FROM sqlite_schema ORDER BY name").fetchall()
        return schema, db.execute("SELECT rowid, * FROM production_records").fetchall()


def copies(folder: Path, source: str = "") -> list[str]:
    return sorted(path.name for path in folder.glob(f"{source}*.db"))


def index(folder: Path) -> list[dict[str, Any]]:
    entries = orjson.loads((folder / "backups.json").read_bytes())
    assert isinstance(entries, list)
    return entries
