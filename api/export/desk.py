"""The places for exports: how many run at once in this process, and the threads they write in."""

from collections.abc import Iterator
from contextlib import contextmanager

from api.executor import SqlExecutor
from api.export.priority import lower_thread_priority
from shared.errors import ExportBusy


class ExportDesk:
    """Used by the event loop's thread only, `threads` apart.

    Each export has a thread of its own, as it takes minutes and the threads that run SQL are
    everybody's: one of `threads`, which give way to others, where it is written here, or one of
    `passing`, which only pass on what another process writes.
    """

    def __init__(self, places: int) -> None:
        self._places = places
        self.running = 0
        self.threads = SqlExecutor(places, lower_thread_priority)
        self.passing = SqlExecutor(places)

    def check(self) -> None:
        """Raises ExportBusy when every place is taken."""
        if self.running >= self._places:
            raise ExportBusy(f"{self.running} exports are running, which is the limit")

    @contextmanager
    def place(self) -> Iterator[None]:
        """One place while it lasts. Raises ExportBusy."""
        self.check()
        self.running += 1
        try:
            yield
        finally:
            self.running -= 1

    def close(self) -> None:
        self.threads.close()
        self.passing.close()
