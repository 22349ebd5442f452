"""The end of a log, and reading on from a cursor while it is rotated."""

from pathlib import Path

from tools.supervisor.log_tail import MAX_BYTES, tail
from tools.supervisor.logs import RotatingLog


def test_no_log_yet(tmp_path: Path) -> None:
    assert tail(tmp_path / "api.log", 10) == {"lines": [], "next": "0-0"}


def test_reading_on(tmp_path: Path) -> None:
    path = tmp_path / "api.log"
    path.write_bytes(b"one\ntwo\nhalf a li")
    found = tail(path, 10)
    assert found["lines"] == ["one", "two"]
    with path.open("ab") as file:
        file.write("ne 가\n".encode())
    assert tail(path, 10, found["next"])["lines"] == ["half a line 가"]
    assert tail(path, 2)["lines"] == ["two", "half a line 가"]
    assert tail(path, 10, "no cursor")["lines"] == ["one", "two", "half a line 가"]
    assert tail(path, 10, "1-99999")["lines"] == ["one", "two", "half a line 가"]


def test_a_cursor_outlasts_rotations(tmp_path: Path) -> None:
    log = RotatingLog(tmp_path / "api.log", max_bytes=90, keep=3)
    cursor, seen = None, list[str]()
    for number in range(300):
        log.write(b"line %04d\n" % number)
        if number % 17 == 0:
            found = tail(tmp_path / "api.log", 100, cursor)
            seen, cursor = seen + found["lines"], found["next"]
    log.close()
    assert seen == [f"line {number:04}" for number in range(290)]


def test_a_line_that_a_rotation_has_cut_is_whole_again(tmp_path: Path) -> None:
    (tmp_path / "api.log.1").write_bytes(b"one\ntw")
    (tmp_path / "api.log").write_bytes(b"o\nthree\n")
    assert tail(tmp_path / "api.log", 10)["lines"] == ["one", "two", "three"]


def test_an_answer_is_bounded(tmp_path: Path) -> None:
    path = tmp_path / "api.log"
    path.write_bytes(b"x" * 9_999 + b"\n" + (b"y" * 9_999 + b"\n") * 99)
    found = tail(path, 2_000)
    assert sum(len(line) + 1 for line in found["lines"]) == MAX_BYTES
    assert set("".join(found["lines"])) == {"y"}
