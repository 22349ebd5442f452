"""What the worker and an export's process say to each other: a Task, then pieces of the file and
its end or an error. An output that just ends is a process that has died: no part looks whole."""

import struct
from typing import BinaryIO, NamedTuple

from shared.db.generation import Reopening
from shared.export_queries import ExportQuery

PIECE, END, ERROR = b"p", b"e", b"x"
HEAD = struct.Struct("<cI")


class Task(NamedTuple):
    query: ExportQuery
    version: Reopening


class Frame(NamedTuple):
    kind: bytes
    content: bytes


def write_frame(out: BinaryIO, kind: bytes, content: bytes = b"") -> None:
    out.write(HEAD.pack(kind, len(content)))
    out.write(content)
    out.flush()


def read_frame(source: BinaryIO) -> Frame | None:
    """None when the output ends, also within a frame."""
    head = source.read(HEAD.size)
    if len(head) < HEAD.size:
        return None
    kind, size = HEAD.unpack(head)
    content = source.read(size)
    return Frame(kind, content) if len(content) == size else None
