"""The reference itself, on cases written by hand."""

from datetime import date, datetime
from pathlib import Path

import pytest

from tests.factories import DATE_FORMATS, Row, erp_rows, make_plant, make_source
from tests.reference import normal_date, reference_rows

TODAY = date(2026, 11, 23)


def row(
    number: int, day: str, *, item: str | None = "BW0021", good: float | str | bytes | None = 5.0
) -> Row:
    return Row(number, day, None, item, None, good)


@pytest.mark.parametrize(
    ("text", "normal"),
    [
        ("2026-01-13 오전 12:00:00", "2026-01-13 00:00:00"),
        ("2026-01-13 오전 1:05:09", "2026-01-13 01:05:09"),
        ("2026-01-13 오후 12:05:00", "2026-01-13 12:05:00"),
        ("2026-01-13 오후 09:49:00", "2026-01-13 21:49:00"),
        ("2026-01-13 AM 09:05:00", "2026-01-13 09:05:00"),
        ("2026-01-13 09:05:00 PM", "2026-01-13 21:05:00"),
        ("2026-01-13 9:05 pm", "2026-01-13 21:05:00"),
        ("2026-01-13 오전 00:10:00", "2026-01-13 00:10:00"),
        ("2026-01-13 오후 14:30:00", "2026-01-13 14:30:00"),
        ("2026-01-20 14:30:00", "2026-01-20 14:30:00"),
        ("2026-01-20 14:30", "2026-01-20 14:30:00"),
        ("2026-01-20 14:30:59.999", "2026-01-20 14:30:59"),
        ("2026-01-20T14:30:00", "2026-01-20 14:30:00"),
        ("2026-01-20", "2026-01-20 00:00:00"),
        ("  2026-1-2 3:04:05 ", "2026-01-02 03:04:05"),
        ("2024-02-29", "2024-02-29 00:00:00"),
    ],
)
def test_documented_dates_become_iso(text: str, normal: str) -> None:
    assert normal_date(text) == normal


@pytest.mark.parametrize(
    "text",
    [
        "미정",
        "2026-13-45",
        "2026-02-29",
        "2026-01-13 24:00:00",
        "2026-01-13 오전 13:00:00",
        "2026-01-13 오후 00:10:00",
        "2026-01-13 오후 24:10:00",
        "2026-01-13 오전 09:00:00 AM",
        "2026-01-13 10:61:00",
        "2026-01-13 오전",
        "2026-01-13 10:00:00+09:00",
        "26-01-13",
        "2026-01-13\n미정",
    ],
)
def test_other_dates_are_unreadable(text: str) -> None:
    assert normal_date(text) is None


@pytest.mark.parametrize("name", DATE_FORMATS)
@pytest.mark.parametrize("hour", [0, 1, 11, 12, 13, 23])
def test_every_factory_format_is_read_back(name: str, hour: int) -> None:
    moment = datetime(2026, 3, 4, hour, 5, 0)
    day_only = name == "day"
    assert normal_date(DATE_FORMATS[name](moment)) == (
        "2026-03-04 00:00:00" if day_only else moment.isoformat(sep=" ")
    )


@pytest.mark.parametrize(
    ("bad", "reason"),
    [
        (row(1, ""), "date_missing"),
        (Row(1, None, None, "B0061", None, 1.0), "date_missing"),
        (Row(1, b"2026-01-01", None, "B0061", None, 1.0), "date_unreadable"),
        (row(1, "미정", item="", good="x"), "date_unreadable"),
        (row(1, "1999-12-31"), "date_out_of_range"),
        (row(1, "2027-11-25"), "date_out_of_range"),
        (row(1, "2026-01-01", item=None, good="x"), "item_missing"),
        (row(1, "2026-01-01", item="  "), "item_missing"),
        (row(1, "2026-01-01", good="측정불가"), "quantity_not_a_number"),
        (row(1, "2026-01-01", good=b"5"), "quantity_not_a_number"),
        (row(1, "2026-01-01", good=float("-inf")), "quantity_not_a_number"),
    ],
)
def test_a_bad_row_is_rejected_with_its_reason(tmp_path: Path, bad: Row, reason: str) -> None:
    good = row(2, "2026-01-01")
    path = make_source(tmp_path / "live.db", [bad, good], constraints=False)
    found = reference_rows({"live": path}, TODAY)
    assert found.rejected == ({"source": "live", "id": 1, "reason": reason},)
    assert [r["id"] for r in found.rows] == [2]
    assert found.counts["live"].rejected == {reason: 1}


