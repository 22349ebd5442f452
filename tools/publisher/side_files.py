"""Are the `-wal` and `-journal` beside a file really that file's? SQLite itself never asks.

One that outlived its database is replayed over the new one: the sums are wrong and quick_check
says ok. Ignoring one that is the file's own is as wrong. File format:
sqlite.org/fileformat2.html, 4.
"""

import hashlib
import os
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, auto
from pathlib import Path
from typing import BinaryIO

from tools.publisher.signature import Signature, side_file, take_signature

HEADER_BYTES = 32
FRAME_HEADER_BYTES = 24
MAIN, WAL, JOURNAL = 0, 1, 2
SQLITE_HEADER = -1
FILE_ID = 0
SAMPLES = 256
SAMPLE_BYTES = 4_096


class Suspicion(Enum):
    """What the main file was seen to do while its side file stood still."""

    REPLACED = auto()
    WRITTEN = auto()


class Owner(Enum):
    """Whose the `-wal` is."""

    THIS_FILE = auto()
    ANOTHER_FILE = auto()
    UNCLEAR = auto()


@dataclass(frozen=True, slots=True)
class SideFileDoubt:
    """What was seen of a source whose side files may be another database's.

    `main_samples` are of the main file as it stood when the `-wal` was surely its own.
    """

    wal: Suspicion | None = None
    journal: Suspicion | None = None
    main_samples: frozenset[str] = frozenset()


class SideFileWatch:
    """Remembers, from look to look, whose side file stood still while its main file changed."""

    def __init__(self) -> None:
        self._last: dict[str, Signature] = {}
        self._suspicions: dict[tuple[str, int], Suspicion] = {}
        self._samples: dict[str, str] = {}

    def observe(self, found: Mapping[str, Signature], paths: Mapping[str, Path]) -> None:
        """`paths` of the sources that are there now; none for signatures out of a manifest."""
        for name, signature in found.items():
            before = self._last.get(name)
            if signature is None:
                continue
            if before is not None:
                for side in (WAL, JOURNAL):
                    self._compare(name, side, before, signature)
            if signature[WAL] and name in paths and (not before or signature[WAL] != before[WAL]):
                self._sample(name, paths[name], signature)
        self._last.update(found)

    def doubt(self, name: str, main_sample: str | None) -> SideFileDoubt | None:
        """None when nothing speaks against the side files. `main_sample` as published last."""
        wal = self._suspicions.get((name, WAL))
        journal = self._suspicions.get((name, JOURNAL))
        if wal is None and journal is None:
            return None
        known = {self._samples.get(name), main_sample} - {None}
        return SideFileDoubt(wal, journal, frozenset(str(sample) for sample in known))

    def _compare(self, name: str, side: int, before: Signature, now: Signature) -> None:
        if not now[side] or now[side] != before[side]:
            self._suspicions.pop((name, side), None)
        elif _file_id(now) != _file_id(before):
            self._suspicions[name, side] = Suspicion.REPLACED
        elif side == WAL and _main(now) != _main(before):
            # Beside a journal this is a transaction that writes its pages.
            self._suspicions.setdefault((name, side), Suspicion.WRITTEN)

    def _sample(self, name: str, path: Path, signature: Signature) -> None:
        try:
            sample = sample_of(path)
        except OSError:
            return
        if take_signature(path)[MAIN] == signature[MAIN]:
            self._samples[name] = sample


def sample_of(path: Path) -> str:
    """Hash of some hundred places in a file, the same work at any size. Raises OSError.

    Enough to tell a file that was only touched from another database.
    """
    found = hashlib.blake2b(digest_size=16)
    with path.open("rb") as file:
        size = os.fstat(file.fileno()).st_size
        found.update(str(size).encode())
        for place in range(0, size, max(SAMPLE_BYTES, size // SAMPLES)):
            file.seek(place)
            found.update(file.read(SAMPLE_BYTES))
    return found.hexdigest()


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
