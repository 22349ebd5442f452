"""The file of targets: what it may hold, and that a wrong one is named by its place."""

from datetime import date
from pathlib import Path

import pytest

from shared.errors import InvalidTargets
from shared.targets import read_targets

DAY = date(2026, 11, 20)
CSV = """item_code,period,quantity
,day,"900,000"
*,2026-11-20,500000
BW0021,month,20000
BW0021,2026-11,25000.5
"""
TOML = """
[[target]]
period = "day"
quantity = 900000

[[target]]
item_code = "BW0021"
period = "2026-11"
quantity = 25000.5
"""


def _written(folder: Path, name: str, text: str, encoding: str = "utf-8") -> Path:
    path = folder / name
    path.write_text(text, encoding=encoding)
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_the_particular_target_wins_over_the_general_one(tmp_path: Path, encoding: str) -> None:
    found = read_targets(_written(tmp_path, "목표 #1.csv", CSV, encoding))
    assert (found.of_day(DAY), found.of_day(date(2026, 11, 19))) == (500_000, 900_000)
    assert found.of_month(DAY) is None
    assert found.of_month(DAY, "BW0021") == 25_000.5
    assert found.of_month(date(2026, 10, 1), "BW0021") == 20_000
    assert found.of_day(DAY, "BW0021") is None


def test_toml_says_the_same(tmp_path: Path) -> None:
    found = read_targets(_written(tmp_path, "targets.toml", TOML))
    assert (found.of_day(DAY), found.of_month(DAY, "BW0021")) == (900_000, 25_000.5)


@pytest.mark.parametrize(
    ("name", "text", "wanted"),
    [
        ("a.csv", "item,period,quantity\n", "line 1: the columns are item_code, period, quantity"),
        ("a.csv", "item_code,period,quantity\n,week,5\n", "line 2: period is 'week'"),
        ("a.csv", "item_code,period,quantity\n,2026-13,5\n", "line 2: period is '2026-13'"),
        ("a.csv", "item_code,period,quantity\n,2026-02-30,5\n", "line 2: period is '2026-02-30'"),
        ("a.csv", "item_code,period,quantity\n,day,much\n", "line 2: quantity is 'much'"),
        ("a.csv", "item_code,period,quantity\n,day,\n", "line 2: quantity is ''"),
        ("a.csv", "item_code,period,quantity\n,day,0\n", "line 2: quantity is '0'"),
        ("a.csv", "item_code,period,quantity\n,day,nan\n", "line 2: quantity is 'nan'"),
        (
            "a.csv",
            "item_code,period,quantity\n,day,5\n*,day,6\n",
            "line 3: * day stands there twice",
        ),
        ("a.toml", "target = 5", "wants [[target]] tables"),
        ("a.toml", "[[target]]\nperiode = 'day'\n", "target 1: unknown periode"),
        ("a.toml", "[[target", "a.toml: "),
        ("missing.csv", None, "No such file"),
    ],
)
def test_a_wrong_file_names_the_place(
    tmp_path: Path, name: str, text: str | None, wanted: str
) -> None:
    path = tmp_path / name
    if text is not None:
        _written(tmp_path, name, text)
    with pytest.raises(InvalidTargets) as refused:
        read_targets(path)
    assert wanted in str(refused.value)


def test_other_encodings_are_refused_by_name(tmp_path: Path) -> None:
    path = _written(tmp_path, "a.csv", "품목", encoding="cp949")
    with pytest.raises(InvalidTargets, match="not saved as UTF-8"):
        read_targets(path)
