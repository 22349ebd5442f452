"""Builds one read-optimised partition from staged rows. All work is SQL, in C."""

import shutil
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import apsw

from shared.db.manifest import PartitionQuality
from shared.db.schema import CREATE_SQL, INDEX_SQL, SCHEMA_VERSION
from shared.source_errors import PublishFailed
from tools.publisher.build_sql import (
    BUILT_COUNTS_SQL,
    CELLS_SQL,
    CUT_SQL,
    INFO_SQL,
    KEPT_ROWS_SQL,
    LAST_SEQ_SQL,
    REASONS_SQL,
    RECORDS_SQL,
    REJECTED_SQL,
    ROLLUP_SQL,
    SOURCE_COUNTS_SQL,
)
from tools.publisher.lots import LotChanges, make_lot_index
from tools.publisher.month_lines import add_month_lines
from tools.publisher.ranges import Range
from tools.publisher.work_file import attach, one_row, open_work_file


@dataclass(frozen=True, slots=True)
class Base:
    """A sealed partition that is right for all days before `from_day`."""

    path: Path
    from_day: str


@dataclass(frozen=True, slots=True)
class Built:
    """A finished file that is not sealed yet."""

    path: Path
    quality: PartitionQuality
    first_day: str | None
    last_day: str | None


def build_partition(staged: Path, target: Path, span: Range, base: Base | None = None) -> Built:
    """A partition of all staged rows in `span`; with a `base`, only its last days are made anew.

    Raises PublishFailed when the result does not hold exactly what was staged.
    """
    target.unlink(missing_ok=True)
    if base is not None:
        shutil.copyfile(base.path, target)
    bounds: dict[str, str | None] = {"begins": span.begins, "ends": span.ends}
    from_day: dict[str, str | None] = {"from_day": base.from_day if base else ""}
    lots: LotChanges | None = None
    with closing(open_work_file(target)) as db:
        attach(db, staged, "staged")
        with db:
            if base is None:
                db.execute(CREATE_SQL)
            else:
                lots = LotChanges(db, one_row(db, KEPT_ROWS_SQL, from_day)[0])
                for statement in CUT_SQL:
                    db.execute(statement, from_day)
            _add_rows(db, bounds | from_day)
            if lots is None:
                db.execute(INDEX_SQL)
                make_lot_index(db)
            else:
                lots.finish()
            built = _verified(db, target, bounds)
            _write_info(db, span, built.quality)
        if base is None:
            # Its statistics stay true enough for a base that gets a few days more.
            db.execute("ANALYZE main")
    return built


def _add_rows(db: apsw.Connection, bounds: dict[str, str | None]) -> None:
    (last_seq,) = one_row(db, LAST_SEQ_SQL)
    db.execute(RECORDS_SQL, bounds)
    db.execute(REJECTED_SQL)
    db.execute(CELLS_SQL, {"last_seq": last_seq})
    for statement in ROLLUP_SQL:
        db.execute(statement)
    add_month_lines(db)


def _verified(db: apsw.Connection, target: Path, bounds: dict[str, str | None]) -> Built:
    rows, visible, total, without = one_row(db, SOURCE_COUNTS_SQL, bounds)
    count, last_seq, built_total, in_cells, in_items, first, last = one_row(db, BUILT_COUNTS_SQL)
    rejected = {str(reason): int(str(n)) for reason, n in db.execute(REASONS_SQL).fetchall()}
    hidden = rows - visible - sum(rejected.values())
    # Equal first: sums of absurd quantities are infinite, and their difference is no number.
    same_sum = total == built_total or abs(total - built_total) <= 1e-9 * max(1.0, abs(total))
    counts = {count, last_seq or 0, in_cells or 0, in_items or 0}
    if counts != {visible} or not same_sum or hidden < 0:
        raise PublishFailed(
            f"{target.name}: {visible} rows and a sum of {total} were staged, "
            f"{count} rows and {built_total} were built"
        )
    quality = PartitionQuality(
        rows=rows, visible=visible, hidden=hidden, rejected=rejected, without_quantity=without
    )
    return Built(target, quality, first, last)


def _write_info(db: apsw.Connection, span: Range, quality: PartitionQuality) -> None:
    info = {
        "schema_version": SCHEMA_VERSION,
        "source": span.name,
        "begins": span.begins,
        "ends": span.ends,
        "rows": quality.visible,
        "hidden": quality.hidden,
        "rejected": sum(quality.rejected.values()),
    }
    db.executemany(INFO_SQL, [{"name": name, "value": value} for name, value in info.items()])
