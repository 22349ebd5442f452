"""One of several API processes behind one port: it lives, takes its turn, knows the others."""

import asyncio
from collections.abc import Callable
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

    def may_accept(self, connections: int) -> bool:
        """Whether no other living worker has fewer open connections than this one."""
        self._board.note(self._number, connections)
        slots = self._board.living(GONE_S)
        others = (slot.connections for number, slot in slots.items() if number != self._number)
        return connections <= min(others, default=connections)

    async def live(self, figures: Figures) -> None:
        """The heartbeat, until it is cancelled: it stops when the event loop hangs."""
        telling: asyncio.Task[object] | None = None
        while True:
            self._board.beat(self._number, figures().connections)
            # Apart from the heartbeat: a slow disk is no hung worker.
            if telling is None or telling.done():
                telling = asyncio.create_task(self.exchange(figures))
            await asyncio.sleep(BEAT_S)

    async def exchange(self, figures: Figures) -> list[WorkerFigures]:
        """Tell our own figures first, then what all workers told, in their order.

        So no counter ever falls between two answers, whichever workers gave them.
        """
        async with self._writing:
            return await asyncio.to_thread(self._exchange, figures())

    def leave(self) -> None:
        """A worker that ends in order is not counted as one that hangs."""
        self._board.clear(self._number)
        with suppress(OSError):
            self._path(self._number).unlink(missing_ok=True)

    def _exchange(self, own: WorkerFigures) -> list[WorkerFigures]:
        # On a full disk the others tell what we said last, and hub_worker_figures_age_seconds
        # of how long ago it is; our own answers stay right.
        with suppress(OSError):
            write_figures(self._path(self._number), own)
        told = {self._number: own}
        for number, slot in self._board.living(GONE_S).items():
            figures = read_figures(self._path(number))
            if number != self._number and figures is not None and figures.pid == slot.pid:
                told[number] = figures
        return [told[number] for number in sorted(told)]

    def _path(self, number: int) -> Path:
        return self._folder / f"{worker_name(number)}.json"
