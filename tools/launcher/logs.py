"""`logs [service] [-f]`: the services' own files, so that they also tell of a hub that ended."""

import time
from collections.abc import Sequence
from pathlib import Path

from tools.launcher.places import places
from tools.launcher.speech import complain, show
from tools.supervisor.log_tail import tail

LINES = 40
FOLLOWED_LINES = 2_000
LOOK_S = 0.5


def logs(words: Sequence[str], names: Sequence[str]) -> int:
    """The end of each; `-f` goes on until Ctrl+C."""
    folder = places(demo="--demo" in words).log_dir
    there = sorted(folder.glob("*.log"))
    files = [path for path in there if not names or path.stem in names]
    missing = set(names) - {path.stem for path in files}
    if missing or not files:
        complain("log_missing", name=", ".join(sorted(missing)) or "*", folder=folder,
                 names=", ".join(path.stem for path in there) or "-")  # fmt: skip
        return 1
    try:
        cursors = {path: _print(path, LINES, None, several=len(files) > 1) for path in files}
        while "-f" in words:
            time.sleep(LOOK_S)
            for path, after in cursors.items():
                cursors[path] = _print(path, FOLLOWED_LINES, after, several=len(files) > 1)
    except KeyboardInterrupt:
        return 0
    except BrokenPipeError:
        return 1
    return 0


def _print(path: Path, lines: int, after: str | None, *, several: bool) -> str:
    """The cursor for the next look."""
    found = tail(path, lines, after)
    mark = f"{path.stem:<10} " if several else ""
    if found["lines"]:
        show("\n".join(f"{mark}{line}" for line in found["lines"]))
    return str(found["next"])
