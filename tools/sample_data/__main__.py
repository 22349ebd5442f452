"""`python -m tools.sample_data`: writes sample ERP files and says what it wrote."""

import argparse
import sqlite3
import sys
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path

from tools.sample_data.writer import ROWS_MIN, write_sample


def main(arguments: Sequence[str] | None = None) -> int:
    options = _parser().parse_args(arguments)
    until = options.until or datetime.now().astimezone().date()
    try:
        files = write_sample(
            options.out,
            rows=options.rows,
            seed=options.seed,
            until=until,
            years=options.years,
            force=options.force,
        )
    except FileExistsError as exc:
        print(f"Nothing was written, {exc}. Use --force to replace them.", file=sys.stderr)
        return 1
    except (OSError, ValueError, sqlite3.Error) as exc:
        print(f"The sample could not be written into {options.out}: {exc}", file=sys.stderr)
        return 1
    for path, rows in files.rows.items():
        print(f"{path}  {rows:,} rows  {path.stat().st_size / 1e6:.1f} MB")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m tools.sample_data",
        description="Writes sample ERP files: the live one and an archive for each earlier year. "
        "Same arguments, same bytes.",
    )
    parser.add_argument("--out", type=Path, default=Path("database"), help="folder (%(default)s)")
    parser.add_argument(
        "--rows", type=_at_least(ROWS_MIN), default=200_000, help="in all files (%(default)s)"
    )
    parser.add_argument("--seed", type=int, default=7, help="another number, another plant")
    parser.add_argument("--until", type=date.fromisoformat, help="last day, YYYY-MM-DD (today)")
    parser.add_argument(
        "--years", type=_at_least(1), default=3, help="calendar years, this one included"
    )
    parser.add_argument("--force", action="store_true", help="replace files that are there")
    return parser


class _at_least:  # noqa: N801 - argparse shows the name of a type to the user
    def __init__(self, smallest: int) -> None:
        self._smallest = smallest

    def __call__(self, text: str) -> int:
        number = int(text)
        if number < self._smallest:
            raise argparse.ArgumentTypeError(f"{text}: at least {self._smallest} is wanted")
        return number


if __name__ == "__main__":
    sys.exit(main())
