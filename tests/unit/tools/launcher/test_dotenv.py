"""`.env` as people write it."""

from pathlib import Path

import pytest
from dotenv import dotenv_values

from tools.launcher import dotenv


@pytest.mark.parametrize(
    "value",
    [
        "8000", "C:\\ERP\\생산 실적.db", "it's # here", "'", '"', "a\\'b", " spaces ", "a=b,c=d",
        "database/archive_*.db", "$HOME", "a\\nb", "#", "`x`",
    ],
)  # fmt: skip
def test_what_is_written_is_what_the_hub_reads(value: str, tmp_path: Path) -> None:
    text = dotenv.changed("", {"HUB_X": value})
    path = tmp_path / ".env"
    path.write_text(text, encoding="utf-8")
    assert dotenv_values(path) == {"HUB_X": value}
    assert dotenv.values(text) == {"HUB_X": value}


@pytest.mark.parametrize("value", ["two\nlines", "${OTHER}", "nul\0"])
def test_what_no_line_can_hold_is_refused(value: str) -> None:
    with pytest.raises(ValueError, match="value"):
        dotenv.changed("", {"HUB_X": value})


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param("", "HUB_X=new\n", id="empty"),
        pytest.param("# why\nHUB_X=old # 1\nZ=1\n", "# why\nHUB_X=new\nZ=1\n", id="in its place"),
        pytest.param("hub_x=1\nA=2\nexport HUB_X=3\n", "A=2\nHUB_X=new\n", id="only once"),
        pytest.param("# text\n# HUB_X=8000\n\nA=1\n", "# text\n# HUB_X=8000\nHUB_X=new\n\nA=1\n",
                     id="after its example"),
        pytest.param("A=1\r\nB=2\r\n", "A=1\r\nB=2\r\nHUB_X=new\r\n", id="line ends of Windows"),
        pytest.param("A=1", "A=1\nHUB_X=new\n", id="no last line end"),
    ],
)  # fmt: skip
def test_everything_else_stays(before: str, after: str) -> None:
    assert dotenv.changed(before, {"HUB_X": "new"}) == after


def test_an_empty_value_takes_the_line_out() -> None:
    assert dotenv.changed("# why\nHUB_X=1\nA=2\n", {"HUB_X": ""}) == "# why\nA=2\n"


@pytest.mark.parametrize("line", [r'"C:\data\new"', r"'C:\data\new'", r"C:\data\new  # here"])
def test_what_people_wrote_is_read_as_the_hub_reads_it(line: str, tmp_path: Path) -> None:
    (tmp_path / ".env").write_text(f"HUB_X={line}\n", encoding="utf-8")
    assert dotenv.values(f"HUB_X={line}") == dotenv_values(tmp_path / ".env")
