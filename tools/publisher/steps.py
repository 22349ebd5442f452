"""Names of the moments of a publish, in order. Tests end the process at each of them."""

import logging

logger = logging.getLogger(__name__)

SNAPSHOT_TAKEN = "snapshot_taken"
STAGED = "staged"
BUILT = "built"
SEALED = "sealed"
HISTORY_WRITTEN = "history_written"
MANIFEST_WRITTEN = "manifest_written"
OLD_FILES_DROPPED = "old_files_dropped"
ALL = (
    SNAPSHOT_TAKEN,
    STAGED,
    BUILT,
    SEALED,
    HISTORY_WRITTEN,
    MANIFEST_WRITTEN,
    OLD_FILES_DROPPED,
)


def reached(step: str) -> None:
    """Called as `steps.reached`, so that a test can put something else in its place."""
    logger.debug("step=%s", step)
