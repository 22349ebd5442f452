"""`python -m tools.supervisor [--demo] [--no-browser] [--only NAME]`: until Ctrl+C or SIGTERM."""

import signal
import sys
from collections.abc import Sequence

from tools.setup import console
from tools.supervisor.arguments import parse


def main(arguments: Sequence[str]) -> int:
    """0 after a stop, 1 when the hub cannot start, 2 when it was asked wrongly."""
    asked = parse(arguments)
    if asked.wrong is not None:
        console.complain("unknown_argument", argument=asked.wrong)
        return 2
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        # Inside, because loading takes a moment in which Ctrl+C must not print a traceback.
        from tools.supervisor.run import run

        return run(demo=asked.demo, browser=asked.browser, only=asked.only)
    except KeyboardInterrupt:
        return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
