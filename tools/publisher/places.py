"""Folders that belong to the ERP: nothing of ours is ever written there."""

from pathlib import Path

from shared.settings import Settings

WILD = "*?["


def archive_folder(settings: Settings) -> Path:
    """The deepest folder of HUB_ARCHIVE_DBS that is named without wildcards."""
    folder = Path(settings.archive_dbs).parent
    while any(letter in part for part in folder.parts for letter in WILD):
        folder = folder.parent
    return folder


def erp_folders(settings: Settings) -> set[Path]:
    """Every folder in which a source is or may appear."""
    found = {path.parent for path in settings.sources().values()}
    return {folder.resolve() for folder in found | {archive_folder(settings)}}
