"""The publisher: decides when to try, remembers what was rejected and why."""

import logging
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date

from shared.db.manifest import Manifest, read_manifest
from shared.errors import DataUnavailable
from shared.files import FileLock
from shared.settings import Settings
from shared.source_errors import (
    DataFolderUnwritable,
    PublisherRunning,
    PublishFailed,
    SourceRejected,
    SourceSuspicious,
    VersionPinned,
)
from shared.watcher_state import Rejection, SourceReport, SourceState, State, utc_now
from tools.publisher.outside import Outside
from tools.publisher.own_disk import own_disk
from tools.publisher.pipeline import Outcome, publish
from tools.publisher.retention import check_files, sweep_work
from tools.publisher.settle import Settling, Verdict
from tools.publisher.side_files import SideFileWatch
from tools.publisher.signature import Signature, take_signature
from tools.publisher.sources import recipe
from tools.publisher.upkeep import upkeep

logger = logging.getLogger(__name__)

FIRST_RETRY_S = 1.0
LONGEST_RETRY_S = 60.0
SOURCE_RETRY_S = 5.0


@dataclass(frozen=True, slots=True)
class Refusal:
    """A rejected state of a source; `retry_at` (monotonic) when it may be tried unchanged."""

    report: Rejection
    retry_at: float | None

    def is_due(self, now: float) -> bool:
        return self.retry_at is not None and self.retry_at <= now


