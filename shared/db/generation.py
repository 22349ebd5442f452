"""A generation is one data version, opened. Requests pin it; it closes after the last of them."""

import copy
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from shared.dates import DateRange
from shared.db.connection import Params, PartitionConnection
from shared.db.manifest import Manifest, Partition
from shared.db.slow_queries import SlowQueries
from shared.errors import GenerationUnreadable


class PartitionPool:
    """Open connections of one sealed file: one for each thread that runs SQL."""

    def __init__(self, path: Path, size: int, connections: int) -> None:
        """Raises GenerationUnreadable when the file is not the one that was published.

        All connections are opened now: a long request may outlive the file's name.
        """
        self.path = path
        # A list is enough: its append and pop are atomic, and nobody waits for a connection.
        self._idle: list[PartitionConnection] = []
        self.users = 0
        try:
            found = path.stat().st_size
        except OSError as exc:
            raise GenerationUnreadable(f"{path.name}: {exc.strerror}") from exc
        if found != size:
            raise GenerationUnreadable(f"{path.name} has {found} bytes, {size} were published")
        for _ in range(connections):
            self._idle.append(PartitionConnection(path))

    def take(self) -> PartitionConnection:
        """A connection for the calling thread alone, until it is given back."""
        try:
            return self._idle.pop()
        except IndexError:
            return PartitionConnection(self.path)

    def give_back(self, connection: PartitionConnection) -> None:
        self._idle.append(connection)

    def close(self) -> None:
        while self._idle:
            self._idle.pop().close()


class Generation:
    """The partitions of one version, newest first. Thread-safe; every method only reads."""

    def __init__(
        self,
        manifest: Manifest,
        pools: dict[str, PartitionPool],
        query_timeout_s: float,
        slow_queries: SlowQueries,
    ) -> None:
        self.manifest = manifest
        self.pins = 0
        self.retired = False
        self.pools = pools
        self._timeout_s = query_timeout_s
        self._slow_queries = slow_queries
        self._stopped: threading.Event | None = None

    def stoppable(self, stopped: threading.Event) -> "Generation":
        """The same version for a piece of work that may be given up: once `stopped` is set, its
        statements end with QueryTimeout. The pin stays with the original."""
        view = copy.copy(self)
        view._stopped = stopped  # noqa: SLF001 - the copy of oneself
        return view

    @property
    def version(self) -> str:
        return self.manifest.version

    @contextmanager
    def apart(self) -> Iterator["Generation"]:
        """The same version through one connection a partition that nobody else uses.

        For work of minutes in a thread of its own: it takes no connection from short requests,
        needs no pin, and its page caches are given back at its end. Raises GenerationUnreadable.
        """
        with self.reopening().opened(self._slow_queries) as one:
            yield one

    def reopening(self) -> "Reopening":
        """What another process, in another folder, needs to open the same version."""
        folder = next((pool.path.parent for pool in self.pools.values()), Path()).absolute()
        threshold_ms = round(self._slow_queries.threshold_s * 1_000)
        return Reopening(self.manifest, folder, self._timeout_s, threshold_ms)

    def deadline(self) -> float:
        """Monotonic time at which a statement that starts now is stopped."""
        return time.monotonic() + self._timeout_s

    def partitions(self, period: DateRange) -> list[Partition]:
        """Those that hold at least one day of the period, newest first."""
        return [
            part
            for part in self.manifest.partitions
            if part.first_day is not None
            and part.last_day is not None
            and part.first_day <= period.last_text
            and part.last_day >= period.first_text
        ]

    def rows(self, part: Partition, sql: str, params: Params) -> list[tuple[Any, ...]]:
        """Run one statement. Raises QueryTimeout or GenerationUnreadable."""
        found: list[tuple[Any, ...]] | None = None
        pool = self.pools[part.file]
        connection = pool.take()
        connection.stopped = self._stopped
        started = time.monotonic()
        try:
            found = connection.rows(sql, params, started + self._timeout_s)
            return found
        finally:
            took_s = time.monotonic() - started
            pool.give_back(connection)
            if took_s >= self._slow_queries.threshold_s:
                count = None if found is None else len(found)
                self._slow_queries.note(sql, params, count, took_s)


class Reopening(NamedTuple):
    """A version that is not open yet; can be pickled."""

    manifest: Manifest
    folder: Path
    query_timeout_s: float
    slow_query_ms: int

    @contextmanager
    def opened(self, slow_queries: SlowQueries | None = None) -> Iterator[Generation]:
        """Through one connection a partition. Raises GenerationUnreadable."""
        with ExitStack() as stack:
            pools: dict[str, PartitionPool] = {}
            for part in self.manifest.partitions:
                pools[part.file] = PartitionPool(self.folder / part.file, part.size, 1)
                stack.callback(pools[part.file].close)
            slow = slow_queries or SlowQueries(self.slow_query_ms)
            yield Generation(self.manifest, pools, self.query_timeout_s, slow)
