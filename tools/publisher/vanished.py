"""A published source whose file is gone: was it moved into another file, or is it missing?

It is dropped only when the other files show at least as many rows for its days. Otherwise the
last good partition stays and the absence is reported: a share that is offline for an hour must
not take a year out of every total.
"""

import logging
from collections.abc import Mapping
from contextlib import closing
from datetime import date
from pathlib import Path

import apsw

from tools.publisher.ranges import Range, partition_ranges
from tools.publisher.sources import Source, SourceReader
from tools.publisher.work_file import one_row

logger = logging.getLogger(__name__)

ROWS_OF_DAYS_SQL = """
    SELECT COUNT(*)
    FROM staged
    WHERE reason IS NULL AND substr(moment, 1, 10) BETWEEN :first AND :last
"""


def without_moved(
    sources: list[Source],
    paths: Mapping[str, Path],
    reader: SourceReader,
    cutoff: date | None,
) -> list[Source]:
    """The sources without those whose rows other files show now. Raises a SourceRejected.

    `paths` are of the files that can be read.
    """
    lost = [source for source in sources if source.name not in paths]
    there = [source for source in sources if source.name in paths]
    for gone in lost:
        there = _staged_where_rows_are_hidden(there, gone, paths, reader)
        if _rows_elsewhere(there, gone, cutoff) >= _visible(gone):
            logger.info("source_moved name=%s", gone.name)
        else:
            there.append(gone)
    return there


def _staged_where_rows_are_hidden(
    sources: list[Source], gone: Source, paths: Mapping[str, Path], reader: SourceReader
) -> list[Source]:
    """A kept partition does not hold its hidden rows: read its source again to count them."""
    return [
        reader.read_again(source.name, paths[source.name], source.kept)
        if source.kept is not None
        and source.name in paths
        and source.kept.quality.hidden
        and source.snapshot is None
        and _visible(gone)
        else source
        for source in sources
    ]


def _rows_elsewhere(sources: list[Source], gone: Source, cutoff: date | None) -> int:
    newest = {source.name: source.newest_day for source in sources}
    spans = {span.name: span for span in partition_ranges(newest, cutoff)}
    return sum(_rows_in(source, spans[source.name], gone) for source in sources)


def _rows_in(source: Source, span: Range, gone: Source) -> int:
    """Rows that `source` would show for the days of `gone`."""
    assert gone.kept is not None
    first = max(span.begins or "", gone.kept.first_day or "")
    last = min(span.ends or "9999", gone.kept.last_day or "")
    if source.staged is None or first > last:
        return 0
    with closing(apsw.Connection(str(source.staged.path))) as db:
        (rows,) = one_row(db, ROWS_OF_DAYS_SQL, {"first": first, "last": last})
    return int(rows)


def _visible(source: Source) -> int:
    return source.kept.quality.visible if source.kept else 0
