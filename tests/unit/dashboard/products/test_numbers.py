"""Pareto, classes, and items side by side."""

from typing import Any

import pytest

from dashboard.products.charts import lines_chart
from dashboard.products.numbers import abc_class, by_class, shares, side_by_side


def _answer(*quantities: float) -> dict[str, Any]:
    rows = [
        {
            "item_code": f"I{n}",
            "item_name": None,
            "total_production": value,
            "batch_count": 1,
            "avg_batch_size": value,
        }
        for n, value in enumerate(quantities)
    ]
    return {"data": rows, "total": {"total_production": sum(quantities)}}


@pytest.mark.parametrize(
    ("quantities", "classes", "cumulative"),
    [
        ((80, 15, 5), "ABC", [80, 95, 100]),
        ((79, 2, 14, 5), "AABC", [79, 81, 95, 100]),
        ((100,), "A", [100]),
        ((25, 25, 25, 25), "AAAA", [25, 50, 75, 100]),
        ((10,) * 10, "AAAAAAAABB", [10, 20, 30, 40, 50, 60, 70, 80, 90, 100]),
        ((0, 0), "CC", [0, 0]),
        ((5, -5), "CC", [0, 0]),
        ((110, -10), "AC", [110, 100]),
        ((), "", []),
    ],
    ids=["limits", "crossing", "single", "ties", "ten", "zero", "cancelled", "corrected", "none"],
)
def test_classes_and_cumulative_shares(
    quantities: tuple[float, ...], classes: str, cumulative: list[float]
) -> None:
    found = shares(_answer(*quantities))
    assert "".join(item.abc for item in found) == classes
    assert [round(item.cumulative, 9) for item in found] == cumulative
    assert [item.rank for item in found] == list(range(1, len(quantities) + 1))


def test_the_base_is_the_total_of_all_items_not_of_the_rows() -> None:
    answer = {**_answer(50, 25), "total": {"total_production": 100}}
    assert [item.share for item in shares(answer)] == [50, 25]


def test_every_class_is_counted_also_an_empty_one() -> None:
    assert by_class(shares(_answer(60, 30, 10))) == {
        "A": (2, 90, 90.0),
        "B": (1, 10, 10.0),
        "C": (0, 0, 0),
    }


def test_sums_have_no_noise_of_binary_fractions() -> None:
    assert 0.1 + 0.2 != 0.3
    items = shares(_answer(0.2, 0.1))
    assert sum(made for _, made, _ in by_class(items).values()) == 0.3
    # 0.7 + 0.1 is less than 0.8, by which the next item would still be an A.
    assert [item.abc for item in shares(_answer(0.7, 0.1, 0.1, 0.1))] == ["A", "A", "B", "B"]


@pytest.mark.parametrize(
    ("before", "name"), [(0, "A"), (79.9, "A"), (80, "B"), (95, "C"), (100, "C"), (120, "C")]
)
def test_the_item_that_crosses_a_limit_belongs_above_it(before: float, name: str) -> None:
    assert abc_class(before) == name


def _periods(**made: float) -> dict[str, Any]:
    return {"data": [{"m": name, "total_production": value} for name, value in made.items()]}


def test_items_side_by_side_share_their_periods() -> None:
    answers = {"A": _periods(a=10, c=30), "B": _periods(b=5)}
    assert side_by_side(answers, "m", indexed=False) == [
        ["a", 10, None],
        ["b", None, 5],
        ["c", 30, None],
    ]


def test_indexed_lines_begin_at_100() -> None:
    answers = {"A": _periods(a=0, b=8, c=12), "B": _periods(b=1000, c=250)}
    assert side_by_side(answers, "m", indexed=True) == [
        ["a", 0.0, None],
        ["b", 100.0, 100.0],
        ["c", 150.0, 25.0],
    ]
    assert side_by_side({"A": _periods(a=0)}, "m", indexed=True) == [["a", None]]


def test_an_item_may_have_any_name() -> None:
    spec = lines_chart([["a", 1, 2]], ["period", "<b>&"], indexed=False)
    assert [(each["name"], each["encode"]) for each in spec["series"]] == [
        ("period", {"x": 0, "y": 1}),
        ("<b>&", {"x": 0, "y": 2}),
    ]
