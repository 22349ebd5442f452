"""What a result says beside its rows: compared days, notes, charts, the statement that ran."""

import math
from collections.abc import Iterator
from datetime import date

import pytest

from api.assistant.results import Chart
from api.assistant.toolbox import Toolbox
from api.assistant.tools.compare import elapsed_alike
from shared.compared_periods import Days
from shared.db.attached import attached_rows
from tests.toolbox_fixtures import Plant, published_plant

NEWEST = "2026-11-20"
MONTH = {"date_from": "2026-03-01", "date_to": "2026-03-31"}
PERIODS = {
    "from_a": "2026-03-01",
    "to_a": "2026-03-31",
    "from_b": "2026-02-01",
    "to_b": "2026-02-28",
}


@pytest.fixture(scope="module")
def plant(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Plant]:
    with published_plant(tmp_path_factory.mktemp("plant")) as one:
        assert one.generation.manifest.last_day == NEWEST
        yield one


@pytest.mark.parametrize(
    ("a", "b", "compared"),
    [
        # This month against the whole month before.
        (("2026-11-01", "2026-11-30"), ("2026-10-01", "2026-10-31"),
         ("2026-11-01", "2026-11-20", "2026-10-01", "2026-10-20")),
        # It ends with the data, so it runs as well.
        (("2026-11-01", "2026-11-20"), ("2026-10-01", "2026-10-31"),
         ("2026-11-01", "2026-11-20", "2026-10-01", "2026-10-20")),
        (("2025-01-01", "2025-12-31"), ("2026-01-01", "2026-12-31"),
         ("2025-01-01", "2025-11-20", "2026-01-01", "2026-11-20")),
        (("2026-11-16", "2026-11-22"), ("2026-11-09", "2026-11-15"),
         ("2026-11-16", "2026-11-20", "2026-11-09", "2026-11-13")),
        # Two years back: as many days, of which 2024 had one more.
        (("2026-01-01", "2026-12-31"), ("2024-01-01", "2024-12-31"),
         ("2026-01-01", "2026-11-20", "2024-01-01", "2024-11-19")),
    ],
)  # fmt: skip
def test_a_running_period_is_compared_with_the_same_elapsed_days(
    plant: Plant, a: tuple[str, str], b: tuple[str, str], compared: tuple[str, ...]
) -> None:
    table = plant.run("compare", from_a=a[0], to_a=a[1], from_b=b[0], to_b=b[1])
    facts = table.facts
    assert (facts["from_a"], facts["to_a"], facts["from_b"], facts["to_b"]) == compared
    assert "only has data until 2026-11-20, so the same elapsed days" in table.notes[0]


@pytest.mark.parametrize(
    ("a", "b"),
    [
        # Ended before the data does, though shorter.
        (("2026-02-01", "2026-02-28"), ("2026-01-01", "2026-01-31")),
        # Its days so far are no fewer than the other's.
        (("2026-11-01", "2026-11-30"), ("2026-10-01", "2026-10-20")),
    ],
)
def test_other_periods_are_compared_as_they_are(
    plant: Plant, a: tuple[str, str], b: tuple[str, str]
) -> None:
    table = plant.run("compare", from_a=a[0], to_a=a[1], from_b=b[0], to_b=b[1])
    assert (table.facts["from_a"], table.facts["to_a"]) == a
    assert (table.facts["from_b"], table.facts["to_b"]) == b
    assert not any("elapsed" in note for note in table.notes)


def test_notes_tell_what_a_number_does_not_hold(plant: Plant) -> None:
    year = {"date_from": "2026-01-01", "date_to": "2026-12-31"}
    ends = "The data ends on 2026-11-20; these are the numbers until then."
    runs = "The last month (2026-11) only has data until 2026-11-20; it is not complete."
    assert plant.run("aggregate", **year).notes == (ends,)
    assert plant.run("aggregate", **year, group_by="month").notes == (ends, runs)
    assert plant.run("aggregate", **MONTH, group_by="month").notes == ()
    cut = plant.run("aggregate", **year, group_by="month", limit=2)
    assert cut.notes == (ends, "The newest 2 of 11 groups.", runs)
    assert [row[0] for row in cut.rows] == ["2026-10", "2026-11"]
    later = plant.run("aggregate", date_from="2027-01-01", date_to="2027-12-31", group_by="item")
    assert later.notes == ("This period has no data; there is data from 2024-01-02 to 2026-11-20.",)
    assert (later.rows, later.facts["total_production"]) == ([], 0)


def test_titles_and_notes_are_korean_where_the_user_is(plant: Plant) -> None:
    toolbox = Toolbox(plant.generation, plant.settings)
    table = toolbox.run("aggregate", {"date_from": "2026-01-01", "date_to": "2026-12-31"})
    assert table.title == "2026-01-01 ~ 2026-12-31 생산량"
    assert table.notes == ("데이터는 2026-11-20까지이므로 그날까지의 값입니다.",)


def test_charts_name_columns_and_only_where_there_is_something_to_draw(plant: Plant) -> None:
    by_day = plant.run("aggregate", **MONTH, group_by="day")
    assert by_day.chart == Chart("line", "day", ("total_production",))
    ranking = plant.run("aggregate", **MONTH, group_by="item", limit=3)
    assert ranking.chart == Chart("bar", "item_code", ("total_production",))
    assert plant.run("aggregate", **MONTH, group_by="item", limit=1).chart is None
    both = plant.run("compare", **PERIODS, by="item")
    assert both.chart == Chart("bar", "item_code", ("total_a", "total_b"))


@pytest.mark.parametrize("group_by", ["month", "lot"])
def test_the_shown_statement_is_what_ran(plant: Plant, group_by: str) -> None:
    """Each file of a statement is named, and running it again gives the numbers of the rows."""
    table = plant.run("aggregate", **MONTH, group_by=group_by)
    statements = table.sql.removesuffix(";").split(";\n\n-- ")
    files, _, sql = statements[0 if group_by == "month" else -2].removeprefix("-- ").partition("\n")
    path = plant.settings.partitions_dir / files
    found = attached_rows({"part_0": path}, sql, table.params, math.inf)
    if group_by == "month":
        assert f'["2026-03",{table.facts["total_production"]}' in found[0][0]
    else:
        assert [row[0] for row in found] == [row[0] for row in table.rows]


def test_a_year_is_compared_to_the_same_date() -> None:
    """As in `/overview`; a leap year has one day more until then."""
    year, before = (Days(date(y, 1, 1), date(y, 12, 31)) for y in (2025, 2024))
    pair = elapsed_alike(year, before, Days(date(2023, 1, 1), date(2025, 11, 20)))
    assert (pair.a.last, pair.b.last) == (date(2025, 11, 20), date(2024, 11, 20))
