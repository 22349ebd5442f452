"""How the launcher speaks: language, encoding, one line a message. Runs on every Python 3."""

import os
import sys
from pathlib import Path

from tools.setup.messages import MESSAGES

ROOT = Path(__file__).resolve().parent.parent.parent
LANGUAGES = ("ko", "en")


def language() -> str:
    """`HUB_LANGUAGE` from the environment or `.env`; Korean unless the terminal cannot show it."""
    wanted = os.environ.get("HUB_LANGUAGE") or from_dotenv() or "ko"
    return "en" if wanted == "en" or not _can_show("가") else "ko"


def text(key: str, **values: object) -> str:
    return str(MESSAGES[key][LANGUAGES.index(language())]).format(**values)


def say(key: str, **values: object) -> None:
    write(text(key, **values))


def write(line: str) -> None:
    """One line for the person at the terminal; a closed terminal must not stop the hub."""
    try:
        print("[hub] " + line, flush=True)
    except UnicodeEncodeError:
        print("[hub] " + line.encode("ascii", "backslashreplace").decode(), flush=True)
    except (OSError, ValueError):
        return


def complain(key: str, **values: object) -> None:
    """A refusal: the same on stderr, where scripts look for it."""
    line = "[hub] " + text(key, **values)
    try:
        print(line, file=sys.stderr, flush=True)
    except UnicodeEncodeError:
        print(line.encode("ascii", "backslashreplace").decode(), file=sys.stderr, flush=True)
    except (OSError, ValueError):
        return


def _can_show(sample: str) -> bool:
    try:
        sample.encode(getattr(sys.stdout, "encoding", None) or "ascii")
    except (UnicodeEncodeError, LookupError):
        return False
    return True


def from_dotenv() -> str:
    try:
        lines = (ROOT / ".env").read_text(encoding="utf-8").splitlines()
    except (OSError, ValueError):
        return ""
    for line in lines:
        name, _, value = line.partition("=")
        if name.strip().upper() == "HUB_LANGUAGE":
            return value.strip().strip("'\"")
    return ""
