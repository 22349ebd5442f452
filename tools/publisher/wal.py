"""Is the `-wal` beside a file really that file's? SQLite itself never asks.

A `-wal` that outlived its database is replayed over the new one: the sums are wrong and
quick_check says ok. Ignoring one that is the file's own is as wrong. File format:
sqlite.org/fileformat2.html, 4.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, auto
from pathlib import Path
from typing import BinaryIO

from tools.publisher.signature import Signature, side_file

HEADER_BYTES = 32
FRAME_HEADER_BYTES = 24
MAIN, WAL = 0, 1
SQLITE_HEADER = -1
FILE_ID = 0


class Suspicion(Enum):
    """What the main file was seen to do while its `-wal` stood still."""

    REPLACED = auto()
    WRITTEN = auto()


class Owner(Enum):
    """Whose the `-wal` is."""

    THIS_FILE = auto()
    ANOTHER_FILE = auto()
    UNCLEAR = auto()


class WalWatch:
    """Remembers, from look to look, whose `-wal` stood still while its main file changed."""

    def __init__(self) -> None:
        self._last: dict[str, Signature] = {}
        self._suspicions: dict[str, Suspicion] = {}

    def observe(self, found: Mapping[str, Signature]) -> None:
        for name, signature in found.items():
            before = self._last.get(name)
            if before is None or signature is None:
                continue
            if signature[WAL] is None or signature[WAL] != before[WAL]:
                self._suspicions.pop(name, None)
            elif _file_id(signature) != _file_id(before):
                self._suspicions[name] = Suspicion.REPLACED
            elif _main(signature) != _main(before):
                self._suspicions.setdefault(name, Suspicion.WRITTEN)
        self._last.update(found)

    def suspicions(self) -> Mapping[str, Suspicion]:
        """By source name; none for a `-wal` that was never seen to stand still."""
        return dict(self._suspicions)


def owner_of_wal(source: Path) -> Owner:
    """Of a `-wal` whose main file was written: a checkpoint, or another database's bytes?

    A checkpoint writes the last version of each page into the main file; one that a reader holds
    up leaves out the pages that later commits have changed again. So of the pages that the
    earliest commit was the last to change, all stand in the main file, or it was no checkpoint.
    Another database has none of them. Anything between is not guessed at.
    """
    last = last_versions(side_file(source, "-wal"))
    if not last:
        # Nothing in it was ever committed: replaying it changes nothing.
        return Owner.THIS_FILE
    earliest = min(frame.commit for frame in last.values())
    with source.open("rb") as main, side_file(source, "-wal").open("rb") as wal:
        equal = {number: _stands_in(main, wal, number, frame) for number, frame in last.items()}
    if all(equal[number] for number, frame in last.items() if frame.commit == earliest):
        return Owner.THIS_FILE
    return Owner.UNCLEAR if any(equal.values()) else Owner.ANOTHER_FILE


@dataclass(frozen=True, slots=True)
class Frame:
    """Where a committed page lies in a `-wal`, and the number of its commit."""

    offset: int
    size: int
    commit: int


def last_versions(wal: Path) -> dict[int, Frame]:
    """The last committed frame of each page, by page number, of those that SQLite would use."""
    committed: dict[int, Frame] = {}
    pending: dict[int, Frame] = {}
    commit = 0
    with wal.open("rb") as file:
        header = file.read(HEADER_BYTES)
        size = int.from_bytes(header[8:12], "big")
        end = wal.stat().st_size
        offset = HEADER_BYTES + FRAME_HEADER_BYTES
        while size and offset + size <= end:
            file.seek(offset - FRAME_HEADER_BYTES)
            frame = file.read(FRAME_HEADER_BYTES)
            if frame[8:16] != header[16:24]:
                break
            pending[int.from_bytes(frame[:4], "big")] = Frame(offset, size, commit)
            if frame[4:8] != b"\0\0\0\0":
                committed |= pending
                pending = {}
                commit += 1
            offset += size + FRAME_HEADER_BYTES
    return committed


def _stands_in(main: BinaryIO, wal: BinaryIO, number: int, frame: Frame) -> bool:
    main.seek((number - 1) * frame.size)
    wal.seek(frame.offset)
    return main.read(frame.size) == wal.read(frame.size)


def _file_id(signature: Signature) -> object:
    main = signature[MAIN]
    return main[FILE_ID] if main else None


def _main(signature: Signature) -> tuple[object, object]:
    return signature[MAIN], signature[SQLITE_HEADER]
