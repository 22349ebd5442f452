"""Questions about lots read records one by one: few enough, or a refusal that helps."""

from collections.abc import Iterator
from typing import Any

import pytest

from api.assistant.results import ToolRefused
from api.assistant.tools import lot_bounds
from shared.queries import RecordFilter
from shared.repositories.lot_reach import lot_reach
from tests.toolbox_fixtures import Plant, published_plant

ALL = {"date_from": "2024-01-01", "date_to": "2026-12-31"}


@pytest.fixture(scope="module")
def plant(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Plant]:
    with published_plant(tmp_path_factory.mktemp("plant")) as one:
        yield one


@pytest.fixture
def at_most(monkeypatch: pytest.MonkeyPatch, plant: Plant) -> int:
    """Records that may be read: no more than a tenth of those there are."""
    most = len(plant.rows) // 10
    monkeypatch.setattr(lot_bounds, "MOST_RECORDS", most)
    return most


def first_lot(plant: Plant) -> str:
    return next(str(row["lot_number"]) for row in plant.rows if row["lot_number"])


@pytest.mark.parametrize(
    ("args", "told"),
    [
        ({"group_by": "lot"}, "name item_codes, give a lot_prefix, or group by item"),
        ({"lot_prefix": "L"}, "Ask for a shorter period, name item_codes, give more of the"),
        ({"lot_prefix": "L", "group_by": "item"}, "Ask for a shorter period"),
    ],
    ids=["lots", "prefix", "items of a prefix"],
)
def test_what_would_read_too_much_is_refused(
    plant: Plant, at_most: int, args: dict[str, Any], told: str
) -> None:
    with pytest.raises(ToolRefused) as refused:
        plant.run("aggregate", **ALL, **args)
    found = [r for r in plant.rows if (r["lot_number"] or "").startswith("L")]
    reach = len(found if "lot_prefix" in args else plant.rows)
    most = at_most // 2 if args.get("group_by") == "item" else at_most
    assert told in str(refused.value)
    assert f"{reach:,} records would be read, at most {most:,} can be" in str(refused.value)


def test_what_the_refusal_says_is_then_answered(plant: Plant, at_most: int) -> None:
    """The number of days it names is that of the data, not of a period that reaches beyond it."""
    with pytest.raises(ToolRefused, match=r"a period of about (\d+) days") as refused:
        plant.run("aggregate", date_from="0001-01-01", date_to="9999-12-31", group_by="lot")
    days = int(str(refused.value).partition(" days")[0].rpartition(" ")[2])
    assert 20 < days < 110
    month = {"date_from": "2026-03-01", "date_to": "2026-03-31"}
    assert plant.run("aggregate", **month, group_by="lot").row_count > 0
    one = plant.run("aggregate", **ALL, lot_prefix=first_lot(plant))
    assert 1 <= one.facts["batch_count"] <= at_most  # type: ignore[operator]
    assert plant.run("aggregate", **ALL, group_by="item").row_count > 0


@pytest.mark.usefixtures("at_most")
def test_records_of_many_lots_are_shown_but_not_counted(plant: Plant) -> None:
    many = plant.run("records", lot_prefix="L", limit=5)
    assert (len(many.rows), many.row_count, many.truncated, many.facts) == (5, 5, True, {})
    assert many.notes == (
        "Too many records have such a lot to be counted; these are the newest 5.",
    )
    few = plant.run("records", lot_prefix=first_lot(plant), limit=200)
    assert few.facts == {"batch_count": len(few.rows)}


def test_reach_is_what_is_fewer(plant: Plant) -> None:
    rows, lot = plant.rows, first_lot(plant)
    code = rows[0]["item_code"]
    assert lot_reach(plant.generation, RecordFilter()) == len(rows)
    of_item = sum(row["item_code"] == code for row in rows)
    assert lot_reach(plant.generation, RecordFilter(item_code=(code,))) == of_item
    of_lot = sum((row["lot_number"] or "").startswith(lot) for row in rows)
    assert lot_reach(plant.generation, RecordFilter(lot_number=lot)) == of_lot
    both = RecordFilter(item_code=(code,), lot_number=lot)
    assert lot_reach(plant.generation, both) == min(of_item, of_lot)
