"""Judges every answer: failed, torn (not of exactly one generation), or backwards."""

from collections import Counter
from dataclasses import dataclass

import orjson

from tools.chaos.asks import Ask, difference
from tools.chaos.client import Answer
from tools.chaos.truth import Json, Truths

KEPT_VIOLATIONS = 20


@dataclass(frozen=True, slots=True)
class Violation:
    """`kind` is `failed`, `torn`, `backwards` or `unsettled`; `detail` is for a person."""

    kind: str
    path: str
    detail: str


@dataclass(slots=True)
class Asked:
    """One request on its way: what any client had seen when it began, and the ETag it sent."""

    ask: Ask
    floor: int
    etag: str | None = None


class Torn(Exception):
    """The content is not of exactly one generation."""


class Refused(Exception):
    """No usable answer; the message begins with the kind."""


class Checker:
    """Used by one event loop. `newest` is the newest generation in any finished answer."""

    def __init__(self, truths: Truths) -> None:
        self._truths = truths
        self._numbers: dict[str, int] = {}
        self.newest = -1
        self.written = 0
        # The ERP paused for longer than the settle time in the middle of a change: what is
        # published then is a known limit of settling, and is counted apart.
        self.erp_stalled = False
        self.requests = 0
        self.not_modified = 0
        self.counts: Counter[str] = Counter()
        self.failures: Counter[str] = Counter()
        self.violations: list[Violation] = []

    @property
    def versions(self) -> int:
        """Different data versions seen in answers."""
        return len(self._numbers)

    @property
    def generations(self) -> int:
        """Different contents seen in answers; fewer than versions when one was published twice."""
        return len(set(self._numbers.values()))

    def ask(self, ask: Ask, etag: str | None = None) -> Asked:
        """To be called when a request starts."""
        return Asked(ask, self.newest, etag)

    def lost(self, asked: Asked, kind: str) -> None:
        """There was no answer at all."""
        self.requests += 1
        self._failed(asked, kind)

    def judge(self, asked: Asked, answer: Answer) -> Json | None:
        """The body of a right 200; None for a right 304 and for everything that is wrong."""
        self.requests += 1
        try:
            body, number = self._checked(asked, answer)
        except Refused as exc:
            self._failed(asked, str(exc))
            return None
        except Torn as exc:
            self._note("unsettled" if self.erp_stalled else "torn", asked, str(exc))
            return None
        if number is not None and number < asked.floor:
            detail = f"generation {number} after {asked.floor} had been seen"
            self._note("backwards", asked, detail)
            return None
        if number is not None:
            self.newest = max(self.newest, number)
        return body

    def _checked(self, asked: Asked, answer: Answer) -> tuple[Json | None, int | None]:
        if answer.status == 304 and asked.etag is not None:
            self.not_modified += 1
            return None, self._checked_304(asked.etag, answer)
        if answer.status != 200:
            raise Refused(f"status {answer.status}: {answer.body[:200]!r}")
        body = _parsed(answer.body)
        version = body.get("version")
        if not isinstance(version, str):
            raise Refused("no version in the body")
        if asked.ask.has_data:
            _check_headers(asked, answer, version)
        return body, self._checked_content(asked.ask, body, version)

    def _checked_304(self, etag: str, answer: Answer) -> int | None:
        version = answer.headers.get("x-data-version", "")
        if answer.headers.get("etag") != etag or version not in etag:
            raise Torn(f"304 of {answer.headers.get('etag')}, {version} for {etag}")
        return self._numbers.get(version)

    def _checked_content(self, ask: Ask, body: Json, version: str) -> int | None:
        try:
            claimed = ask.claim(body, self._truths)
        except (ValueError, KeyError, TypeError, AttributeError) as exc:
            raise Torn(f"{exc!r}") from exc
        known = self._numbers.get(version)
        number = claimed if claimed is not None else known
        if number is None:
            # Only rows that every generation has, of a version not met yet.
            return None
        if known is not None and number != known:
            raise Torn(f"version {version} was generation {known} and is {number} now")
        if number > self.written:
            raise Torn(f"generation {number} has not been written yet")
        expected = ask.expected(self._truths.of(number))
        if {field: body.get(field) for field in expected} != expected:
            raise Torn(f"generation {number}: {difference(body, expected)}")
        self._numbers[version] = number
        return number

    def _failed(self, asked: Asked, kind: str) -> None:
        self.failures[kind.partition(":")[0]] += 1
        self._note("failed", asked, kind)

    def _note(self, kind: str, asked: Asked, detail: str) -> None:
        self.counts[kind] += 1
        if len(self.violations) < KEPT_VIOLATIONS:
            self.violations.append(Violation(kind, asked.ask.path, detail))


def _parsed(raw: bytes) -> Json:
    try:
        body = orjson.loads(raw)
    except ValueError as exc:
        raise Refused(f"no JSON: {raw[:100]!r}") from exc
    if not isinstance(body, dict):
        raise Refused("no JSON object")
    return body


def _check_headers(asked: Asked, answer: Answer, version: str) -> None:
    named = answer.headers.get("x-data-version")
    etag = answer.headers.get("etag", "")
    if named != version or version not in etag:
        raise Torn(f"header says {named}, ETag {etag}, body {version}")
    if etag == asked.etag:
        raise Refused("200 although the ETag was the same")
