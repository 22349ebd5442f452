"""What the local Gemini server does with one request: the steps of a script."""

from dataclasses import dataclass, field
from typing import Any, Literal


@dataclass(frozen=True)
class Text:
    """An answer, in these pieces when it is streamed. `finish`: Google's word for its end."""

    pieces: tuple[str, ...]
    finish: str | None = "STOP"
    usage: tuple[int, int, int] = (100, 20, 5)


@dataclass(frozen=True)
class Calls:
    """Function calls, together or (`split`) one in each chunk, maybe after some text."""

    calls: tuple[tuple[str, dict[str, Any]], ...]
    split: bool = False
    preface: str = ""
    usage: tuple[int, int, int] = (100, 10, 5)


@dataclass(frozen=True)
class Error:
    """A status with the body that Google sends, or with `raw` HTML of a proxy."""

    code: int
    retry_delay: str | None = None
    raw: str | None = None
    reason: str | None = None


@dataclass(frozen=True)
class Broken:
    """200, some text, then it goes wrong."""

    how: Literal["cut", "error", "garbage", "stall"]
    text: str = "총 생산량은 1,2"


@dataclass(frozen=True)
class Raw:
    """200 with any body."""

    body: str
    content_type: str = "application/json"


@dataclass(frozen=True)
class Blocked:
    """The prompt was refused: no candidate."""

    reason: str = "SAFETY"


@dataclass(frozen=True)
class Hang:
    """No answer until the client leaves."""


Script = Text | Calls | Error | Broken | Raw | Blocked | Hang


@dataclass
class Asked:
    """A request as it came."""

    model: str
    method: str
    key: str
    body: dict[str, Any] = field(default_factory=dict)

    @property
    def system(self) -> str:
        return "".join(part["text"] for part in self.body["systemInstruction"]["parts"])

    @property
    def contents(self) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = self.body["contents"]
        return found


def text(*pieces: str, finish: str | None = "STOP") -> Text:
    return Text(pieces, finish)


def call(name: str, **args: Any) -> Calls:
    return Calls(((name, args),))


def calls(*wanted: tuple[str, dict[str, Any]], split: bool = False) -> Calls:
    return Calls(wanted, split)
