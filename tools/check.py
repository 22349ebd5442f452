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
# What the tests of pages and of the window need: program -> Debian's package.
PROGRAMS = {
    "chromium": "chromium",
    "chromedriver": "chromium-driver",
    "Xvfb": "xvfb",
    "xdotool": "xdotool",
}
OTHER_NAMES = {"chromium": ("google-chrome", "chrome", "chromium-browser")}
FONT_PACKAGE = "fonts-nanum"
IMPORT_TKINTER = """
try:
    import tkinter
except ImportError:
    raise SystemExit(1)
"""
STEPS = (
    ("ruff", "format", "--check", "."),
    ("ruff", "check", "."),
    ("mypy",),
)


def main(pytest_arguments: Sequence[str]) -> int:
    """0 when all is green. Every step runs, also after one that failed."""
    failed = [] if _screens_are_there() else ["screens"]
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


def _screens_are_there() -> bool:
    """Installs what the tests of pages and of the window need, or says that it cannot."""
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
        for program, package in PROGRAMS.items()
        if not any(shutil.which(name) for name in (program, *OTHER_NAMES.get(program, ())))
    ]
    found += [] if _has_tkinter() else [_tkinter_package()]
    return found if _has_korean_font() else [*found, FONT_PACKAGE]


def _has_tkinter() -> bool:
    """Asked of a new process: a part of it may be there without the library that it needs."""
    return subprocess.run([sys.executable, "-c", IMPORT_TKINTER], check=False).returncode == 0


def _tkinter_package() -> str:
    """Debian's Python has it apart; others bring it along, and only Tk itself may be missing."""
    return "python3-tk" if sys.base_prefix == "/usr" else "libtk8.6"


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
