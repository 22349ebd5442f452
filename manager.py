"""Starts the hub with any Python 3.11-3.14 and nothing else: it makes its own `.venv` first."""

import sys

from tools.setup import console, python_check


def main() -> int:
    refusal = python_check.refusal()
    if refusal is not None:
        console.complain(refusal, **python_check.facts())
        return 1
    # Only now: what follows is written in a Python that the ones turned away cannot read.
    from tools.setup.commands import run

    return run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
