"""Runs SQL in a few threads of its own.

Never inline in the event loop (one slow scan stalls every cached answer by a second) and never
in FastAPI's forty threads (half the throughput of one).
"""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

Result = TypeVar("Result")


class SqlExecutor:
    def __init__(self, threads: int, first: Callable[[], None] | None = None) -> None:
        """Each thread begins with `first`."""
        self._pool = ThreadPoolExecutor(threads, thread_name_prefix="sql", initializer=first)

    async def run(self, work: Callable[[], Result]) -> Result:
        """The result of `work`, or whatever it raises."""
        return await asyncio.get_running_loop().run_in_executor(self._pool, work)

    def close(self) -> None:
        self._pool.shutdown(wait=False, cancel_futures=True)
