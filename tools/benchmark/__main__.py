"""`python -m tools.benchmark publish|api|exports|day|dashboard`."""

import argparse
import sys

from tools.benchmark import api, dashboard, day, exports, publish
from tools.benchmark.servers import NotStarted


def main(argv: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m tools.benchmark", description=__doc__)
    commands = parser.add_subparsers(dest="benchmark", required=True)
    publish.add_arguments(commands.add_parser("publish", help="what a publish costs"))
    api.add_arguments(commands.add_parser("api", help="the REST API beside floors and peers"))
    exports.add_arguments(commands.add_parser("exports", help="exports, and everybody else then"))
    day.add_arguments(commands.add_parser("day", help="a plant's day with 40 data versions"))
    dashboard.add_arguments(commands.add_parser("dashboard", help="the first screen in Chromium"))
    options = parser.parse_args(argv)
    runs = {
        "publish": publish.run,
        "api": api.run,
        "exports": exports.run,
        "day": day.run,
        "dashboard": dashboard.run,
    }
    try:
        return runs[options.benchmark](options)
    except NotStarted as exc:
        print(exc, file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
