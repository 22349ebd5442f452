"""The watcher's loop: look, publish when the time has come, report, wait."""

import logging
import threading

from shared.errors import HubError
from shared.settings import Settings
from shared.watcher_state import Rejection, State, utc_now
from tools.publisher.publisher import Publisher
from tools.watcher.heartbeat import Heartbeat
from tools.watcher.wakeup import Wakeup

logger = logging.getLogger(__name__)

PAUSE_AFTER_BUG_S = 10.0
ONCE_POLL_S = 0.05


class Watcher:
    """Owns publisher, heartbeat and wake-up of one process."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._publisher = Publisher(settings)
        self._heartbeat = Heartbeat(settings)
        self._stop = threading.Event()
        self._wake = threading.Event()

    def stop(self) -> None:
        """Safe in a signal handler: ends the loop after the work in hand."""
        self._stop.set()
        self._wake.set()

    def run(self) -> None:
        """Until `stop`. Raises PublishFailed when the data folder cannot be taken at all."""
        self._publisher.open()
        self._heartbeat.start()
        wakeup = Wakeup(self._wake)
        wakeup.start(self._settings)
        try:
            while not self._stop.is_set():
                pause = self._turn()
                self._wake.wait(pause)
                self._wake.clear()
        finally:
            wakeup.stop()
            self._heartbeat.stop()
            self._publisher.close()

    def run_once(self) -> bool:
        """Publish what there is, once; True when every source is published."""
        self._publisher.open()
        self._heartbeat.start()
        try:
            while not self._stop.is_set():
                state = self._publisher.poll()
                self._report(state)
                if state is State.WATCHING or self._publisher.failure is not None:
                    break
                self._stop.wait(ONCE_POLL_S)
            reports = self._publisher.reports().values()
            return self._publisher.failure is None and all(r.rejection is None for r in reports)
        finally:
            self._heartbeat.stop()
            self._publisher.close()

    @property
    def publisher(self) -> Publisher:
        return self._publisher

    def _turn(self) -> float:
        """One look; returns the seconds to wait for the next."""
        try:
            state = self._publisher.poll(lambda: self._heartbeat.enter(State.PUBLISHING))
            self._report(state)
        except Exception as exc:
            # The watcher outlives its own bugs: it says so, backs off and looks again.
            logger.exception("watcher_turn_failed")
            self._publisher.failure = Rejection.of(HubError(repr(exc)), utc_now())
            self._report(State.WATCHING)
            return PAUSE_AFTER_BUG_S
        return self._settings.poll_interval_s

    def _report(self, state: State) -> None:
        manifest = self._publisher.manifest
        self._heartbeat.update(
            state,
            version=manifest.version if manifest else None,
            published_at=manifest.published_at if manifest else None,
            sources=self._publisher.reports(),
            failure=self._publisher.failure,
        )
