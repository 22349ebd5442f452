"""`python -m tools.erp_simulator`: plays the ERP against the live file, one line a change."""

import argparse
import sqlite3
import sys
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path

from shared.errors import InvalidSettings
from shared.settings import load_settings
from tools.erp_simulator.session import ALL_STYLES, DAY, in_turn, plant_for, play
from tools.erp_simulator.styles import STYLES


def main(arguments: Sequence[str] | None = None) -> int:
    options = _parser().parse_args(arguments)
    try:
        live = options.live or load_settings().live_db
        styles = in_turn(DAY if options.day else options.style or STYLES, options.changes)
        _play(live, styles, options)
    except KeyboardInterrupt:
        return 130
    except (InvalidSettings, OSError, sqlite3.Error) as exc:
        print(f"The ERP's file could not be changed: {exc}", file=sys.stderr)
        return 1
    return 0


def _play(live: Path, styles: list[str], options: argparse.Namespace) -> None:
    today: date = datetime.now().astimezone().date()
    plant = plant_for(live, day=today, seed=options.seed, tagged=options.tagged)
    print(f"{live}: {len(plant.base):,} rows, {len(styles)} changes {options.every:g} s apart")
    for played in play(live, plant, styles, every_s=options.every):
        state = "not to be read" if played.version is None else f"version {played.version}"
        clock = f"{datetime.now().astimezone():%H:%M:%S}"
        print(f"{clock}  {played.style:<18} {state}, {played.rows:,} rows", flush=True)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m tools.erp_simulator",
        description="Plays the ERP: changes the live file again and again, as plants' ERPs do.",
    )
    parser.add_argument("--live", type=Path, help="the file to change (HUB_LIVE_DB)")
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--day", action="store_true", help="one plant day, morning to evening")
    what.add_argument(
        "--style",
        nargs="+",
        choices=sorted(ALL_STYLES),
        metavar="NAME",
        help=f"ways of writing, in turn: {', '.join(ALL_STYLES)}",
    )
    parser.add_argument("--every", type=float, default=5.0, help="seconds between two changes")
    parser.add_argument("--changes", type=int, help="how many changes (each style once)")
    parser.add_argument("--seed", type=int, default=1, help="another number, other bookings")
    parser.add_argument(
        "--tagged", action="store_true", help="mark every row with its version (V00001-)"
    )
    return parser


if __name__ == "__main__":
    sys.exit(main())
