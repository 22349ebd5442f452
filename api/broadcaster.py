"""Tells any number of listeners what changed, with one look a second for all of them."""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import contextmanager

from shared.errors import TooManyListeners

logger = logging.getLogger(__name__)

POLL_INTERVAL_S = 1.0
# Proxies and routers drop connections that are silent for half a minute or more.
KEEP_ALIVE_S = 15.0
# Each listener costs a connection and some 50 KB; more of them is a client that opens in a loop.
MAX_LISTENERS = 200
RETRY = b"retry: 2000\n\n"
KEEP_ALIVE = b": keep-alive\n\n"

Look = Callable[[], bytes]


class Broadcaster:
    """Keeps only the latest event, so a slow listener skips some and costs no memory.

    The look-out runs while anybody listens. Used by the event loop's thread only.
    """

    def __init__(
        self,
        *,
        poll_interval_s: float = POLL_INTERVAL_S,
        keep_alive_s: float = KEEP_ALIVE_S,
        max_listeners: int = MAX_LISTENERS,
    ) -> None:
        self._poll_interval_s = poll_interval_s
        self._keep_alive_s = keep_alive_s
        self._max_listeners = max_listeners
        self._latest = b""
        self._changed = asyncio.Event()
        self._lookout: asyncio.Task[None] | None = None
        self._closed = False
        self.listeners = 0

    @contextmanager
    def listening(self, look: Look) -> Iterator[None]:
        """Holds one listener's place. Raises TooManyListeners."""
        if self.listeners >= self._max_listeners:
            raise TooManyListeners(f"{self.listeners} listeners on this worker")
        self.listeners += 1
        try:
            if self._lookout is None and not self._closed:
                self._latest = look()
                self._lookout = asyncio.get_running_loop().create_task(self._watch(look))
                self._lookout.add_done_callback(self._ended)
            yield
        finally:
            self.listeners -= 1
            if not self.listeners:
                self._stop()

    async def events(self) -> AsyncIterator[bytes]:
        """The latest event at once, then each change; ends when the look-out has ended."""
        lookout, sent = self._lookout, b""
        yield RETRY
        while lookout is not None and self._lookout is lookout:
            if self._latest != sent:
                sent = self._latest
                yield sent
                continue
            try:
                async with asyncio.timeout(self._keep_alive_s):
                    await self._changed.wait()
            except TimeoutError:
                yield KEEP_ALIVE

    def close(self) -> None:
        """End all streams, and every later one at once."""
        self._closed = True
        self._stop()

    def _stop(self) -> None:
        if self._lookout is not None:
            self._lookout.cancel()
            self._lookout = None
        self._wake()

    async def _watch(self, look: Look) -> None:
        while True:
            await asyncio.sleep(self._poll_interval_s)
            if (event := look()) != self._latest:
                self._latest = event
                self._wake()

    def _ended(self, lookout: asyncio.Task[None]) -> None:
        """A look-out that failed ends its streams: the clients come back and start a new one."""
        if not lookout.cancelled() and (exc := lookout.exception()) is not None:
            logger.error("lookout_failed", exc_info=exc)
            if self._lookout is lookout:
                self._stop()

    def _wake(self) -> None:
        changed, self._changed = self._changed, asyncio.Event()
        changed.set()
