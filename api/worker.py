"""One of several API processes behind one port: it lives, takes its turn, knows the others."""

import asyncio
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

from shared.worker_board import WorkerBoard, worker_name
from shared.worker_figures import WorkerFigures, read_figures, write_figures

BEAT_S = 1.0
# Who has not beaten for so long takes no connections: nobody waits for it or tells its figures.
GONE_S = 3.5

Figures = Callable[[], WorkerFigures]


class Worker:
    """Used by the event loop's thread only."""

    def __init__(self, number: int, folder: Path) -> None:
        """`folder` holds the board and the figures of all of them. Raises OSError."""
        self.name = worker_name(number)
        self._number = number
        self._folder = folder
        self._board = WorkerBoard(folder / "board")
        self._writing = asyncio.Lock()
        self._surplus = 0

    def may_accept(self, connections: int) -> bool:
        """Whether no other living worker has fewer open connections than this one."""
        self.note(connections)
        return connections <= min(self._counts(), default=connections)

    def note(self, connections: int) -> None:
        """Tell the others how busy this one is."""
        self._board.note(self._number, connections)

    async def live(self, figures: Figures) -> None:
        """The heartbeat, until it is cancelled: it stops when the event loop hangs."""
        telling: asyncio.Task[WorkerFigures] | None = None
        while True:
            self.beat(figures().connections)
            # Apart from the heartbeat: a slow disk is no hung worker.
            if telling is None or telling.done():
                telling = asyncio.create_task(self.tell(figures))
            await asyncio.sleep(BEAT_S)

    def beat(self, connections: int) -> None:
        self._board.beat(self._number, connections)
        self._surplus = surplus(connections, self._counts())

    def lets_go(self) -> bool:
        """Whether a client shall connect anew, so that it comes to a less busy worker."""
        if self._surplus <= 0:
            return False
        self._surplus -= 1
        return True

    async def tell(self, figures: Figures) -> WorkerFigures:
        """Write our figures for the others, and what was written.

        On a full disk they go on with the last ones: hub_worker_figures_age_seconds says it.
        """
        async with self._writing:
            own = figures()
            with suppress(OSError):
                await asyncio.to_thread(write_figures, self._path(self._number), own)
        return own

    async def exchange(self, figures: Figures) -> list[WorkerFigures]:
        """What all living workers tell, in their order; ours are told before they are given.

        So no counter falls between two answers, whichever workers gave them.
        """
        own = await self.tell(figures)
        told = {**await asyncio.to_thread(self._others), self._number: own}
        return [told[number] for number in sorted(told)]

    def leave(self) -> None:
        """A worker that ends in order is not counted as one that hangs."""
        self._board.clear(self._number)
        with suppress(OSError):
            self._path(self._number).unlink(missing_ok=True)

    def _counts(self) -> list[int]:
        return [slot.connections for slot in self._board.living(GONE_S).values()]

    def _others(self) -> dict[int, WorkerFigures]:
        found = {}
        for number, slot in self._board.living(GONE_S).items():
            figures = read_figures(self._path(number))
            # A file of another process is what a worker before it has left.
            if number != self._number and figures is not None and figures.pid == slot.pid:
                found[number] = figures
        return found

    def _path(self, number: int) -> Path:
        return self._folder / f"{worker_name(number)}.json"


def surplus(own: int, counts: Sequence[int]) -> int:
    """Connections over the mean of all workers, `own` among them; 0 while they are few.

    Clients that keep their connection stay where a worker's death has driven them otherwise.
    """
    mean = -(-sum(counts) // len(counts))
    return own - mean if own > mean * 1.125 + 1 else 0
