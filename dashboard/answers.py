"""What the API told us, as values: questions, answers, health, and why there is no answer."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, Literal, Protocol, Self

from shared.access_errors import ApiKeyMissing, ApiKeysUnreadable, ApiKeyUnknown, ScopeMissing
from shared.errors import HubError

Body = Mapping[str, Any]

_WANTS_KEY = {error.code() for error in (ApiKeyMissing, ApiKeyUnknown, ScopeMissing)}


@dataclass(frozen=True)
class Failure:
    """Why the API gave no answer; `code` and the texts are the API's own when it sent any."""

    kind: Literal["refused", "timeout", "invalid", "problem"]
    status: int | None = None
    code: str | None = None
    title: str | None = None
    detail: str | None = None
    hint: str | None = None
    retry_after_s: int | None = None

    @property
    def wants_key(self) -> bool:
        """The dashboard has no API key, or one that does not do."""
        return self.code in _WANTS_KEY

    @property
    def locked(self) -> bool:
        """No data until somebody does something about API keys."""
        return self.wants_key or self.code == ApiKeysUnreadable.code()

    def named(self) -> type[HubError] | None:
        """The hub's error behind `code`: it holds title and hint in both languages."""
        waiting: list[type[HubError]] = [HubError]
        while waiting:
            error = waiting.pop()
            if error.code() == self.code:
                return error
            waiting.extend(error.__subclasses__())
        return None


class ApiFailed(HubError):
    """No answer and none kept from earlier."""

    title = "The API gave no answer"
    title_ko = "API가 응답하지 않았습니다"

    def __init__(self, failure: Failure) -> None:
        super().__init__(f"{failure.kind} {failure.status or ''} {failure.detail or ''}")
        self.failure = failure


@dataclass(frozen=True)
class Question:
    """One GET request. Hashable, so it is a cache key; parameters are kept sorted."""

    path: str
    params: tuple[tuple[str, str], ...] = ()

    @classmethod
    def to(cls, path: str, **params: str | Sequence[str]) -> Self:
        """A parameter with several values is repeated in the address."""
        pairs = [
            (name, value)
            for name, given in params.items()
            for value in ([given] if isinstance(given, str) else given)
        ]
        return cls(path, tuple(sorted(pairs)))


@dataclass(frozen=True)
class Answer:
    body: Body
    version: str
    received_at: float


@dataclass(frozen=True)
class Screen:
    """Answers to several questions, all of one data version; `failure` says why they are old."""

    answers: tuple[Answer, ...]
    failure: Failure | None = None

    @property
    def version(self) -> str:
        return self.answers[0].version

    @property
    def received_at(self) -> float:
        return min(answer.received_at for answer in self.answers)


class Light(StrEnum):
    OK = "ok"
    DEGRADED = "degraded"
    DOWN = "down"


@dataclass(frozen=True)
class Problem:
    """One refused or stale source, as the API reports it."""

    source: str
    code: str
    title: str
    title_ko: str
    detail: str
    hint: str
    hint_ko: str


@dataclass(frozen=True)
class Health:
    """The last health answer. When the API is down, the data fields are the last known ones, or
    with `direct` what is published now: then answers are read from there.

    `seen_at` is the client's clock when they were received, `published_age_s` the age then.
    """

    light: Light
    version: str | None = None
    data_from: date | None = None
    data_to: date | None = None
    published_age_s: float = 0.0
    problems: tuple[Problem, ...] = ()
    watcher_state: str = ""
    rejected: int = 0
    hidden: int = 0
    seen_at: float = 0.0
    failure: Failure | None = None
    direct: bool = False

    @classmethod
    def from_body(cls, body: Body, now: float) -> Self:
        """Raises KeyError, TypeError or ValueError when the body is not a health answer."""
        watcher = body.get("watcher") or {}
        return cls(
            light=Light.OK if body["status"] == "ok" else Light.DEGRADED,
            version=str(body["version"]),
            data_from=date.fromisoformat(body["data_from"]),
            data_to=date.fromisoformat(body["data_to"]),
            published_age_s=float(body["age_s"]),
            problems=tuple(_problem(problem) for problem in body.get("problems") or ()),
            watcher_state=str(watcher.get("state") or "?"),
            rejected=int(body.get("rejected", 0)),
            hidden=int(body.get("hidden", 0)),
            seen_at=now,
        )

    def published_age(self, now: float) -> float:
        return self.published_age_s + now - self.seen_at


class Fallback(Protocol):
    """What answers while the API is down."""

    def health(self, failure: Failure, now: float) -> Health | None:
        """None when it has nothing to answer with."""

    def answer(self, question: Question) -> tuple[Body, str]:
        """Body and data version. Raises ApiFailed."""


def as_object(body: Any) -> Any:
    """Lists, as `/items` gives them, look like every other answer from here on."""
    return {"data": body} if isinstance(body, list) else body


def _problem(body: Body) -> Problem:
    title, hint = str(body.get("title") or body["code"]), str(body.get("hint") or "")
    return Problem(
        source=str(body.get("source") or ""),
        code=str(body["code"]),
        title=title,
        title_ko=str(body.get("title_ko") or title),
        detail=str(body.get("detail") or ""),
        hint=hint,
        hint_ko=str(body.get("hint_ko") or hint),
    )
