"""The sample is repeatable, complete in number and as odd as the real ERP's files."""

import re
import sqlite3
from collections import defaultdict
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from tests.reference import Reference, reference_rows
from tools.sample_data.__main__ import main
from tools.sample_data.rhythm import is_closed, spread
from tools.sample_data.writer import SampleFiles, write_sample

UNTIL = date(2026, 11, 23)
ROWS = 20_000
COUNT_SQL = "SELECT count(*), min(id), max(id) FROM production_records"


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> SampleFiles:
    return write_sample(tmp_path_factory.mktemp("erp"), rows=ROWS, seed=7, until=UNTIL)


@pytest.fixture(scope="module")
def reference(sample: SampleFiles) -> Reference:
    sources = {"live": sample.live, **{path.stem: path for path in sample.archives}}
    return reference_rows(sources, UNTIL)


def read(path: Path, sql: str) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(sql).fetchall()


def column(sample: SampleFiles, name: str) -> Iterator[Any]:
    for path in (*sample.archives, sample.live):
        yield from (row[0] for row in read(path, f"SELECT {name} FROM production_records"))


def test_same_arguments_give_the_same_bytes(sample: SampleFiles, tmp_path: Path) -> None:
    again = write_sample(tmp_path, rows=ROWS, seed=7, until=UNTIL)
    for path, other in zip(sample.rows, again.rows, strict=True):
        assert path.read_bytes() == other.read_bytes(), path.name


def test_another_seed_gives_another_plant(sample: SampleFiles, tmp_path: Path) -> None:
    other = write_sample(tmp_path, rows=ROWS, seed=8, until=UNTIL)
    assert other.live.read_bytes() != sample.live.read_bytes()


def test_files_and_rows_are_exactly_those_asked_for(sample: SampleFiles) -> None:
    assert sample.live.name == "production_analysis.db"
    assert [path.name for path in sample.archives] == ["archive_2024.db", "archive_2025.db"]
    assert sorted(p.name for p in sample.live.parent.iterdir()) == sorted(
        p.name for p in sample.rows
    )
    assert sum(sample.rows.values()) == ROWS
    for path, rows in sample.rows.items():
        assert read(path, COUNT_SQL) == [(rows, 1, rows)]


@pytest.mark.parametrize("rows", [100, 101, 1_234])
@pytest.mark.parametrize("years", [1, 2, 4])
def test_small_samples_have_exactly_their_rows_too(tmp_path: Path, rows: int, years: int) -> None:
    made = write_sample(tmp_path, rows=rows, seed=3, until=date(2026, 3, 31), years=years)
    assert sum(read(path, COUNT_SQL)[0][0] for path in made.rows) == rows
    assert len(made.archives) == years - 1


@pytest.mark.parametrize(
    "pattern",
    [
        r"\d{4}-\d\d-\d\d 오전 12:00:00",
        r"\d{4}-\d\d-\d\d 오후 0\d:\d\d:\d\d",
        r"\d{4}-\d\d-\d\d 오후 [1-9]:\d\d:\d\d",
        r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d",
        r"\d{4}-\d\d-\d\d",
        r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d",
        r"\d{4}-\d\d-\d\d AM \d\d:\d\d:\d\d",
        r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d PM",
        "미정",
        r"\d{4}-13-45",
        r"22\d\d-\d\d-\d\d.*",
    ],
)
def test_every_date_text_appears(sample: SampleFiles, pattern: str) -> None:
    assert any(re.fullmatch(pattern, text) for text in column(sample, "production_date"))


def test_most_dates_are_the_korean_ones(sample: SampleFiles) -> None:
    korean = [bool(re.search("오전|오후", text)) for text in column(sample, "production_date")]
    assert sum(korean) / len(korean) > 0.7


