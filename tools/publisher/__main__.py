"""`python -m tools.publisher list | rollback | unpin | verify | export-backup | forget`.

Exit status: 0 done, 1 a problem was found, 2 wrong use or nothing to work on.
"""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from shared.errors import HubError, InvalidSettings, NothingPublished
from shared.settings import load_settings
from tools.publisher.backup import export_backup
from tools.publisher.command_errors import CommandRefused
from tools.publisher.forget import forget
from tools.publisher.own_disk import own_disk
from tools.publisher.verify import verify
from tools.publisher.versions import list_versions, rollback, unpin

CANNOT_START = (CommandRefused, InvalidSettings, NothingPublished)


def main(arguments: Sequence[str] | None = None) -> int:
    options = _parser().parse_args(arguments)
    # Names of files and folders may hold letters that a terminal cannot show.
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]
    try:
        with own_disk():
            status: int = options.run(load_settings(), options)
            return status
    except HubError as exc:
        print(f"{exc.title}: {exc}\n{exc.hint}", file=sys.stderr)
        return 2 if isinstance(exc, CANNOT_START) else 1
    except KeyboardInterrupt:
        return 130


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m tools.publisher", description="Look after the published versions."
    )
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")

    one = commands.add_parser("list", help="the kept versions and their partitions")
    one.set_defaults(run=lambda settings, _: list_versions(settings))

    one = commands.add_parser("rollback", help="serve an earlier version and keep it until unpin")
    one.add_argument("version", nargs="?", help="its first letters are enough (the one before)")
    one.add_argument("--reason", default="", help="shown to everybody as long as it is pinned")
    one.set_defaults(run=lambda settings, o: rollback(settings, o.version, o.reason))

    one = commands.add_parser("unpin", help="publish the newest ERP data again")
    one.set_defaults(run=lambda settings, _: unpin(settings))

    one = commands.add_parser("verify", help="read every published file again and check it")
    one.set_defaults(run=lambda settings, _: verify(settings))

    one = commands.add_parser("export-backup", help="consistent copies of the ERP's files")
    one.add_argument("folder", type=Path, metavar="DIR", help="outside the ERP's and hub's folders")
    one.set_defaults(run=lambda settings, o: export_backup(settings, o.folder))

    one = commands.add_parser("forget", help="drop an archive whose file was removed on purpose")
    one.add_argument("name", metavar="NAME", help="as `list` shows it")
    one.set_defaults(run=lambda settings, o: forget(settings, o.name))
    return parser


if __name__ == "__main__":
    sys.exit(main())
