"""Files that an ERP should never leave behind, but has; each takes the live file's name."""

import random
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from tools.erp_simulator.erp_file import connect, export, transaction
from tools.erp_simulator.plant import Rows
from tools.erp_simulator.styles import Change

PAGE_BYTES = 4096
TEXT = "ERP 내보내기 실패: 사용권이 만료되었습니다.\r\n"


def bad_empty(path: Path, rows: Rows) -> None:  # noqa: ARG001
    """No bytes: to SQLite a valid, empty database."""
    _place(path, b"")


def bad_text(path: Path, rows: Rows) -> None:  # noqa: ARG001
    """An error message instead of data."""
    _place(path, TEXT.encode() * 200)


def bad_random(path: Path, rows: Rows) -> None:
    """Random bytes of the right length, as an encrypted file looks."""
    size = len(_exported(path, rows))
    chance = random.Random(len(rows))  # noqa: S311 - no secret
    _place(path, chance.randbytes(size))


def bad_half(path: Path, rows: Rows) -> None:
    """A copy that broke off."""
    content = _exported(path, rows)
    _place(path, content[: len(content) // 2 // PAGE_BYTES * PAGE_BYTES])


def bad_zero_middle(path: Path, rows: Rows) -> None:
    """The right length with zeros in the middle third, as after a power cut."""
    content = bytearray(_exported(path, rows))
    first = max(1, len(content) // 3 // PAGE_BYTES) * PAGE_BYTES
    last = max(2, 2 * len(content) // 3 // PAGE_BYTES) * PAGE_BYTES
    content[first:last] = bytes(len(content[first:last]))
    _place(path, bytes(content))


def bad_no_table(path: Path, rows: Rows) -> None:  # noqa: ARG001
    """A sound database of some other program."""
    _place_database(path, "CREATE TABLE settings(name TEXT, value TEXT)")


def bad_columns(path: Path, rows: Rows) -> None:  # noqa: ARG001
    """The right table with other columns."""
    _place_database(
        path,
        "CREATE TABLE production_records(no INTEGER PRIMARY KEY, day TEXT, amount REAL)",
        "INSERT INTO production_records(day, amount) VALUES ('2026-01-13', 5)",
    )


def bad_no_rows(path: Path, rows: Rows) -> None:  # noqa: ARG001
    """Emptied, and not yet filled again."""
    export(path, ()).replace(path)


def _exported(path: Path, rows: Rows) -> bytes:
    beside = export(path, rows)
    content = beside.read_bytes()
    beside.unlink()
    return content


def _place(path: Path, content: bytes) -> None:
    beside = path.with_name(f"{path.name}.new")
    beside.write_bytes(content)
    beside.replace(path)


def _place_database(path: Path, *statements: str) -> None:
    beside = path.with_name(f"{path.name}.new")
    beside.unlink(missing_ok=True)
    with connect(beside) as connection, transaction(connection):
        for statement in statements:
            connection.execute(statement)
    beside.replace(path)


BAD_STYLES: Mapping[str, Change] = MappingProxyType(
    {
        style.__name__: style
        for style in (
            bad_empty,
            bad_text,
            bad_random,
            bad_half,
            bad_zero_middle,
            bad_no_table,
            bad_columns,
            bad_no_rows,
        )
    }
)
