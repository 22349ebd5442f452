"""`python -m tools.keys add NAME [--scope read chat admin] | list | revoke NAME`.

Exit status: 0 done, 1 the key file is damaged or cannot be written, 2 wrong use.
"""

import argparse
import sys
from collections.abc import Sequence
from datetime import UTC, datetime

from shared.api_keys import SCOPES, read_keys
from shared.errors import HubError, InvalidSettings
from shared.settings import Settings, load_settings
from tools.keys.commands import add, revoke
from tools.keys.errors import KeyCommandRefused
from tools.keys.texts import text
from tools.setup import console


def main(arguments: Sequence[str] | None = None) -> int:
    # Names may hold letters that a terminal cannot show.
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]
    options = _parser().parse_args(arguments)
    try:
        options.run(load_settings(), options)
    except HubError as exc:
        korean = console.language() == "ko"
        _say(f"{exc.title_ko if korean else exc.title}: {exc}")
        _say(exc.hint_ko if korean else exc.hint)
        return 2 if isinstance(exc, KeyCommandRefused | InvalidSettings) else 1
    return 0


def _add(settings: Settings, options: argparse.Namespace) -> None:
    first = not read_keys(settings.api_keys)
    today = datetime.now(UTC).astimezone().date()
    secret, made = add(settings.api_keys, options.name, options.scope or ["read"], today)
    _say(text("added", name=made.name, scopes=", ".join(made.scopes)))
    if first:
        _say(text("closed_now"))
    # Alone on stdout, so that a script can take it.
    print(secret)


def _list(settings: Settings, _: argparse.Namespace) -> None:
    keys = read_keys(settings.api_keys)
    for key in keys:
        print(f"{key.name:<24} {','.join(key.scopes):<16} {key.created}")
    if not keys:
        _say(text("none"))


def _revoke(settings: Settings, options: argparse.Namespace) -> None:
    left = revoke(settings.api_keys, options.name)
    _say(text("revoked", name=options.name))
    if not left:
        _say(text("open_now"))


def _say(line: str) -> None:
    print(line, file=sys.stderr)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tools.keys", description=text("about"))
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")

    one = commands.add_parser("add", help=text("about_add"))
    one.add_argument("name", metavar="NAME", help=text("about_name"))
    one.add_argument(
        "--scope", nargs="+", action="extend", choices=SCOPES, help=text("about_scope")
    )
    one.set_defaults(run=_add)

    one = commands.add_parser("list", help=text("about_list"))
    one.set_defaults(run=_list)

    one = commands.add_parser("revoke", help=text("about_revoke"))
    one.add_argument("name", metavar="NAME")
    one.set_defaults(run=_revoke)
    return parser


if __name__ == "__main__":
    sys.exit(main())
