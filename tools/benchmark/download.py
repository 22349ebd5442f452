"""Takes one export in a process of its own, and counts what is in the file when it has arrived."""

import http.client
import multiprocessing
import re
import time
import zipfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path

PIECE_BYTES = 1 << 20
STALLED_S = 900.0


@dataclass(frozen=True, slots=True)
class Downloaded:
    """`announced`: what `X-Total-Count` said; `first_byte_s`: how long until the body began."""

    bytes: int
    rows: int
    announced: int
    seconds: float
    first_byte_s: float


class DownloadFailed(Exception):
    """The export was not taken; the message says why."""


@contextmanager
def downloading(port: int, path: str, target: Path) -> Iterator[Callable[[], Downloaded | None]]:
    """Runs it beside us; the function that is handed over gives None as long as it runs.

    It raises DownloadFailed.
    """
    context = multiprocessing.get_context("spawn")
    receiver, sender = context.Pipe(duplex=False)
    process = context.Process(target=_take, args=(sender, port, path, target))
    process.start()
    sender.close()

    def result() -> Downloaded | None:
        if not receiver.poll():
            return None
        try:
            found: Downloaded = receiver.recv()
        except EOFError:
            raise DownloadFailed(f"{path}: it failed, see above") from None
        return found

    try:
        yield result
    finally:
        process.terminate()
        process.join()


def _take(sender: Connection, port: int, path: str, target: Path) -> None:
    began = time.perf_counter()
    size, first_byte_s = 0, 0.0
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=STALLED_S)) as connection:
        connection.request("GET", path)
        answer = connection.getresponse()
        if answer.status != 200:
            raise DownloadFailed(f"{answer.status}: {answer.read()[:300].decode()}")
        with target.open("wb") as file:
            while piece := answer.read(PIECE_BYTES):
                first_byte_s = first_byte_s or time.perf_counter() - began
                size += file.write(piece)
        announced = int(answer.headers["X-Total-Count"])
    seconds = time.perf_counter() - began
    sender.send(Downloaded(size, rows_in(target), announced, seconds, first_byte_s))


def rows_in(path: Path) -> int:
    """Records in an exported file, without its header; the kind is told by its ending."""
    return COUNTERS[path.suffix](path)


def _csv_rows(path: Path) -> int:
    """The sample data has no line breaks in its texts."""
    with path.open("rb") as file:
        return sum(piece.count(b"\n") for piece in iter(lambda: file.read(PIECE_BYTES), b"")) - 1


def _ndjson_rows(path: Path) -> int:
    return _csv_rows(path) + 1


def _parquet_rows(path: Path) -> int:
    # Here, because every benchmark and every download would load it: 0.5 s.
    import pyarrow.parquet as pq

    return int(pq.read_metadata(path).num_rows)


def _xlsx_rows(path: Path) -> int:
    """Rows of the first sheet; a tag that two pieces share is found in the overlap."""
    count, rest = 0, b""
    with zipfile.ZipFile(path) as book, book.open("xl/worksheets/sheet1.xml") as sheet:
        while piece := sheet.read(PIECE_BYTES):
            text = rest + piece
            count += len(re.findall(rb"<row ", text))
            rest = text[-4:]
    return count - 1


COUNTERS = {
    ".csv": _csv_rows,
    ".ndjson": _ndjson_rows,
    ".parquet": _parquet_rows,
    ".xlsx": _xlsx_rows,
}
