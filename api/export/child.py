"""`python -m api.export.child`: a pickled Task in, the file out, as frames. Started by apart.py.

A process of its own: what holds Python's lock in it holds up no other answer (api/DESIGN.md).
"""

import pickle
import sys
from typing import BinaryIO

import orjson

from api.export.formats import KINDS
from api.export.frames import END, ERROR, PIECE, Task, write_frame
from api.export.output import Output
from api.export.priority import lower_process_priority
from shared.db.connection import configure_sqlite
from shared.errors import HubError
from shared.logging import configure_logging
from shared.repositories.export import ExportRepository


class FrameOutput(Output):
    def __init__(self, out: BinaryIO) -> None:
        super().__init__()
        self._out = out

    def hand_over(self, piece: bytes) -> None:
        write_frame(self._out, PIECE, piece)


def run(task: Task, out: BinaryIO) -> None:
    """Raises OSError when nobody reads."""
    file = FrameOutput(out)
    query = task.query
    try:
        with task.version.opened() as generation:
            KINDS[query.format].write(ExportRepository(generation, query), query, file)
        file.finish()
    except HubError as exc:
        write_frame(out, ERROR, orjson.dumps([exc.code(), str(exc)]))
    else:
        write_frame(out, END)


def main() -> None:
    configure_logging()
    configure_sqlite()
    task = pickle.load(sys.stdin.buffer)  # noqa: S301 - written by our own parent
    # Not before: on a busy machine the imports alone would take seconds.
    lower_process_priority()
    try:
        run(task, sys.stdout.buffer)
    except BrokenPipeError:
        # Nobody reads any more. Else Python would complain once more at its end.
        sys.stdout = None
        sys.exit(1)


if __name__ == "__main__":
    main()
