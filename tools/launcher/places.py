"""Where the hub's folders are, found without any package: HUB_* first, then `.env`."""

import os
from dataclasses import dataclass
from pathlib import Path

from tools.launcher import dotenv
from tools.setup.console import ROOT

DEFAULTS = {"HUB_DATA_DIR": "data", "HUB_LOG_DIR": "logs"}
DEMO = {"HUB_DATA_DIR": "demo/data", "HUB_LOG_DIR": "demo/logs"}


@dataclass(frozen=True)
class Places:
    """Absolute."""

    data_dir: Path
    log_dir: Path


def places(*, demo: bool, root: Path = ROOT) -> Places:
    """As the hub itself would choose them; `--demo` passes over `.env`."""
    try:
        text = (root / ".env").read_bytes().decode("utf-8-sig")
    except (OSError, UnicodeDecodeError):
        text = ""
    written = {} if demo else {k: v for k, v in dotenv.values(text).items() if v}
    given = {name.upper(): value for name, value in os.environ.items() if value}
    found = {**(DEMO if demo else DEFAULTS), **written, **given}
    return Places(root / found["HUB_DATA_DIR"], root / found["HUB_LOG_DIR"])
