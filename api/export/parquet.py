"""Exports as Parquet and Arrow: a process makes the file of the JSON lines that SQLite writes."""

import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from typing import IO

from api.export.arrow_files import ArrowKind
from api.export.pipe import PIECE_BYTES, Pipe
from api.export.priority import PROCESS_FLAGS
from shared.errors import ExportFailed
from shared.export_queries import ExportQuery
from shared.repositories.export import Chunk, ExportRepository

ROOT = Path(__file__).parents[2]


def write_parquet(records: ExportRepository, query: ExportQuery, out: Pipe) -> None:
    _convert("parquet", records, query, out)


def write_arrow(records: ExportRepository, query: ExportQuery, out: Pipe) -> None:
    _convert("arrow", records, query, out)


def _convert(kind: ArrowKind, records: ExportRepository, query: ExportQuery, out: Pipe) -> None:
    """Raises ExportFailed when the process ends badly; it never outlives the call."""
    process = _started(kind, query)
    assert process.stdin is not None
    assert process.stdout is not None
    with ThreadPoolExecutor(1) as feeder:
        feeding = feeder.submit(_feed, process, process.stdin, records.json_lines(), out)
        try:
            while piece := process.stdout.read(PIECE_BYTES):
                out.write(piece)
            feeding.result()
            if process.wait():
                raise ExportFailed(f"the process for {kind} ended with status {process.returncode}")
        finally:
            process.kill()
            process.wait()
            process.stdout.close()


def _started(kind: ArrowKind, query: ExportQuery) -> "subprocess.Popen[bytes]":
    command = [sys.executable, "-m", "api.export.arrow_process", kind, ",".join(query.fields)]
    try:
        return subprocess.Popen(  # noqa: S603 - our own module, and names out of FIELDS
            command,
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            creationflags=PROCESS_FLAGS,
        )
    except OSError as exc:
        raise ExportFailed(f"the process for {kind} cannot be started: {exc.strerror}") from exc


def _feed(
    process: "subprocess.Popen[bytes]", lines: IO[bytes], chunks: Iterator[Chunk], out: Pipe
) -> None:
    try:
        for chunk in chunks:
            # What comes out may be long in coming: a group is 50,000 rows.
            out.check()
            lines.write(chunk.text)
        lines.close()
    except OSError:
        # The process has ended: its status tells why.
        process.kill()
    except BaseException:
        # An end of its input would make a part look like the whole.
        process.kill()
        raise
    finally:
        with suppress(OSError):
            lines.close()
