"""Do the key and the models work? Asked every ten minutes at most, whoever looks at it."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Sequence
from typing import Any

from api.assistant.failures import ModelTimeout
from api.assistant.model import ModelFailed
from shared.watcher_state import utc_now

GOOD_FOR_S = 600.0
# A network that is back should not look dead for ten minutes.
BAD_FOR_S = 60.0
PROBE_TIMEOUT_S = 10.0

# Raises ModelFailed for a model that does not work.
Probe = Callable[[str], Awaitable[None]]


class ModelHealthCheck:
    """Used by the event loop's thread only. Those who ask at the same time wait for one look."""

    def __init__(
        self,
        models: Sequence[str],
        probe: Probe,
        *,
        probe_timeout_s: float = PROBE_TIMEOUT_S,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._models = models
        self._probe = probe
        self._timeout_s = probe_timeout_s
        self._clock = clock
        self._lock = asyncio.Lock()
        self._until = float("-inf")
        self._report: dict[str, Any] = {}

    async def report(self) -> dict[str, Any]:
        """Shaped like chat_schemas.AiHealth."""
        async with self._lock:
            if self._clock() >= self._until:
                self._report = await self._look()
                good = self._report["status"] == "ok"
                self._until = self._clock() + (GOOD_FOR_S if good else BAD_FOR_S)
        return self._report

    async def _look(self) -> dict[str, Any]:
        found = await asyncio.gather(*(self._one(name) for name in self._models))
        working = sum(one["ok"] for one in found)
        status = "ok" if working == len(found) else "degraded" if working else "unavailable"
        return {"status": status, "models": found, "checked_at": utc_now()}

    async def _one(self, name: str) -> dict[str, Any]:
        failure: ModelFailed | None = None
        try:
            async with asyncio.timeout(self._timeout_s):
                await self._probe(name)
        except TimeoutError:
            failure = ModelTimeout("the service did not answer")
        except ModelFailed as exc:
            failure = exc
        return {
            "name": name,
            "ok": failure is None,
            "code": failure and failure.code(),
            "title": failure and failure.title,
            "hint": failure and failure.hint,
            "hint_ko": failure and failure.hint_ko,
        }
