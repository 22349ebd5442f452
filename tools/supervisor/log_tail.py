"""The end of a rotating log, and what came after it: for people who look on."""

import os
import re
from pathlib import Path
from typing import Any

from tools.supervisor.logs import KEEP

MAX_BYTES = 400_000
CURSOR = re.compile(r"(\d{1,20})-(\d{1,15})")


def tail(path: Path, lines: int, after: str | None = None) -> dict[str, Any]:
    """{"lines", "next"}. `after` is an earlier `next`, and stays right when the log is rotated.

    Whole lines only, the newest `lines` of them and at most MAX_BYTES; what does not fit is left
    out at the front. A cursor that means nothing (any more) gives the end, as none does.
    """
    found = CURSOR.fullmatch(after or "")
    file_id, offset = (int(found[1]), int(found[2])) if found else (0, 0)
    content, cursor = b"", "0-0"
    for file in (path, *(path.with_name(f"{path.name}.{n}") for n in range(1, KEEP + 1))):
        part, identity, begin, complete = _read(file, file_id, offset)
        if file == path:
            # The line that is being written is told when it is whole.
            part = part[: part.rfind(b"\n") + 1]
            cursor = f"{identity}-{begin + len(part)}"
        content = part + content
        if complete or len(content) >= MAX_BYTES or content.count(b"\n") >= lines:
            break
    text = content[-MAX_BYTES:].decode("utf-8", "replace").splitlines()
    return {"lines": text[-lines:], "next": cursor}


def _read(file: Path, file_id: int, offset: int) -> tuple[bytes, int, int, bool]:
    """Its end, the file's number, where that begins, whether the cursor lies in this file."""
    try:
        with file.open("rb") as opened:
            status = os.fstat(opened.fileno())
            known = status.st_ino == file_id and offset <= status.st_size
            opened.seek(max(offset if known else 0, status.st_size - MAX_BYTES))
            begin = opened.tell()
            part = opened.read(MAX_BYTES)
    except FileNotFoundError:
        return b"", 0, 0, True
    return part, status.st_ino, begin, known
