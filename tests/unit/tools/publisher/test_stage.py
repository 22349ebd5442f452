"""What is read out of one ERP file, and what is rejected with which reason."""

import sqlite3
from collections import Counter
from contextlib import closing
from datetime import date, datetime
from pathlib import Path
from typing import Any

import apsw
import pytest

from shared.source_errors import (
    SourceColumnsMissing,
    SourceEmpty,
    SourceRejected,
    SourceTableMissing,
    SourceUnreadableRows,
)
from tests.factories import Row, erp_rows, make_source
from tests.hub_fixtures import SNAPSHOT_DAY, plant_settings
from tests.reference import reference_rows
from tools.publisher.stage import Staged, stage


def staged(path: Path, tmp_path: Path, **changes: Any) -> tuple[Staged, list[tuple[Any, ...]]]:
    result = stage(
        plant_settings(tmp_path, **changes), "live", path, tmp_path / "staged.db", SNAPSHOT_DAY
    )
    sql = "SELECT id, moment, lot_number, item_code, item_name, good_quantity, reason FROM staged"
    return result, apsw.Connection(str(result.path)).execute(sql).fetchall()


@pytest.mark.parametrize("seed", range(8))
def test_equals_the_reference(tmp_path: Path, seed: int) -> None:
    source = make_source(tmp_path / "erp.db", erp_rows(2024 + seed % 3, 600, seed, bad_every=9))
    result, rows = staged(source, tmp_path)
    reference = reference_rows({"live": source}, SNAPSHOT_DAY)
    expected = sorted((row["id"], row["production_date"]) for row in reference.rows)
    assert sorted((row[0], row[1]) for row in rows if row[6] is None) == expected
    found = Counter(row[6] for row in rows if row[6] is not None)
    assert dict(found) == reference.counts["live"].rejected
    assert result.rows == 600
    assert result.newest_day == reference.rows[0]["production_date"][:10]


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (Row(1, "2026-01-20", "L", "A", "n", 5), None),
        (Row(1, "2026-01-20", None, "A", None, None), None),
        (Row(1, "2026-01-20", "L", "A", "n", -2.5), None),
        (Row(1, None, "L", "A", "n", 5), "date_missing"),
        (Row(1, " ", "L", "A", "n", 5), "date_missing"),
        (Row(1, "미정", "L", "A", "n", 5), "date_unreadable"),
        (Row(1, "2026-02-30", "L", "A", "n", 5), "date_unreadable"),
        (Row(1, "1999-12-31", "L", "A", "n", 5), "date_out_of_range"),
        (Row(1, "2027-11-24", "L", "A", "n", 5), None),
        (Row(1, "2027-11-25", "L", "A", "n", 5), "date_out_of_range"),
        (Row(1, "2026-01-20", "L", None, "n", 5), "item_missing"),
        (Row(1, "2026-01-20", "L", " \t", "n", 5), "item_missing"),
        (Row(1, "2026-01-20", "L", "A", "n", "측정불가"), "quantity_not_a_number"),
        (Row(1, "2026-01-20", "L", "A", "n", b"\x01"), "quantity_not_a_number"),
        (Row(1, "2026-01-20", "L", "A", "n", float("inf")), "quantity_not_a_number"),
    ],
    ids=str,
)
def test_reason(tmp_path: Path, row: Row, reason: str | None) -> None:
    good = Row(2, "2026-01-01", "L", "A", "n", 1)
    source = make_source(tmp_path / "erp.db", [row, good], constraints=False)
    _, rows = staged(source, tmp_path)
    assert {found[0]: found[6] for found in rows} == {1: reason, 2: None}


def test_another_erps_table(tmp_path: Path) -> None:
    names = {"production_date": "생산일", "good_quantity": "GOOD QTY", "item_code": "item code"}
    source = make_source(
        tmp_path / "erp.db", erp_rows(2026, 50, 1, bad_every=99), columns=names, table="실적 표"
    )
    result, _ = staged(source, tmp_path, source_table="실적 표", source_columns=names)
    assert result.readable == 50


@pytest.mark.parametrize(
    ("options", "rows", "error", "says"),
    [
        ({"table": "other"}, 3, SourceTableMissing, "the file has other"),
        ({"omit": ("item_name",)}, 3, SourceColumnsMissing, "item_name not in"),
        ({}, 0, SourceEmpty, "has no rows"),
    ],
    ids=["table", "columns", "rows"],
)
def test_unusable_files(
    tmp_path: Path, options: dict[str, Any], rows: int, error: type[SourceRejected], says: str
) -> None:
    source = make_source(tmp_path / "erp.db", erp_rows(2026, rows, 1), **options)
    with pytest.raises(error, match=says):
        staged(source, tmp_path)


