"""The words after `python -m tools.supervisor`."""

import pytest

from tools.supervisor.arguments import SERVICES, parse


@pytest.mark.parametrize(
    ("words", "only"),
    [
        pytest.param([], SERVICES, id="all"),
        pytest.param(["--only", "api"], ("api",), id="one"),
        pytest.param(["--only=api,watcher"], ("watcher", "api"), id="commas"),
        pytest.param(["--only", "api", "--only=dashboard"], ("api", "dashboard"), id="repeated"),
    ],
)
def test_only(words: list[str], only: tuple[str, ...]) -> None:
    found = parse(words)
    assert (found.only, found.wrong, found.browser) == (only, None, True)


@pytest.mark.parametrize(
    ("words", "wrong"),
    [
        (["--demo", "--bogus"], "--bogus"),
        (["--only", "api,web"], "web"),
        (["--only"], "--only"),
        (["--only="], ""),
    ],
)
def test_the_wrong_word_is_named(words: list[str], wrong: str) -> None:
    assert parse(words).wrong == wrong