class Publisher:
    """One a data folder: `open` it, `poll` it, `close` it."""

    def __init__(
        self,
        settings: Settings,
        *,
        monotonic: Callable[[], float] = time.monotonic,
        today: Callable[[], date] = date.today,
    ) -> None:
        self._settings = settings
        self._monotonic = monotonic
        self._today = today
        self._lock = FileLock(settings.data_dir / "publisher.lock")
        self._settling = Settling(settings.settle_s, settings.max_wait_s)
        self._outside = Outside(settings)
        self._side_files = SideFileWatch()
        self._known: dict[str, Signature] = {}
        self._held: frozenset[str] = frozenset()
        self._refusals: dict[str, Refusal] = {}
        self._doubtful_since: float | None = None
        self._pause_s = FIRST_RETRY_S
        self._paused_until = float("-inf")
        self.manifest: Manifest | None = None
        self.failure: Rejection | None = None

    def open(self) -> None:
        """Take the lock and start from what is on disk. Raises PublishFailed."""
        if str(self._settings.data_dir).startswith(("\\\\", "//")):
            # Locks and renames of a share do not keep what they promise.
            raise DataFolderUnwritable(f"{self._settings.data_dir} is on the network")
        with own_disk():
            self._settings.work_dir.mkdir(parents=True, exist_ok=True)
            self._settings.partitions_dir.mkdir(exist_ok=True)
            if not self._lock.acquire():
                raise PublisherRunning(str(self._settings.data_dir))
            sweep_work(self._settings)
        # A damaged or incomplete version is as good as none: everything is derived data.
        with suppress(DataUnavailable):
            manifest = read_manifest(self._settings.manifest_path)
            check_files(self._settings, manifest)
            self.manifest = manifest
            parts = manifest.partitions
            self._side_files.observe({part.name: part.signature for part in parts}, {})
            # What another release or other settings have made of a source is made anew.
            wanted = recipe(self._settings)
            self._known = {part.name: part.signature for part in parts if part.recipe == wanted}

    def close(self) -> None:
        self._lock.release()

    def poll(self, publishing: Callable[[], None] = lambda: None) -> State:
        """One look at the sources; calls `publishing` before work that may take long."""
        now = self._monotonic()
        self._follow_commands()
        self._keep_up()
        if now < self._paused_until:
            return State.SETTLING
        paths = self._settings.sources()
        found = {name: take_signature(path) for name, path in paths.items()}
        self._side_files.observe(found, paths)
        verdict = self._settling.look(found, self._known_at(now), now)
        if verdict is Verdict.UNCHANGED:
            return State.WATCHING
        if verdict is Verdict.SETTLING:
            return State.SETTLING
        publishing()
        self._settling.restart()
        self._attempt(found)
        return State.WATCHING

    def reports(self) -> dict[str, SourceReport]:
        """Every source as it stands, for people."""
        paths = {name: str(path) for name, path in self._settings.sources().items()}
        gone = {name: "" for name in [*self._known, *self._refusals] if name not in paths}
        reports: dict[str, SourceReport] = {}
        for name, path in {**paths, **gone}.items():
            refusal = self._refusals.get(name)
            if refusal is not None:
                state = SourceState.REJECTED
            else:
                served = name in self._known and name not in self._held
                state = SourceState.PUBLISHED if served else SourceState.PENDING
            report = refusal.report if refusal else None
            reports[name] = SourceReport(path=path, state=state, rejection=report)
        return reports

    def _follow_commands(self) -> None:
        """After a rollback, an unpin or a forgotten archive: look at every source again."""
        change = self._outside.look(self.manifest)
        if change is None:
            return
        self.manifest = change.manifest
        self._known = {}
        logger.warning(
            "commands_followed version=%s pinned=%s",
            change.manifest.version if change.manifest else None,
            change.pin is not None,
        )

    def _keep_up(self) -> None:
        """What this publisher last published is there, whoever has tidied up meanwhile."""
        if self.manifest is not None and upkeep(self._settings, self.manifest) is None:
            self.manifest = None
            self._known = {}

    def _known_at(self, now: float) -> dict[str, Signature]:
        """Signatures that need no attempt; a refusal that is due again is not among them."""
        return {
            name: signature
            for name, signature in self._known.items()
            if not (name in self._refusals and self._refusals[name].is_due(now))
        }

    def _attempt(self, found: dict[str, Signature]) -> None:
        now = self._monotonic()
        accept = (
            self._doubtful_since is not None
            and now - self._doubtful_since >= self._settings.shrink_grace_s
        )
        try:
            outcome = publish(
                self._settings,
                self.manifest,
                self._today(),
                accept_suspicious=accept,
                watch=self._side_files,
                hold=self._outside.pin is not None,
            )
        except SourceRejected as exc:
            outcome = Outcome(self.manifest, False, dict.fromkeys(found, exc), found)
        except PublishFailed as exc:
            self._fail(exc, now)
            return
        pin = self._outside.pin
        self.failure = Rejection.of(VersionPinned(str(pin)), pin.since) if pin else None
        self._pause_s = FIRST_RETRY_S
        self.manifest = outcome.manifest
        self._remember(outcome, now)

    def _fail(self, error: PublishFailed, now: float) -> None:
        since = self.failure.since if self.failure else utc_now()
        self.failure = Rejection.of(error, since)
        self._paused_until = now + self._pause_s
        self._pause_s = min(self._pause_s * 2, LONGEST_RETRY_S)
        logger.warning("publish_failed code=%s detail=%s", error.code(), error)

    def _remember(self, outcome: Outcome, now: float) -> None:
        doubtful = any(isinstance(exc, SourceSuspicious) for exc in outcome.rejections.values())
        if not doubtful:
            self._doubtful_since = None
        elif self._doubtful_since is None:
            self._doubtful_since = now
        old, self._refusals = self._refusals, {}
        for name, exc in outcome.rejections.items():
            before = old.get(name)
            same = before is not None and before.report.code == exc.code()
            since = before.report.since if before is not None and same else utc_now()
            self._refusals[name] = Refusal(Rejection.of(exc, since), self._retry_at(exc, now))
            if not same:
                logger.warning("source_rejected source=%s code=%s %s", name, exc.code(), exc)
        self._known = dict(outcome.signatures)
        self._held = outcome.held

    def _retry_at(self, error: SourceRejected, now: float) -> float | None:
        if isinstance(error, SourceSuspicious) and self._doubtful_since is not None:
            return self._doubtful_since + self._settings.shrink_grace_s
        return now + SOURCE_RETRY_S if error.retry else None
