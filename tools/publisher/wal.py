"""Is the `-wal` beside a file really that file's? SQLite itself never asks.

A `-wal` that outlived its database is replayed over the new one: the sums are wrong and
quick_check says ok. File format: sqlite.org/fileformat2.html, 4.
"""

from collections.abc import Mapping
from pathlib import Path

from tools.publisher.signature import Signature, side_file

HEADER_BYTES = 32
FRAME_HEADER_BYTES = 24
MAIN, WAL = 0, 1
SQLITE_HEADER = -1


class WalWatch:
    """Remembers, from look to look, whose `-wal` stood still while its main file changed."""

    def __init__(self) -> None:
        self._last: dict[str, Signature] = {}
        self._suspects: set[str] = set()

    def observe(self, found: Mapping[str, Signature]) -> None:
        for name, signature in found.items():
            before = self._last.get(name)
            if before is None or signature is None:
                continue
            if signature[WAL] is None or signature[WAL] != before[WAL]:
                self._suspects.discard(name)
            elif _main(signature) != _main(before):
                self._suspects.add(name)
        self._last.update(found)

    def suspects(self) -> frozenset[str]:
        """Sources whose `-wal` needs `explains`; none that was never seen to stand still."""
        return frozenset(self._suspects)


def explains(source: Path) -> bool:
    """Whether a checkpoint explains that only the main file changed.

    Then every page that the `-wal` committed last stands in the main file just so.
    """
    pages, page_size = committed_pages(side_file(source, "-wal"))
    with source.open("rb") as main:
        for number, content in pages.items():
            main.seek((number - 1) * page_size)
            if main.read(page_size) != content:
                return False
    return True


def committed_pages(wal: Path) -> tuple[dict[int, bytes], int]:
    """Last committed content of each page in a `-wal`, and the page size."""
    raw = wal.read_bytes()
    page_size = int.from_bytes(raw[8:12], "big")
    salts = raw[16:24]
    committed: dict[int, bytes] = {}
    pending: dict[int, bytes] = {}
    frame = HEADER_BYTES
    while page_size and frame + FRAME_HEADER_BYTES + page_size <= len(raw):
        if raw[frame + 8 : frame + 16] != salts:
            break
        number = int.from_bytes(raw[frame : frame + 4], "big")
        content = frame + FRAME_HEADER_BYTES
        pending[number] = raw[content : content + page_size]
        if raw[frame + 4 : frame + 8] != b"\0\0\0\0":
            committed |= pending
            pending = {}
        frame = content + page_size
    return committed, page_size


def _main(signature: Signature) -> tuple[object, object]:
    return signature[MAIN], signature[SQLITE_HEADER]
