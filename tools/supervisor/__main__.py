"""`python -m tools.supervisor [--demo] [--no-browser] [--detached] [--only NAME]`: until Ctrl+C,
SIGTERM or the control API's stop."""

import os
import signal
import sys
from collections.abc import Sequence
from pathlib import Path

from tools.setup import console
from tools.supervisor.arguments import parse

if sys.platform == "win32":
    from tools.setup import _windows as system
else:
    from tools.setup import _posix as system


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

        ended = run(asked)
    except KeyboardInterrupt:
        return 0
    if isinstance(ended, int):
        return ended
    # A new program in our place: with the code and the settings as they are now.
    command = ["-m", "tools.supervisor", *asked.again()]
    return system.hand_over(Path(sys.executable), command, dict(os.environ))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
