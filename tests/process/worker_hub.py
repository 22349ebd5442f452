"""The supervisor with real API workers only, and quicker looks: `-m tests.process.worker_hub`."""

import sys
from dataclasses import replace

from tools.supervisor.arguments import parse
from tools.supervisor.core_settings import load_core_settings
from tools.supervisor.hub import claim, hub_services
from tools.supervisor.model import Timing
from tools.supervisor.probes import worker_probe
from tools.supervisor.run import serve


def main() -> int:
    settings = load_core_settings()
    lock = claim(settings, ("api",))
    board = settings.workers_dir.absolute() / "board"
    specs = [
        replace(spec, probe=worker_probe(board, number, max_age_s=3.0))
        for number, spec in enumerate(hub_services(settings, ("api",)), start=1)
    ]
    serve(settings, specs, parse(["--no-browser"]), Timing(probe_s=0.2))
    lock.release()
    return 0


if __name__ == "__main__":
    sys.exit(main())
