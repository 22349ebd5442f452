"""`python -m tools.benchmark publish`."""

import argparse
import sys

from tools.benchmark import publish


def main(argv: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m tools.benchmark", description=__doc__)
    commands = parser.add_subparsers(dest="benchmark", required=True)
    publish.add_arguments(commands.add_parser("publish", help="what a publish costs"))
    return publish.run(parser.parse_args(argv))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
