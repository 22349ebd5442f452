"""`python -m tools.chaos`: the long form of the chaos test. Exit status 1: something was wrong."""

import argparse
import asyncio
import sys
from collections.abc import Sequence
from pathlib import Path

from tools.chaos.changes import ErpClock, good_styles
from tools.chaos.processes import NotReady
from tools.chaos.report import table
from tools.chaos.run import SETTLE_S, Options, run_chaos
from tools.chaos.soak import run_soak

CHAOS_ROWS = 4_000
SOAK_ROWS = 300


def main(arguments: Sequence[str] | None = None) -> int:
    given = _parser().parse_args(arguments)
    soak: int | None = given.soak
    options = Options(
        replacements=given.replacements,
        bad_share=given.bad_share,
        kills=given.kills,
        workers=given.workers,
        connections=given.connections,
        seed=given.seed,
        rows=given.rows or (SOAK_ROWS if soak else CHAOS_ROWS),
        folder=given.folder,
        styles=tuple(given.styles),
    )
    try:
        result = asyncio.run(run_soak(options, soak) if soak else run_chaos(options))
    except NotReady as exc:
        print(f"The hub did not start: {exc}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    print(table(result))
    return 0 if result.is_clean else 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m tools.chaos",
        description="Changes and damages the ERP's file and kills the watcher, under load on the "
        "API, and looks at every answer.",
    )
    parser.add_argument("--replacements", type=int, default=100, help="good changes (100)")
    parser.add_argument(
        "--bad-share", type=_share, default=0.25, help="share of bad files among all changes (0.25)"
    )
    parser.add_argument("--kills", type=int, default=9, help="kills of the watcher (9)")
    parser.add_argument("--workers", type=int, default=2, help="API processes (2)")
    parser.add_argument("--connections", type=int, default=8, help="clients at once (8)")
    parser.add_argument("--seed", type=int, default=1, help="another number, another order")
    parser.add_argument("--rows", type=int, help="rows of the live file (4000; soak 300)")
    parser.add_argument("--folder", type=Path, help="work here and keep all files")
    parser.add_argument(
        "--styles",
        nargs="+",
        choices=sorted(good_styles(SETTLE_S, ErpClock())),
        default=(),
        metavar="NAME",
        help="only these good changes in turn, to find out what goes wrong with one",
    )
    parser.add_argument(
        "--soak", type=int, metavar="VERSIONS", help="only good changes, for memory and handles"
    )
    return parser


def _share(text: str) -> float:
    share = float(text)
    if not 0 <= share <= 0.4:
        raise argparse.ArgumentTypeError("from 0 to 0.4: each bad file is followed by a good one")
    return share


if __name__ == "__main__":
    sys.exit(main())
