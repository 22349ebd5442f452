"""Changes of `.env`: checked by the Settings class before a byte is written."""

import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from shared.files import write_atomic
from tools.launcher import dotenv
from tools.launcher.messages import MESSAGES
from tools.launcher.settings.wrong import Wrong, load
from tools.launcher.speech import both


@dataclass(frozen=True)
class Checked:
    """`refused` keeps the change from being written; `left` was wrong before and still is."""

    text: str
    refused: list[Wrong]
    left: list[Wrong]


def read(path: Path) -> str:
    """ "" where there is none. Raises OSError, UnicodeDecodeError."""
    try:
        return path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        return ""


def check(path: Path, changes: Mapping[str, str]) -> Checked:
    """What `.env` would be with `changes`. Raises OSError, UnicodeDecodeError."""
    before = read(path)
    text = before
    refused = []
    for name, value in changes.items():
        try:
            text = dotenv.changed(text, {name: value})
        except ValueError as exc:
            refused.append(Wrong(name, **both(MESSAGES, "wrong_other", message=exc)))
    was, now = _wrong_with(before), _wrong_with(text)
    refused += [one for one in now if one.name in changes or one not in was]
    return Checked(text, refused, [one for one in now if one not in refused])


def write(path: Path, text: str) -> None:
    """Atomic; a new file is for its owner alone, because keys stand in it. Raises OSError."""
    open_to_others = path.exists() and bool(path.stat().st_mode & 0o077)
    write_atomic(path, text.encode(), private=not open_to_others)


def _wrong_with(text: str) -> list[Wrong]:
    with tempfile.TemporaryDirectory() as folder:
        candidate = Path(folder) / "candidate"
        candidate.write_text(text, encoding="utf-8")
        return load(candidate)[1]
