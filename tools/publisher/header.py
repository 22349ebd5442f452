"""The first 100 bytes of an SQLite file (sqlite.org/fileformat2.html, 1.3)."""

from dataclasses import dataclass
from pathlib import Path

from shared.source_errors import SourceMissing, SourceNotSqlite, SourceTruncated, SourceUnreadable
from tools.publisher.signature import HEADER_BYTES

MAGIC = b"SQLite format 3\0"
WAL_FORMAT = 2


@dataclass(frozen=True, slots=True)
class Header:
    page_size: int
    page_count: int
    uses_wal: bool


def read_header(path: Path, shown: str) -> Header:
    """Raises SourceMissing, SourceNotSqlite or SourceTruncated; `shown` names the source."""
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            raw = file.read(HEADER_BYTES)
    except FileNotFoundError as exc:
        raise SourceMissing(shown) from exc
    except OSError as exc:
        raise SourceUnreadable(f"{shown}: {exc.strerror}") from exc
    if not raw:
        raise SourceTruncated(f"{shown} has no content (0 bytes)")
    if len(raw) < HEADER_BYTES or not raw.startswith(MAGIC):
        raise SourceNotSqlite(f"{shown} begins with {raw[:16]!r}")
    page_size = int.from_bytes(raw[16:18], "big")
    page_size = 65_536 if page_size == 1 else page_size
    page_count = int.from_bytes(raw[28:32], "big")
    # The page count is valid only when both change counters agree.
    if raw[24:28] == raw[92:96] and page_count * page_size > size:
        raise SourceTruncated(f"{shown} has {size:,} of {page_count * page_size:,} bytes")
    return Header(page_size, page_count, raw[18] == WAL_FORMAT)
