"""Runs the tool calls of one turn: each only once, together, and never beyond the turn's end."""

import asyncio
import threading
import time
from collections.abc import AsyncGenerator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

import orjson

from api.assistant.events import Event
from api.assistant.failures import TurnTimeout
from api.assistant.model import Answered, Call
from api.assistant.plain_text import one_line, plain_json
from api.assistant.result_cut import for_model, for_reader
from api.assistant.results import Table, ToolRefused
from api.executor import SqlExecutor
from shared.errors import HubError

TOO_MANY = "No more tools can be called for this question. Answer with the results there are."


class Tools(Protocol):
    """Blocking. Raises ToolRefused, also for a name that it does not know."""

    def run(self, name: str, args: Mapping[str, Any]) -> Table: ...


@dataclass
class Job:
    """One call that is run; `table` or `refusal` when it has ended."""

    id: str
    call: Call
    started: bool = False
    ms: float = 0.0
    table: Table | None = None
    refusal: HubError | None = None
    task: "asyncio.Task[None] | None" = field(default=None, repr=False)


class ToolDesk:
    """Of one turn, also over several models: what one has asked, the next one gets at once."""

    def __init__(
        self,
        tools: Tools,
        sql: SqlExecutor,
        stopped: threading.Event,
        *,
        max_calls: int,
        shown_rows: int,
        model_bytes: int,
    ) -> None:
        """`stopped` is set at the end of the turn; it ends statements that still run."""
        self._tools = tools
        self._sql = sql
        self._max_calls = max_calls
        self._shown_rows = shown_rows
        self._model_bytes = model_bytes
        self._jobs: dict[bytes, Job] = {}
        self._stopped = stopped

    @property
    def spent(self) -> bool:
        """No further call will be run."""
        return len(self._jobs) >= self._max_calls

    @property
    def jobs(self) -> list[Job]:
        return list(self._jobs.values())

    @property
    def tables(self) -> list[Table]:
        return [job.table for job in self._jobs.values() if job.table is not None]

    async def serve(self, calls: Sequence[Call], deadline: float) -> AsyncGenerator[Event, None]:
        """`tool_start` of each new call, then each `tool_result` as it comes.

        Raises TurnTimeout at `deadline` (the loop's time).
        """
        new = [job for call in calls if (job := self._new_job(call)) is not None]
        running = {asyncio.create_task(self._run(job)): job for job in new}
        for task, job in running.items():
            job.task = task
        for job in new:
            shown = {"id": job.id, "name": job.call.name, "args": dict(job.call.args)}
            yield Event("tool_start", shown)
        loop = asyncio.get_running_loop()
        while running:
            left = max(0.0, deadline - loop.time())
            ended, _ = await asyncio.wait(running, timeout=left, return_when="FIRST_COMPLETED")
            if not ended:
                raise TurnTimeout("a tool was still running at the end of the turn")
            for task in sorted(ended, key=lambda one: running[one].id):
                task.result()
                yield self._result(running.pop(task))

    def answers(self, calls: Sequence[Call]) -> list[Answered]:
        """One for each call, in their order, for the model."""
        return [self._answer(call) for call in calls]

    async def close(self) -> None:
        """When it returns no tool runs any more."""
        self._stopped.set()
        tasks = [job.task for job in self._jobs.values() if job.task is not None]
        for job in self._jobs.values():
            # Not one that has started: its thread would go on alone.
            if job.task is not None and not job.started:
                job.task.cancel()
        if tasks:
            await asyncio.wait(tasks)

    def _new_job(self, call: Call) -> Job | None:
        key = _key(call)
        if key in self._jobs or self.spent:
            return None
        harmless = Call(one_line(call.name), plain_json(call.args), call.id)
        job = self._jobs[key] = Job(f"r{len(self._jobs) + 1}", harmless)
        return job

    async def _run(self, job: Job) -> None:
        def work() -> Table:
            job.started = True
            if self._stopped.is_set():
                raise ToolRefused("the turn has ended")
            return self._tools.run(job.call.name, job.call.args)

        began = time.perf_counter()
        try:
            job.table = await self._sql.run(work)
        except HubError as exc:
            job.refusal = exc
        job.ms = round((time.perf_counter() - began) * 1_000, 1)

    def _result(self, job: Job) -> Event:
        head = {"id": job.id, "name": job.call.name, "ok": job.table is not None, "ms": job.ms}
        if job.table is not None:
            return Event("tool_result", head | for_reader(job.table, self._shown_rows))
        refusal = job.refusal or ToolRefused()
        return Event("tool_result", head | {"code": refusal.code(), "error": _words(refusal)})

    def _answer(self, call: Call) -> Answered:
        job = self._jobs.get(_key(call))
        if job is None:
            return Answered(call, "", error=TOO_MANY)
        if job.table is None:
            return Answered(call, job.id, error=_words(job.refusal or ToolRefused()))
        return Answered(call, job.id, result=for_model(job.id, job.table, self._model_bytes))


def _words(refusal: HubError) -> str:
    """What the model can act on."""
    detail = one_line(str(refusal) or refusal.title, 400)
    return f"{detail} {refusal.hint}".strip()


def _key(call: Call) -> bytes:
    """The same for the same call, whatever the order of its arguments."""
    return orjson.dumps(
        [one_line(call.name), plain_json(call.args)], option=orjson.OPT_SORT_KEYS, default=str
    )
