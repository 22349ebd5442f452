"""`python -m tools.keys`: what it prints, where, and its exit status."""

import re
import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest

from shared.api_keys import digest, read_keys
from shared.files import FileLock
from tools.keys import texts
from tools.keys.__main__ import main

Capture = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "keys" / "api_keys.json"
    path.parent.mkdir()
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HUB_API_KEYS", str(path))
    monkeypatch.setenv("HUB_LANGUAGE", "en")
    return path


def test_add_shows_the_key_once_and_alone(place: Path, capsys: Capture) -> None:
    before = datetime.now(UTC).astimezone().date()
    assert main(["add", "dashboard"]) == 0
    out, err = capsys.readouterr()
    key = out.removesuffix("\n")
    assert re.fullmatch(r"hub_[\w-]{43}", key)
    assert key not in err + place.read_text("utf-8")
    (kept,) = read_keys(place)
    assert (kept.name, kept.scopes) == ("dashboard", ("read",))
    assert kept.sha256 == digest(key.encode()).hex()
    assert before <= kept.created <= datetime.now(UTC).astimezone().date()
    assert "the API answers nobody without one" in err
    assert "HUB_API_KEY" in err

    assert main(["add", "two"]) == 0
    out, err = capsys.readouterr()
    assert out.removesuffix("\n") != key
    assert "first key" not in err
    assert main(["list"]) == 0
    out, err = capsys.readouterr()
    assert [line.split()[:2] for line in out.splitlines()] == [
        ["dashboard", "read"],
        ["two", "read"],
    ]
    assert "hub_" not in out + err


@pytest.mark.parametrize(
    "arguments",
    [["--scope", "admin", "read"], ["--scope", "read", "--scope", "admin", "--scope", "read"]],
)
def test_scopes(place: Path, arguments: list[str]) -> None:
    assert main(["add", "prometheus", *arguments]) == 0
    assert read_keys(place)[0].scopes == ("read", "admin")


def test_revoke_says_when_everything_is_open_again(place: Path, capsys: Capture) -> None:
    main(["add", "one"])
    main(["add", "현장"])
    capsys.readouterr()
    assert main(["revoke", "one"]) == 0
    assert "WARNING" not in capsys.readouterr().err
    assert [key.name for key in read_keys(place)] == ["현장"]
    assert main(["revoke", "현장"]) == 0
    assert "everybody can read the API" in capsys.readouterr().err
    assert main(["list"]) == 0
    assert "There is no key" in capsys.readouterr().err


def test_korean_is_the_language_of_the_setting(
    monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    monkeypatch.setenv("HUB_LANGUAGE", "ko")
    assert main(["revoke", "nobody"]) == 2
    assert "그런 이름의 키가 없습니다" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["add", "one"], "There is a key of this name"),
        (["add", "../x"], "A key cannot have this name"),
        (["add", "a b"], "A key cannot have this name"),
        (["add", ""], "A key cannot have this name"),
        (["add", "x" * 65], "A key cannot have this name"),
        (["revoke", "two"], "There is no key of this name"),
    ],
)
def test_wrong_use_changes_nothing(
    place: Path, capsys: Capture, arguments: list[str], words: str
) -> None:
    main(["add", "one"])
    before = place.read_bytes()
    capsys.readouterr()
    assert main(arguments) == 2
    out, err = capsys.readouterr()
    assert words in err
    assert (out, place.read_bytes()) == ("", before)


@pytest.mark.parametrize("arguments", [[], ["add"], ["add", "x", "--scope", "all"], ["show"]])
def test_what_argparse_refuses(place: Path, arguments: list[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    assert ended.value.code == 2
    assert not place.exists()


@pytest.mark.parametrize("arguments", [["list"], ["add", "two"], ["revoke", "one"]])
def test_a_damaged_file_is_left_as_it_is(
    place: Path, capsys: Capture, arguments: list[str]
) -> None:
    place.write_bytes(b'{"format":1,"ke')
    assert main(arguments) == 1
    assert "nobody is let in" in capsys.readouterr().err
    assert place.read_bytes() == b'{"format":1,"ke'


def test_a_file_that_cannot_be_written(place: Path, capsys: Capture) -> None:
    shutil.rmtree(place.parent)
    assert main(["add", "one"]) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert "could not be written" in err
    assert str(place.parent) in err


def test_one_command_at_a_time(place: Path, capsys: Capture) -> None:
    lock = FileLock(place.with_name("api_keys.json.lock"))
    assert lock.acquire()
    assert main(["add", "one"]) == 2
    lock.release()
    assert "Another command" in capsys.readouterr().err
    assert main(["add", "one"]) == 0


@pytest.mark.parametrize("key", texts.TEXTS)
def test_both_languages_say_the_same_things(key: str) -> None:
    korean, english = texts.TEXTS[key]
    assert re.findall(r"\{\w+\}", korean) == re.findall(r"\{\w+\}", english)
    assert english.isascii()
    assert re.search("[가-힣]", korean) or korean.startswith("read:")
