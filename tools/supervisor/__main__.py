"""`python -m tools.supervisor [--demo] [--no-browser]`: the hub, until Ctrl+C or SIGTERM."""

import signal
import sys
from collections.abc import Sequence

from tools.setup import console

OPTIONS = ("--demo", "--no-browser")


def main(arguments: Sequence[str]) -> int:
    """0 after a stop, 1 when the hub cannot start, 2 when it was asked wrongly."""
    wrong = next((word for word in arguments if word not in OPTIONS), None)
    if wrong is not None:
        console.complain("unknown_argument", argument=wrong)
        return 2
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        # Inside, because loading takes a moment in which Ctrl+C must not print a traceback.
        from tools.supervisor.run import run

        return run(demo="--demo" in arguments, browser="--no-browser" not in arguments)
    except KeyboardInterrupt:
        return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
