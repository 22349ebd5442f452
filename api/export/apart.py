"""An export in a process of its own: the worker only passes its bytes on."""

import pickle
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO, cast

import orjson

from api.export.frames import END, ERROR, Task, read_frame
from api.export.pipe import Pipe
from api.export.priority import PROCESS_FLAGS
from shared.db.generation import Generation
from shared.errors import ExportFailed, GenerationUnreadable, HubError, QueryTimeout
from shared.export_queries import ExportQuery

ROOT = Path(__file__).parents[2]
# What may go wrong while records are read.
ERRORS: dict[str, type[HubError]] = {
    error.code(): error for error in (QueryTimeout, GenerationUnreadable)
}


def write_apart(query: ExportQuery, generation: Generation, out: Pipe) -> None:
    """Raises ExportFailed when the process ends badly, else what it has raised; it never outlives
    the call, nor the client."""
    process = _started(query)
    assert process.stdin is not None
    assert process.stdout is not None
    try:
        with out.stopping(process.kill):
            # A process that has died says so by the end of its output.
            with suppress(OSError), process.stdin as task:
                pickle.dump(Task(query, generation.reopening()), task)
            _pass_on(process, cast("BinaryIO", process.stdout), out)
    finally:
        process.kill()
        process.wait()
        process.stdout.close()


def _started(query: ExportQuery) -> "subprocess.Popen[bytes]":
    """It takes over the thread's priority, and lowers its own when it begins with the records."""
    try:
        return subprocess.Popen(
            [sys.executable, "-m", "api.export.child"],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            creationflags=PROCESS_FLAGS,
        )
    except OSError as exc:
        raise ExportFailed(
            f"the process for {query.format} cannot be started: {exc.strerror}"
        ) from exc


def _pass_on(process: "subprocess.Popen[bytes]", source: BinaryIO, out: Pipe) -> None:
    while (frame := read_frame(source)) is not None:
        if frame.kind == END:
            return
        if frame.kind == ERROR:
            code, detail = orjson.loads(frame.content)
            raise ERRORS.get(code, ExportFailed)(detail)
        out.write(frame.content)
    # It was killed because nobody reads.
    out.check()
    raise ExportFailed(f"the process ended with status {process.wait()}")
