"""`python -m tools.check [pytest args]`: everything that must be green before a change goes in."""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from tools.setup import console

ROOT = Path(__file__).resolve().parent.parent
# What the browser tests need: program -> Debian's package.
BROWSER = {"chromium": "chromium", "chromedriver": "chromium-driver"}
OTHER_NAMES = {"chromium": ("google-chrome", "chrome", "chromium-browser")}
FONT_PACKAGE = "fonts-nanum"
STEPS = (
    ("ruff", "format", "--check", "."),
    ("ruff", "check", "."),
    ("mypy",),
)


def main(pytest_arguments: Sequence[str]) -> int:
    """0 when all is green. Every step runs, also after one that failed."""
    failed = [] if _browser_is_there() else ["browser"]
    failed += [" ".join(step) for step in STEPS if not _passes(step)]
    # Last, so that a green run ends with pytest's own summary.
    if not _passes(("pytest", "-n", str(_processes()), "--dist", "worksteal", *pytest_arguments)):
        failed.append("pytest")
    if failed:
        console.complain("check_failed", steps=", ".join(failed))
    return 1 if failed else 0


def _processes() -> int:
    """Most of the suite waits for processes and pages; more than four only wait for each other."""
    return min(max(os.cpu_count() or 2, 2), 4)


def _passes(step: Sequence[str]) -> bool:
    print(f"== {' '.join(step)}", flush=True)
    started = time.monotonic()
    command = [sys.executable, "-m", *step]
    code = subprocess.run(command, cwd=ROOT, check=False).returncode
    if step[0] != "pytest" or code:
        seconds = time.monotonic() - started
        print(f"== {'ok' if not code else 'FAILED'} ({seconds:.1f} s)", flush=True)
    return code == 0


def _browser_is_there() -> bool:
    """Installs what the browser tests need where it can; says what is missing where it cannot."""
    missing = _missing()
    if missing and _may_install():
        console.say("check_installing", packages=" ".join(missing))
        _apt_get("update")
        _apt_get("install", "--yes", "--no-install-recommends", *missing)
        missing = _missing()
    if missing:
        console.complain("check_missing", packages=" ".join(missing))
    return not missing


def _missing() -> list[str]:
    """Debian's names of what is not on this machine."""
    found = [
        package
        for program, package in BROWSER.items()
        if not any(shutil.which(name) for name in (program, *OTHER_NAMES.get(program, ())))
    ]
    return found if _has_korean_font() else [*found, FONT_PACKAGE]


def _has_korean_font() -> bool:
    """Windows and macOS bring one; elsewhere fontconfig knows."""
    if sys.platform in ("win32", "darwin"):
        return True
    try:
        command = ["fc-list", ":lang=ko", "family"]
        listed = subprocess.run(command, check=False, capture_output=True, text=True)
    except OSError:
        return False
    return bool(listed.stdout.strip())


def _may_install() -> bool:
    return sys.platform == "linux" and bool(shutil.which("apt-get")) and os.geteuid() == 0


def _apt_get(*arguments: str) -> None:
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    # Another program may be installing something just now.
    command = ["apt-get", "-q", "-o", "DPkg::Lock::Timeout=300", *arguments]
    subprocess.run(command, check=False, env=environment)


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