def test_lots_items_and_names_are_as_odd_as_the_real_ones(sample: SampleFiles) -> None:
    lots = set(column(sample, "lot_number"))
    for pattern in (r"LT\d{7}", r"LT\d{6}-\d{3}", r"LOT\d{8}-\d{3}"):
        assert any(re.fullmatch(pattern, lot or "") for lot in lots), pattern
    assert None in lots
    codes = set(column(sample, "item_code"))
    prefixes = {code.rstrip("0123456789") for code in codes}
    assert prefixes == {"AS", "AC", "AW", "BW", "B", ""}
    assert {"BW0021", "B0061"} <= codes
    assert None in set(column(sample, "item_name"))
    quantities = set(column(sample, "good_quantity"))
    assert {0.0, "측정불가"} <= quantities
    assert any(isinstance(q, float) and not q.is_integer() for q in quantities)


def test_items_are_renamed_discontinued_and_new(reference: Reference) -> None:
    names, files = defaultdict(set), defaultdict(set)
    for row in reference.rows:
        names[row["item_code"]].add(row["item_name"])
        files[row["item_code"]].add(row["source"])
    assert len(names["B0061"] - {None}) == 2
    assert any("live" not in found for found in files.values())
    assert any(found == {"live"} for found in files.values())


def test_every_file_has_rows_for_each_reason_to_reject(reference: Reference) -> None:
    reasons = {
        "date_unreadable",
        "date_out_of_range",
        "item_missing",
        "quantity_not_a_number",
    }
    for counts in reference.counts.values():
        assert set(counts.rejected) == reasons
        assert sum(counts.rejected.values()) == 5


def test_december_stays_behind_in_the_live_file(sample: SampleFiles, reference: Reference) -> None:
    shown = ", ".join(("production_date", "lot_number", "item_code", "item_name", "good_quantity"))
    live = read(sample.live, f"SELECT {shown} FROM production_records ORDER BY id")
    archive = read(sample.archives[-1], f"SELECT {shown} FROM production_records ORDER BY id")
    left = reference.counts["live"].hidden
    assert 0 < left < len(live) * 0.05
    assert live[:left] == archive[-left:]
    assert all(row[0].startswith("2025-12-") for row in live[:left])
    assert reference.owned["live"][0] == date(2026, 1, 1)


def test_rows_are_inserted_nearly_in_date_order(sample: SampleFiles) -> None:
    days = [text[:10] for text in column(sample, "production_date") if text.startswith("2026")]
    steps = [later < earlier for earlier, later in pairwise(days)]
    assert 0 < sum(steps) < len(steps) * 0.02


def test_days_look_like_a_plants(reference: Reference) -> None:
    sums: dict[date, float] = defaultdict(float)
    for row in reference.rows:
        sums[date.fromisoformat(row["production_date"][:10])] += row["good_quantity"]
    assert not [day for day in sums if is_closed(day)]
    by_weekday = [
        sum(good for day, good in sums.items() if day.weekday() == weekday) for weekday in range(7)
    ]
    assert 0.2 < by_weekday[5] / by_weekday[2] < 0.5
    assert by_weekday[6] / by_weekday[2] < 0.05
    assert max(sums) == UNTIL


@pytest.mark.parametrize("total", [0, 1, 7, 1_000_003])
def test_spread_adds_up(total: int) -> None:
    assert sum(spread(total, [0.3, 0.0, 1.7, 0.11])) == total


def test_existing_files_are_kept_without_force(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    command = ["--out", str(tmp_path), "--rows", "300", "--until", "2026-11-23"]
    assert main(command) == 0
    assert "archive_2025.db" in capsys.readouterr().out
    (tmp_path / "archive_2025.db").write_bytes(b"ours")
    assert main([*command]) == 1
    assert "--force" in capsys.readouterr().err
    assert (tmp_path / "archive_2025.db").read_bytes() == b"ours"
    assert main([*command, "--force"]) == 0
    assert (tmp_path / "archive_2025.db").read_bytes().startswith(b"SQLite format 3")


def test_a_closed_plant_is_a_plain_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    command = ["--out", str(tmp_path), "--until", "2026-01-01", "--years", "1"]
    assert main(command) == 1
    assert "closed from 2026-01-01" in capsys.readouterr().err
