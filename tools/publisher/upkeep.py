"""Puts the version in force back on disk when somebody has damaged or deleted a part of it."""

import logging

from shared.db.manifest import Manifest, write_manifest
from shared.errors import GenerationUnreadable
from shared.settings import Settings
from tools.publisher.naming import good_manifest, naming
from tools.publisher.retention import check_files

logger = logging.getLogger(__name__)


def upkeep(settings: Settings, manifest: Manifest) -> Manifest | None:
    """`manifest`, whole on disk; None when a partition is gone and must be built again."""
    try:
        check_files(settings, manifest)
    except GenerationUnreadable as exc:
        logger.warning("partition_lost detail=%s", exc)
        return None
    if good_manifest(settings) is None:
        with naming(settings):
            # A command may have named another version meanwhile.
            if good_manifest(settings) is None:
                write_manifest(settings.manifest_path, manifest)
                logger.warning("manifest_restored version=%s", manifest.version)
    return manifest