def test_numbers_in_text_null_and_the_last_allowed_day_are_accepted(tmp_path: Path) -> None:
    rows = [row(1, "2027-11-24"), row(2, "2000-01-01", good="12"), row(3, "2026-01-01", good=None)]
    found = reference_rows({"live": make_source(tmp_path / "live.db", rows)}, TODAY)
    assert [(r["id"], r["good_quantity"]) for r in found.rows] == [(1, 5.0), (3, None), (2, 12.0)]


def test_partitions_begin_after_the_next_older_one(tmp_path: Path) -> None:
    live = [row(1, "2025-12-30"), row(2, "2025-12-31"), row(3, "2026-01-02"), row(4, "2206-01-01")]
    newer = [row(1, "2024-12-31 10:00:00"), row(2, "2025-01-01"), row(3, "2025-12-30")]
    older = [row(1, "2024-12-31 23:00:00"), row(2, "2024-12-31 9:00")]
    sources = {
        "live": make_source(tmp_path / "live.db", live),
        "archive_2025": make_source(tmp_path / "archive_2025.db", newer),
        "archive_2024": make_source(tmp_path / "archive_2024.db", older),
    }
    found = reference_rows(sources, TODAY)
    assert [(r["source"], r["id"]) for r in found.rows] == [
        ("live", 3),
        ("live", 2),
        ("archive_2025", 3),
        ("archive_2025", 2),
        ("archive_2024", 1),
        ("archive_2024", 2),
    ]
    live_counts, newer_counts = found.counts["live"], found.counts["archive_2025"]
    assert (live_counts.visible, live_counts.hidden, live_counts.rows) == (2, 1, 4)
    assert (newer_counts.visible, newer_counts.hidden, newer_counts.rows) == (2, 1, 3)


def test_a_cutoff_gives_the_live_file_its_first_day(tmp_path: Path) -> None:
    live = [row(1, "2025-12-30"), row(2, "2025-12-31"), row(3, "2026-01-02")]
    archive = [row(1, "2025-12-29"), row(2, "2025-12-30"), row(3, "2025-12-31")]
    sources = {
        "live": make_source(tmp_path / "live.db", live),
        "archive_2025": make_source(tmp_path / "archive_2025.db", archive),
    }
    found = reference_rows(sources, TODAY, date(2025, 12, 31))
    shown = [(r["source"], r["id"]) for r in found.rows]
    assert shown == [("live", 3), ("live", 2), ("archive_2025", 2), ("archive_2025", 1)]
    assert found.owned["live"] == (date(2025, 12, 31), None)


def test_the_live_file_is_the_newest_of_equals(tmp_path: Path) -> None:
    sources = {
        name: make_source(tmp_path / f"{name}.db", [row(1, "2025-12-31"), row(2, "2025-12-30")])
        for name in ("live", "archive_b", "archive_a")
    }
    found = reference_rows(sources, TODAY)
    assert list(found.owned) == ["archive_a", "archive_b", "live"]
    assert {r["source"] for r in found.rows} == {"archive_a"}


def test_same_moment_shows_the_higher_id_first(tmp_path: Path) -> None:
    rows = [row(1, "2026-01-01 오후 1:00:00"), row(2, "2026-01-01"), row(3, "2026-01-01 13:00:00")]
    found = reference_rows({"live": make_source(tmp_path / "live.db", rows)}, TODAY)
    assert [r["id"] for r in found.rows] == [3, 1, 2]


def test_other_table_and_column_names(tmp_path: Path) -> None:
    names = {"production_date": "생산일", "good_quantity": "qty"}
    path = make_source(tmp_path / "live.db", [row(7, "2026-01-01")], columns=names, table="실적")
    found = reference_rows({"live": path}, TODAY, table="실적", columns=names)
    assert found.rows == (
        {
            "source": "live",
            "id": 7,
            "production_date": "2026-01-01 00:00:00",
            "lot_number": None,
            "item_code": "BW0021",
            "item_name": None,
            "good_quantity": 5.0,
        },
    )


def test_same_seed_gives_the_same_rows_and_every_quirk(tmp_path: Path) -> None:
    assert erp_rows(2025, 600, 1) == erp_rows(2025, 600, 1)
    assert erp_rows(2025, 600, 1) != erp_rows(2025, 600, 2)
    found = reference_rows(make_plant(tmp_path, count=600), TODAY)
    for name, counts in found.counts.items():
        assert counts.rows == counts.visible + counts.hidden + sum(counts.rejected.values())
        assert len(counts.rejected) == 5, name
    assert found.counts["live"].hidden > 10
    assert {r["item_name"] is None for r in found.rows} == {True, False}
    assert {r["lot_number"] is None for r in found.rows} == {True, False}
    quantities = {r["good_quantity"] for r in found.rows}
    assert {None, 0.0, 12.5} <= quantities
    moments = [r["production_date"] for r in found.rows if r["source"] == "live"]
    assert len(set(moments)) < len(moments)
