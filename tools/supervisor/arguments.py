"""The words after `python -m tools.supervisor`. Imports nothing: Ctrl+C must work at once."""

from collections.abc import Sequence
from dataclasses import dataclass

SERVICES = ("watcher", "api", "dashboard")
OPTIONS = ("--demo", "--no-browser", "--detached")


@dataclass(frozen=True)
class Arguments:
    """`wrong` is the first word that means nothing."""

    demo: bool
    browser: bool
    detached: bool
    only: tuple[str, ...]
    wrong: str | None

    def again(self) -> list[str]:
        """The words for a hub that takes over from this one; its browser window is open already."""
        words = ["--no-browser", *(["--demo"] if self.demo else [])]
        words += ["--detached"] if self.detached else []
        return [*words, "--only", ",".join(self.only)]


def parse(arguments: Sequence[str]) -> Arguments:
    """`--only A`, `--only=A` and `--only A,B` name services, any number of times."""
    words: list[str] = []
    only: list[str] = []
    rest = iter(arguments)
    for word in rest:
        option, equals, value = word.partition("=")
        if option == "--only":
            names = value if equals else next(rest, word)
            only += [name.strip() for name in names.split(",")]
        else:
            words.append(word)
    wrong = [word for word in words if word not in OPTIONS]
    wrong += [name for name in only if name not in SERVICES]
    return Arguments(
        demo="--demo" in words,
        browser="--no-browser" not in words,
        detached="--detached" in words,
        only=tuple(name for name in SERVICES if name in only) or SERVICES,
        wrong=wrong[0] if wrong else None,
    )
