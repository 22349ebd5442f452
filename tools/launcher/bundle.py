"""`bundle`: fills `wheels/` with every locked package, for a PC without internet.

pip itself compares each file with the hash in the lock, when it fetches and when it installs.
"""

import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tools.launcher.speech import complain, say
from tools.launcher.target_lock import machine, target_lock
from tools.setup import console, failures
from tools.setup.install import base_python, pip_environment

WHEELS = "wheels"
LOCKS = ("requirements.txt", "requirements-uv.txt")
LOG = "bundle.log"
PLATFORM = re.compile(r"[a-z0-9_]+")
PYTHON = re.compile(r"3\.1[1-4]")


@dataclass(frozen=True)
class Target:
    """`platforms` as pip names them, none: this one; `python` as `3.12`, "": this one."""

    platforms: tuple[str, ...]
    python: str

    def options(self) -> list[str]:
        chosen = [word for name in self.platforms for word in ("--platform", name)]
        if self.python:
            chosen += ["--python-version", self.python, "--implementation", "cp"]
        return chosen


def bundle(words: Sequence[str], root: Path = console.ROOT) -> int:
    """0 done, 1 failed, 2 wrong use."""
    target = parse(words)
    if target is None:
        complain("bundle_use")
        return 2
    pip = _pip()
    if pip is None:
        complain("bundle_no_pip", path=sys.executable)
        return 1
    aside = root / f"{WHEELS}.part"
    shutil.rmtree(aside, ignore_errors=True)
    say("bundle_start", folder=root / WHEELS)
    try:
        for lock in LOCKS:
            with tempfile.TemporaryDirectory() as folder:
                part = _lock(pip, target, root / lock, Path(folder))
                output = _download(pip, target, root, part, aside)
            if output is not None:
                return _failed(output, root)
        (root / WHEELS).mkdir(exist_ok=True)
        count = 0
        for path in aside.iterdir():
            # Beside what is there: one folder may serve several platforms.
            path.replace(root / WHEELS / path.name)
            count += 1
    finally:
        shutil.rmtree(aside, ignore_errors=True)
    say("bundle_done", count=count, folder=root / WHEELS)
    return 0


def parse(words: Sequence[str]) -> Target | None:
    """None for what cannot be meant. `--platform` may be repeated, within one system."""
    platforms: list[str] = []
    python = ""
    rest = iter(words)
    for word in rest:
        option, equals, value = word.partition("=")
        value = value if equals else next(rest, "")
        if option == "--platform" and PLATFORM.fullmatch(value):
            platforms.append(value)
        elif option == "--python" and PYTHON.fullmatch(value):
            python = value
        else:
            return None
    systems = {machine(name, python)["sys_platform"] for name in platforms}
    return Target(tuple(platforms), python) if len(systems) < 2 else None


def _pip() -> list[str] | None:
    for python in dict.fromkeys((sys.executable, base_python())):
        command = [python, "-m", "pip"]
        asked = subprocess.run([*command, "--version"], check=False, capture_output=True)
        if asked.returncode == 0:
            return command
    return None


def _lock(pip: list[str], target: Target, lock: Path, folder: Path) -> Path:
    """What the target needs of it, in `folder`; for this machine all of it: pip itself judges."""
    if not target.platforms and not target.python:
        return lock
    told = machine(next(iter(target.platforms), ""), target.python)
    part = folder / lock.name
    part.write_text(target_lock(pip[0], lock.read_text(encoding="utf-8"), told), encoding="utf-8")
    return part


def _download(pip: list[str], target: Target, root: Path, lock: Path, aside: Path) -> str | None:
    """What pip has said when it failed."""
    command = [*pip, "download", "--require-hashes", "--only-binary", ":all:", "--no-deps"]
    command += ["--progress-bar", "off", *target.options(), "-d", str(aside), "-r", str(lock)]
    done = subprocess.run(
        command, cwd=root, env=pip_environment(), check=False, encoding="utf-8", errors="replace",
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
    )  # fmt: skip
    with (root / LOG).open("a", encoding="utf-8") as log:
        log.write(done.stdout)
    return done.stdout if done.returncode else None


def _failed(output: str, root: Path) -> int:
    key = failures.reason(output, offline=False)
    line = failures.last_line(output)
    complain("bundle_failed", reason=console.text(key, line=line), log=root / LOG)
    return 1
