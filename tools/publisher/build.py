"""Builds one read-optimised partition from staged rows. All work is SQL, in C."""

from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import apsw

from shared.db.manifest import PartitionQuality
from shared.db.schema import CREATE_SQL, INDEX_SQL, SCHEMA_VERSION
from shared.source_errors import PublishFailed
from tools.publisher.ranges import Range
from tools.publisher.work_file import attach, one_row, open_work_file

IN_RANGE = """
    reason IS NULL
    AND (:begins IS NULL OR substr(moment, 1, 10) >= :begins)
    AND (:ends IS NULL OR substr(moment, 1, 10) <= :ends)
"""

RECORDS_SQL = f"""
    INSERT INTO records(id, production_date, lot_number, item_code, item_name, good_quantity)
    SELECT id, moment, CAST(lot_number AS TEXT), CAST(item_code AS TEXT),
        CAST(item_name AS TEXT), good_quantity
    FROM staged.staged
    WHERE {IN_RANGE}
    ORDER BY moment, id
"""

REJECTED_SQL = """
    INSERT INTO rejected_records
    SELECT id, production_date, lot_number, item_code, item_name, good_quantity, reason
    FROM staged.staged
    WHERE reason IS NOT NULL
    ORDER BY id
"""

# TOTAL, not SUM: a sum of integers that overflows would be an error, and one absurd quantity
# must not stop a publish.
CELLS_SQL = """
    CREATE TEMP TABLE cells AS
    SELECT substr(production_date, 1, 10) AS day, item_code, item_name,
        TOTAL(good_quantity) AS good_quantity,
        COUNT(*) AS record_count,
        COUNT(good_quantity) AS quantity_count,
        MIN(good_quantity) AS min_quantity,
        MAX(good_quantity) AS max_quantity,
        MIN(seq) AS first_seq,
        MAX(seq) AS last_seq
    FROM records
    GROUP BY 1, 2, 3
"""

_SUMS = """
    TOTAL(good_quantity), SUM(record_count), SUM(quantity_count),
    MIN(min_quantity), MAX(max_quantity)
"""

ROLLUP_SQL = (
    f"""
    INSERT INTO days
    SELECT day, MIN(first_seq), MAX(last_seq), {_SUMS}
    FROM cells
    GROUP BY day
    """,
    f"""
    INSERT INTO daily_items
    SELECT day, item_code, {_SUMS}
    FROM cells
    GROUP BY day, item_code
    """,
    f"""
    INSERT INTO monthly_items
    SELECT substr(day, 1, 7), item_code, {_SUMS}
    FROM daily_items
    GROUP BY 1, 2
    """,
    # With MAX alone in the list, SQLite takes item_name from the row that has the maximum
    # (sqlite.org/lang_select.html, bare columns).
    """
    INSERT INTO items
    SELECT item_code, newest.item_name, first_day, last_day, good_quantity, record_count
    FROM (
        SELECT item_code, MIN(day) AS first_day, MAX(day) AS last_day,
            TOTAL(good_quantity) AS good_quantity, SUM(record_count) AS record_count
        FROM cells
        GROUP BY item_code
    )
    LEFT JOIN (
        SELECT item_code, item_name, MAX(last_seq)
        FROM cells
        WHERE item_name <> ''
        GROUP BY item_code
    ) AS newest USING (item_code)
    ORDER BY item_code
    """,
    """
    INSERT INTO item_names
    SELECT item_code, item_name, SUM(record_count)
    FROM cells
    GROUP BY 1, 2
    """,
)

SOURCE_COUNTS_SQL = f"""
    SELECT COUNT(*), COUNT(*) FILTER (WHERE {IN_RANGE}),
        TOTAL(good_quantity) FILTER (WHERE {IN_RANGE}),
        COUNT(*) FILTER (WHERE {IN_RANGE} AND good_quantity IS NULL)
    FROM staged.staged
"""

BUILT_COUNTS_SQL = """
    SELECT COUNT(*), MAX(seq), (SELECT TOTAL(good_quantity) FROM days),
        (SELECT SUM(record_count) FROM daily_items), (SELECT SUM(record_count) FROM items),
        (SELECT MIN(day) FROM days), (SELECT MAX(day) FROM days)
    FROM records
"""

REASONS_SQL = """
    SELECT reason, COUNT(*)
    FROM rejected_records
    GROUP BY reason
"""

INFO_SQL = """
    INSERT INTO partition_info
    VALUES (:name, :value)
"""


@dataclass(frozen=True, slots=True)
class Built:
    """A finished file that is not sealed yet."""

    path: Path
    quality: PartitionQuality
    first_day: str | None
    last_day: str | None


def build_partition(staged: Path, target: Path, span: Range) -> Built:
    """Raises PublishFailed when the result does not hold exactly what was staged."""
    target.unlink(missing_ok=True)
    bounds = {"begins": span.begins, "ends": span.ends}
    try:
        with closing(open_work_file(target)) as db:
            attach(db, staged, "staged")
            with db:
                db.execute(CREATE_SQL)
                db.execute(RECORDS_SQL, bounds)
                db.execute(REJECTED_SQL)
                db.execute(CELLS_SQL)
                for statement in ROLLUP_SQL:
                    db.execute(statement)
                db.execute(INDEX_SQL)
                built = _verified(db, target, bounds)
                _write_info(db, span, built.quality)
            db.execute("ANALYZE main")
    except apsw.Error as exc:
        raise PublishFailed(f"building {span.name}: {exc}") from exc
    return built


def _verified(db: apsw.Connection, target: Path, bounds: dict[str, str | None]) -> Built:
    rows, visible, total, without = one_row(db, SOURCE_COUNTS_SQL, bounds)
    count, last_seq, built_total, in_cells, in_items, first, last = one_row(db, BUILT_COUNTS_SQL)
    rejected = {str(reason): int(str(n)) for reason, n in db.execute(REASONS_SQL).fetchall()}
    hidden = rows - visible - sum(rejected.values())
    same_sum = abs(total - built_total) <= 1e-9 * max(1.0, abs(total))
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
