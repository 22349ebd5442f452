"""`python -m tools.watcher [--once]`. Exit status: 0 published, 1 a source refused, 2 no start."""

import argparse
import signal
import sys

from shared.db.connection import configure_sqlite
from shared.errors import HubError
from shared.logging import configure_logging
from shared.settings import load_settings
from tools.watcher.loop import Watcher


def main(argv: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m tools.watcher", description=__doc__)
    parser.add_argument("--once", action="store_true", help="publish what there is and end")
    options = parser.parse_args(argv)
    configure_logging()
    try:
        settings = load_settings()
        configure_sqlite(settings.work_dir)
        watcher = Watcher(settings)
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, lambda *_: watcher.stop())
        if options.once:
            return report(watcher, complete=watcher.run_once())
        watcher.run()
    except HubError as exc:
        print(f"{exc.title}: {exc}\n{exc.hint}", file=sys.stderr)
        return 2
    return 0


def report(watcher: Watcher, *, complete: bool) -> int:
    """Say what is served now and what was refused, for the person who typed the command."""
    manifest = watcher.publisher.manifest
    if manifest is None:
        print("Nothing is published.")
    else:
        print(
            f"Version {manifest.version}: {manifest.rows:,} rows, "
            f"{manifest.first_day} to {manifest.last_day}, published {manifest.published_at}."
        )
    troubles = [watcher.publisher.failure]
    troubles += [source.rejection for source in watcher.publisher.reports().values()]
    for trouble in troubles:
        if trouble is not None:
            print(f"{trouble.title}: {trouble.detail}\n  {trouble.hint}", file=sys.stderr)
    return 0 if complete else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
