"""Runs the attacks on a data folder and prints what each took: `DATA_DIR SECONDS` as arguments.

Memory is this process's, from before the first statement to the highest during each.
"""

import json
import sys
import threading
import time
from pathlib import Path

import psutil

from shared.db.connection import configure_sqlite
from shared.db.manifest import read_manifest
from shared.db.sandbox import Sandbox
from shared.db.sandbox_bounds import SandboxLimits
from shared.errors import SqlRefused
from tests.sql_attacks import BOMBS, REFUSED


def main(data_dir: Path, seconds: float) -> None:
    configure_sqlite(data_dir / "work")
    partitions = read_manifest(data_dir / "manifest.json").partitions
    sandbox = Sandbox(data_dir / "partitions", partitions, SandboxLimits(seconds=seconds))
    sandbox.run("SELECT COUNT(*) FROM production WHERE day = '2026-03-04'")
    process = psutil.Process()
    before = process.memory_info().rss
    for name, sql in {**REFUSED, **BOMBS}.items():
        highest = [before]
        done = threading.Event()

        def watch(highest: list[int] = highest, done: threading.Event = done) -> None:
            while not done.wait(0.002):
                highest.append(process.memory_info().rss)

        watcher = threading.Thread(target=watch)
        watcher.start()
        started = time.monotonic()
        try:
            outcome = f"{len(sandbox.run(sql).rows)} rows"
        except SqlRefused as exc:
            outcome = f"refused: {exc}"
        took = time.monotonic() - started
        done.set()
        watcher.join()
        growth = max(highest) - before
        print(json.dumps({"name": name, "outcome": outcome, "s": took, "growth": growth}))


if __name__ == "__main__":
    main(Path(sys.argv[1]), float(sys.argv[2]))
