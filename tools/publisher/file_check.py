"""Is a published file still what was published? Size, bytes, and a schema that we can read."""

import math
from contextlib import closing

from shared.db.connection import PartitionConnection
from shared.db.manifest import Partition
from shared.db.schema import SCHEMA_VERSION
from shared.errors import GenerationUnreadable
from shared.settings import Settings
from tools.publisher.seal import content_id

SCHEMA_VERSION_SQL = """
    SELECT value
    FROM partition_info
    WHERE name = 'schema_version'
"""


def bytes_problem(settings: Settings, part: Partition) -> str | None:
    """One sentence; None when the file has the bytes that were published."""
    path = settings.partitions_dir / part.file
    try:
        size = path.stat().st_size
        if size != part.size:
            return f"has {size:,} bytes, {part.size:,} were published"
        found = content_id(path)
    except FileNotFoundError:
        return "is gone"
    except OSError as exc:
        return f"cannot be read: {exc.strerror}"
    if found != part.content_id:
        return f"is not what was published: its bytes give {found}"
    return None


def schema_problem(settings: Settings, part: Partition) -> str | None:
    """One sentence when another release of the hub has built the file."""
    try:
        with closing(PartitionConnection(settings.partitions_dir / part.file)) as db:
            rows = db.rows(SCHEMA_VERSION_SQL, {}, math.inf)
    except GenerationUnreadable as exc:
        return f"cannot be read: {exc}"
    if rows != [(SCHEMA_VERSION,)]:
        return "was built by another release of the hub"
    return None
