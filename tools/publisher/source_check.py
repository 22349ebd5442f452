"""`python -m tools.publisher.source_check FILE ...`: may these be the ERP's files?

Looks at each where it lies, without a copy, a lock or a file beside it: a look before a path is
saved, not the proof that a publish makes of what it reads. Prints JSON: what is wrong, by file.
"""

import json
import sys
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import apsw

from shared.errors import HubError
from shared.settings import Settings, load_settings
from shared.source_errors import SourceChanging, SourceUnreadable
from tools.publisher.header import read_header
from tools.publisher.source_table import source_columns
from tools.publisher.work_file import attach

_FLAGS = apsw.SQLITE_OPEN_READWRITE | apsw.SQLITE_OPEN_CREATE | apsw.SQLITE_OPEN_URI


def problem(settings: Settings, path: Path) -> HubError | None:
    """Why this is no file of the ERP; None when it looks like one."""
    try:
        if path.is_dir():
            return SourceUnreadable(f"{path} is a folder")
        read_header(path, path.name)
        with closing(apsw.Connection(":memory:", flags=_FLAGS)) as db:
            attach(db, path, "source")
            source_columns(db, settings, path.name)
    except HubError as exc:
        return exc
    except apsw.Error as exc:
        # Nothing locks it against us: the ERP may be in the middle of a write.
        return SourceChanging(f"{path.name}: {exc}")
    return None


def main(arguments: Sequence[str]) -> int:
    """0 all look right, 1 some do not, 2 the settings themselves are wrong."""
    try:
        settings = load_settings()
    except HubError as exc:
        print(json.dumps({"": _words(exc)}))
        return 2
    found = {name: problem(settings, Path(name)) for name in arguments}
    wrong = {name: _words(exc) for name, exc in found.items() if exc is not None}
    print(json.dumps(wrong))
    return 1 if wrong else 0


def _words(error: HubError) -> dict[str, str]:
    return {
        "key": error.code(),
        "ko": f"{error.title_ko}. {error.hint_ko} ({error})",
        "en": f"{error.title}. {error.hint} ({error})",
    }


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
