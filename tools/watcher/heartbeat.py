"""Writes `data/watcher.json` from a thread of its own, so that a long publish still beats."""

import logging
import os
import threading

from shared.settings import Settings
from shared.watcher_state import (
    Rejection,
    SourceReport,
    State,
    WatcherState,
    utc_now,
    write_watcher_state,
)

logger = logging.getLogger(__name__)

BEAT_S = 2.0


class Heartbeat:
    """`update` what is known; the thread writes it down every two seconds and on each change."""

    def __init__(self, settings: Settings) -> None:
        self._path = settings.watcher_state_path
        now = utc_now()
        self._state = WatcherState(
            pid=os.getpid(), started_at=now, heartbeat_at=now, state=State.STARTING
        )
        self._changed = threading.Event()
        self._stopping = False
        self._writable = True
        self._thread = threading.Thread(target=self._run, name="heartbeat", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def update(
        self,
        state: State,
        *,
        version: str | None = None,
        published_at: str | None = None,
        sources: dict[str, SourceReport] | None = None,
        failure: Rejection | None = None,
    ) -> None:
        fresh = self._state.model_copy(
            update={
                "state": state,
                "version": version,
                "published_at": published_at,
                "sources": sources or {},
                "failure": failure,
            }
        )
        if fresh != self._state:
            self._state = fresh
            self._changed.set()

    def enter(self, state: State) -> None:
        """Change only what the watcher is doing."""
        self._state = self._state.model_copy(update={"state": state})
        self._changed.set()

    def stop(self) -> None:
        """Write a last state and end the thread."""
        self._stopping = True
        self.enter(State.STOPPED)
        self._thread.join()

    def _run(self) -> None:
        while True:
            self._changed.clear()
            self._write()
            if self._stopping and not self._changed.is_set():
                return
            self._changed.wait(BEAT_S)

    def _write(self) -> None:
        try:
            beat = self._state.model_copy(update={"heartbeat_at": utc_now()})
            write_watcher_state(self._path, beat)
            self._writable = True
        except OSError as exc:
            # A full disk: readers notice by the heartbeat's age.
            if self._writable:
                logger.warning("heartbeat_not_written reason=%s", exc)
            self._writable = False
