"""The real publisher in a process of its own, ended at a moment of the test's choice."""

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from shared.settings import Settings

ROOT = Path(__file__).resolve().parents[2]

# `python -m tools.watcher --once`, dead by SIGKILL at the n-th time it reaches a step.
DIE_AT_STEP = """
import os, signal, sys
from tools.publisher import steps
from tools.watcher.__main__ import main
wanted, times = sys.argv[1], int(sys.argv[2])
def reached(step):
    global times
    times -= step == wanted
    if step == wanted and times == 0:
        os.kill(os.getpid(), signal.SIGKILL) if hasattr(signal, "SIGKILL") else os._exit(9)
steps.reached = reached
sys.exit(main(["--once"]))
"""


def environment(settings: Settings, **extra: str) -> Mapping[str, str]:
    """What makes a process use these settings and nobody else's."""
    own = {key: value for key, value in os.environ.items() if not key.startswith("HUB_")}
    return {
        **own,
        "PYTHONPATH": str(ROOT),
        "HUB_LIVE_DB": str(settings.live_db),
        "HUB_ARCHIVE_DBS": settings.archive_dbs,
        "HUB_DATA_DIR": str(settings.data_dir),
        "HUB_SETTLE_S": str(settings.settle_s),
        "HUB_POLL_INTERVAL_S": "0.05",
        **extra,
    }


def publish_until(settings: Settings, step: str, times: int = 1) -> int:
    """Exit status of a publisher that ends itself at the step; 0 or 1 if it never came there."""
    command = [sys.executable, "-c", DIE_AT_STEP, step, str(times)]
    return subprocess.run(
        command,
        env=environment(settings),
        cwd=settings.data_dir.parent,
        capture_output=True,
        check=False,
    ).returncode


def publish_once(settings: Settings, **extra: str) -> subprocess.CompletedProcess[str]:
    """`python -m tools.watcher --once`, to its end."""
    return subprocess.run(
        [sys.executable, "-m", "tools.watcher", "--once"],
        env=environment(settings, **extra),
        cwd=settings.data_dir.parent,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
