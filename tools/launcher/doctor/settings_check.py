"""Whether the settings are right, and the ones to go on with where they are not."""

import difflib
import os
from collections.abc import Iterable
from pathlib import Path

from shared.settings import Settings
from tools.launcher import dotenv
from tools.launcher.doctor.finding import Finding, bad, good, in_words
from tools.launcher.doctor.messages import MESSAGES
from tools.launcher.settings import change
from tools.launcher.settings.effective import names
from tools.launcher.settings.wrong import Wrong, load

OWN = ("HUB_", "GEMINI_")
# Named so by others: the mark that the core gives its children, the SDK's own variables.
FOREIGN = ("HUBCORE_RUN",)


def check(path: Path) -> tuple[Settings, list[Finding]]:
    """The settings with each wrong value at its default, and what is wrong."""
    found: list[Finding] = []
    usable: Path | None = path
    written: dict[str, str] = {}
    try:
        written = dotenv.values(change.read(path))
    except UnicodeDecodeError:
        found.append(bad("settings", "dotenv_encoding"))
        usable = None
    except OSError as exc:
        found.append(bad("settings", "dotenv_unreadable", error=exc.strerror or exc))
        usable = None
    settings, wrongs = load(usable)
    found += [_wrong(one) for one in wrongs]
    found += _unknown([*written, *(name.upper() for name in os.environ)])
    return settings, found or [good("settings", "settings_good")]


def _wrong(one: Wrong) -> Finding:
    korean, english = MESSAGES["setting_wrong"]
    name = one.name or ".env"
    return in_words(
        "settings", "setting_wrong", korean.format(name=name, reason=one.ko),
        english.format(name=name, reason=one.en),
    )  # fmt: skip


def _unknown(given: Iterable[str]) -> list[Finding]:
    """A mistyped name would be passed over in silence."""
    known = names()
    found = []
    for name in dict.fromkeys(given):
        if name.startswith(OWN) and name not in known and name not in FOREIGN:
            near = difflib.get_close_matches(name, known, 1)
            found.append(bad("settings", "setting_unknown", name=name,
                             nearest=f" ({near[0]}?)" if near else ""))  # fmt: skip
    return found
