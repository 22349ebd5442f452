"""The places for exports: how many run at once in this process, and the threads they write in."""

from collections.abc import Iterator
from contextlib import contextmanager

from api.executor import SqlExecutor
from api.export.priority import lower_thread_priority
from shared.errors import ExportBusy


class ExportDesk:
    """Used by the event loop's thread only, `threads` apart.

    Each export reads and writes in a thread of its own, which gives way to others: it takes
    minutes, and the threads that run SQL are everybody's.
    """

    def __init__(self, places: int) -> None:
        self._places = places
        self.running = 0
        self.threads = SqlExecutor(places, lower_thread_priority)

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