def test_no_readable_row(tmp_path: Path) -> None:
    source = make_source(tmp_path / "erp.db", [Row(1, "later", "L", "A", "n", 5)])
    with pytest.raises(SourceUnreadableRows, match="none of 1 rows"):
        staged(source, tmp_path)


def test_the_snapshot_day_decides_what_is_too_far(tmp_path: Path) -> None:
    rows = [Row(1, "2026-01-20", None, "A", None, 5), Row(2, "2027-06-01", None, "A", None, 5)]
    source = make_source(tmp_path / "erp.db", rows)
    early = stage(
        plant_settings(tmp_path), "live", source, tmp_path / "staged.db", date(2026, 1, 1)
    )
    assert (early.readable, early.newest_day) == (1, "2026-01-20")


@pytest.mark.parametrize(
    ("lot", "code", "name"),
    [
        (b"\xff\xfe", b"A", b"n"),
        (b"L", b"\xb0\xa1", b"n"),
        (b"L", b"A", b"\xb0\xa1\xb0\xa1"),
        (b"L\0x", b"A", b"n"),
        (b"L", b"A\0", b"n"),
        (b"L", b"A", b"\xed\xa0\x80"),
    ],
    ids=["lot", "code", "name", "lot with NUL", "code with NUL", "lone surrogate"],
)
def test_text_that_no_json_can_hold_is_rejected(
    tmp_path: Path, lot: bytes, code: bytes, name: bytes
) -> None:
    """An ERP that writes CP949 bytes into a text column, for example."""
    good = Row(1, "2026-01-20", "로트", "한글 A", "부품", 1)
    source = make_source(tmp_path / "erp.db", [good])
    with closing(sqlite3.connect(source)) as db, db:
        db.execute(
            "INSERT INTO production_records VALUES (2, '2026-01-21', CAST(? AS TEXT),"
            " CAST(? AS TEXT), CAST(? AS TEXT), 5)",
            (lot, code, name),
        )
    result = stage(plant_settings(tmp_path), "live", source, tmp_path / "staged.db", SNAPSHOT_DAY)
    reasons = apsw.Connection(str(result.path)).execute("SELECT id, reason FROM staged").fetchall()
    assert reasons == [(1, None), (2, "text_unreadable")]
    assert (result.rows, result.readable, result.newest_day) == (2, 1, "2026-01-20")


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (46_035, "2026-01-13 00:00:00"),
        (46_035.59027777778, "2026-01-13 14:10:00"),
        (36_526, "2000-01-01 00:00:00"),
        (20_260_113, "2026-01-13 00:00:00"),
        (1_768_313_400, datetime.fromtimestamp(1_768_313_400).isoformat(" ")),
        (20_261_341, None),
        (0, None),
        (36_525, None),
        (99_999_999_999, None),
    ],
    ids=str,
)
def test_numbers_as_dates(tmp_path: Path, value: float, expected: str | None) -> None:
    source = tmp_path / "erp.db"
    with closing(sqlite3.connect(source)) as db, db:
        db.execute(
            "CREATE TABLE production_records(id INTEGER PRIMARY KEY, production_date REAL,"
            " lot_number TEXT, item_code TEXT, item_name TEXT, good_quantity REAL)"
        )
        sql = "INSERT INTO production_records VALUES (?, ?, 'L', 'A', 'n', 1)"
        db.executemany(sql, [(1, value), (2, 46_000)])
    _, rows = staged(source, tmp_path)
    assert rows[0][1] == expected
    assert rows[0][6] == (None if expected else "date_unreadable")


def test_an_id_that_may_repeat_is_replaced_by_the_rows_own_number(tmp_path: Path) -> None:
    source = tmp_path / "erp.db"
    with closing(sqlite3.connect(source)) as db, db:
        db.execute(
            "CREATE TABLE production_records(id TEXT, production_date TEXT,"
            " lot_number TEXT, item_code TEXT, item_name TEXT, good_quantity REAL)"
        )
        sql = "INSERT INTO production_records VALUES ('same', '2026-01-20', 'L', 'A', 'n', 1)"
        for _ in range(3):
            db.execute(sql)
    _, rows = staged(source, tmp_path)
    assert [row[0] for row in rows] == [1, 2, 3]
