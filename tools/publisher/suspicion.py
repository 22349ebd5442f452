"""Is a version that could be published believable, compared with the last good one?

A refill seen midway is a valid database with too few rows. What stays that way over
`shrink_grace_s` is accepted: then it is meant.
"""

from datetime import date

from shared.db.manifest import Manifest
from shared.settings import Settings
from shared.source_errors import SourceShrunk, SourceSuspicious, SourceWentBack

MAX_DAYS_BACK = 31


def suspicion(
    settings: Settings, current: Manifest | None, new: Manifest
) -> SourceSuspicious | None:
    """What the smallest changed source loses counts only as far as no other source shows it.

    So a year that moves from the live file to a new archive is no shrink.
    """
    if current is None:
        return None
    lost = current.rows - new.rows
    if lost > _least_of_changed(current, new) * (1 - settings.min_rows_ratio):
        return SourceShrunk(f"{new.rows:,} rows instead of {current.rows:,}")
    if current.last_day is None or new.last_day is None:
        return None
    back = date.fromisoformat(current.last_day) - date.fromisoformat(new.last_day)
    if back.days > MAX_DAYS_BACK:
        return SourceWentBack(f"the newest day would be {new.last_day}, it was {current.last_day}")
    return None


def _least_of_changed(current: Manifest, new: Manifest) -> int:
    """Rows of the smallest partition that changes: half of a small live file is a lot for it."""
    files = {part.name: part.file for part in new.partitions}
    changed = [
        part.quality.visible
        for part in current.partitions
        if part.quality.visible and files.get(part.name) != part.file
    ]
    return min(changed, default=current.rows)
