"""The API over HTTP: one health probe for all viewers, answers cached by data version."""

import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import replace
from typing import Literal

import requests
from cachetools import LRUCache

from dashboard.answers import (
    Answer,
    ApiFailed,
    Body,
    Failure,
    Fallback,
    Health,
    Light,
    Question,
    Screen,
    as_object,
)
from dashboard.failures import failure_of, refusal
from shared.hub_client import OK, Hub, HubError

_VERSION_CHANGES_MAX = 3


class HubClient:
    """Shared by all sessions and threads of the process. Nothing here draws."""

    def __init__(
        self,
        base_url: str,
        *,
        api_key: str | None = None,
        fallback: Fallback | None = None,
        connect_timeout_s: float = 0.5,
        health_timeout_s: float = 2.0,
        read_timeout_s: float = 8.0,
        health_ttl_s: float = 2.0,
        answers_max: int = 512,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        # Proxy settings of a factory must not catch loopback; who is busy is asked again by the
        # next look, and until then the last good answers stay.
        self._hub = Hub(base_url, api_key=api_key, retries=0, trust_env=False)
        self._fallback = fallback
        self.clock = clock
        self._connect_timeout_s = connect_timeout_s
        self._health_timeout_s = health_timeout_s
        self._read_timeout_s = read_timeout_s
        self._health_ttl_s = health_ttl_s
        self._probe_lock = threading.Lock()
        self._lock = threading.Lock()
        self._health = Health(Light.DOWN)
        self._probed_at: float | None = None
        self._locked: Question | None = None
        self._answers: LRUCache[tuple[Question, str], Answer] = LRUCache(answers_max)
        self._asked: dict[tuple[Question, str], Future[Answer]] = {}
        self._versions: list[str] = []

    def health(self) -> Health:
        """Never raises. Bad news is cached like good news: one probe whatever the audience."""
        with self._probe_lock:
            if self._probed_at is None or self.clock() - self._probed_at >= self._health_ttl_s:
                self._probe()
            return self._health

    def forget_health(self) -> None:
        """The next `health()` asks again: Retry, or a call that failed."""
        self._probed_at = None

    def load(self, questions: Sequence[Question]) -> Screen:
        """Answers of one data version; when the API fails, the newest complete set kept.

        Raises ApiFailed when there is no such set.
        """
        health = self.health()
        failure = health.failure
        if failure is None or health.direct:
            try:
                return self._load_one_version(questions, health.version or "")
            except ApiFailed as exc:
                failure = exc.failure
                if failure.locked:
                    self._locked = questions[0]
                self.forget_health()
        if (kept := self._newest_kept(questions)) is not None:
            return Screen(kept, failure)
        raise ApiFailed(failure)

    def ready(self, question: Question, within_s: float) -> bool:
        """Whether `load` has its answer, or its failure, after at most so long.

        The question goes on being asked; a `load` meanwhile waits for that same answer.
        """
        done = threading.Event()

        def ask() -> None:
            with suppress(ApiFailed):
                self.load([question])
            done.set()

        threading.Thread(target=ask, daemon=True).start()
        return done.wait(within_s)

    def state(self, question: Question) -> Body:
        """An answer about this moment, which belongs to no data version. Raises ApiFailed."""
        body, _ = self._get(question, self._read_timeout_s)
        return body

    def send(
        self, method: str, path: str, user: str, timeout_s: float, body: Body | None = None
    ) -> requests.Response:
        """An answer whose body is still to be read, of one that changes something.

        `user` names the viewer to the API. The caller closes it. Raises ApiFailed.
        """
        try:
            response = self._hub.session.request(
                method,
                self._hub.url.rstrip("/") + path,
                json=body,
                headers={"X-Hub-User": user},
                timeout=(self._connect_timeout_s, timeout_s),
                stream=True,
                allow_redirects=False,
            )
        except requests.RequestException as exc:
            kind: Literal["timeout", "refused"] = (
                "timeout" if isinstance(exc, requests.ReadTimeout) else "refused"
            )
            raise ApiFailed(Failure(kind, detail=f"{path}: {type(exc).__name__}")) from exc
        if response.status_code == OK:
            return response
        with response:
            raise ApiFailed(refusal(response))

    def _newest_kept(self, questions: Sequence[Question]) -> tuple[Answer, ...] | None:
        with self._lock:
            for version in reversed(self._versions):
                kept = [self._answers.get((question, version)) for question in questions]
                answers = tuple(answer for answer in kept if answer is not None)
                if len(answers) == len(questions):
                    return answers
        return None

    def _probe(self) -> None:
        now = self.clock()
        try:
            body, _ = self._get(Question("/healthz"), self._health_timeout_s)
            self._health = Health.from_body(body, now)
            self._ask_again_if_locked()
        except ApiFailed as exc:
            self._health = self._down(exc.failure, now)
        except (KeyError, TypeError, ValueError) as exc:
            failure = Failure("invalid", detail=f"/healthz: {type(exc).__name__} {exc}")
            self._health = self._down(failure, now)
        self._probed_at = self.clock()

    def _down(self, failure: Failure, now: float) -> Health:
        """Whoever is refused an answer does not get it by another way."""
        direct = None
        if self._fallback is not None and failure.kind != "problem" and self._locked is None:
            direct = self._fallback.health(failure, now)
        return direct or replace(self._health, light=Light.DOWN, failure=failure, direct=False)

    def _ask_again_if_locked(self) -> None:
        """`/healthz` asks for no key: whether the API lets us in, the refused question tells.

        Raises ApiFailed as long as it does not.
        """
        if self._locked is None:
            return
        try:
            self._get(self._locked, self._read_timeout_s)
        except ApiFailed as exc:
            if exc.failure.locked:
                raise
        self._locked = None

    def _load_one_version(self, questions: Sequence[Question], version: str) -> Screen:
        for _ in range(_VERSION_CHANGES_MAX):
            answers = tuple(self._cached(question, version) for question in questions)
            if all(answer.version == version for answer in answers):
                return Screen(answers)
            version = answers[-1].version
            self.forget_health()
        raise ApiFailed(Failure("invalid", detail="the data version changes with every answer"))

    def _cached(self, question: Question, version: str) -> Answer:
        """Asked once, however many parts and sessions want it at the same time."""
        key = (question, version)
        with self._lock:
            if known := self._answers.get(key):
                return known
            asked = self._asked.get(key)
            if asked is None:
                own = self._asked[key] = Future[Answer]()
        if asked is not None:
            return asked.result()
        try:
            own.set_result(self._fetched(question))
        except BaseException as exc:  # noqa: BLE001 - whoever waits shall not wait for ever
            own.set_exception(exc)
        finally:
            with self._lock:
                del self._asked[key]
        return own.result()

    def _fetched(self, question: Question) -> Answer:
        if self._health.direct and self._fallback is not None:
            body, served = self._fallback.answer(question)
        else:
            body, served = self._get(question, self._read_timeout_s)
        answer = Answer(body, served, self.clock())
        with self._lock:
            self._answers[question, served] = answer
            if served not in self._versions:
                self._versions = [*self._versions[-7:], served]
        return answer

    def _get(self, question: Question, timeout_s: float) -> tuple[Body, str]:
        """Body and data version. The only place that asks; raises ApiFailed."""
        timeouts = (self._connect_timeout_s, timeout_s)
        try:
            body, version = self._hub.fetch(question.path, list(question.params), timeouts)
        except HubError as exc:
            raise ApiFailed(failure_of(exc)) from exc
        body = as_object(body)
        if not isinstance(body, dict):
            raise ApiFailed(Failure("invalid", detail=f"{question.path} is not a JSON object"))
        return body, version or ""
