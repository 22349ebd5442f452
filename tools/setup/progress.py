"""Running pip or uv: everything into the log, the milestones onto the screen."""

import re
import subprocess
import sys
import time
from pathlib import Path

from tools.setup import console
from tools.setup.failures import StepFailed

if sys.platform == "win32":
    from tools.setup import _windows as system
else:
    from tools.setup import _posix as system

PIP_PACKAGE = re.compile(r"(?:Collecting|Processing) (?:\S*/)?([\w.\[\]-]+)")
UV_STEP = re.compile(r"\s*((?:Resolved|Downloading|Prepared|Installed) .*)")
TAIL_LINES = 60
# Korean letters are two columns wide, and a line that wraps cannot be overwritten.
LINE_CHARS = 60


class Runner:
    """`packages` is how many the lock has; `environment` is what the programs get to see."""

    def __init__(self, log: Path, packages: int, environment: dict[str, str]) -> None:
        self._log = log
        self._packages = packages
        self._environment = environment
        self._seen: set[str] = set()
        self._started = time.monotonic()

    def run(self, command: list[str], environment: dict[str, str] | None = None) -> None:
        """Raises StepFailed with the end of the output. An interrupt ends the program first."""
        tail: list[str] = []
        try:
            process = subprocess.Popen(
                command,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                stdin=subprocess.DEVNULL,
                text=True,
                encoding="utf-8",
                errors="replace",
                env=environment or self._environment,
                start_new_session=system.NEW_SESSION,
            )
        except OSError as exc:
            raise StepFailed(str(exc)) from exc
        try:
            with self._log.open("a", encoding="utf-8") as log:
                for line in process.stdout or ():
                    log.write(line)
                    tail = [*tail[-TAIL_LINES:], line]
                    self._show(line)
            code = process.wait()
        finally:
            if process.poll() is None:
                system.end(process)
                process.wait()
            if process.stdout is not None:
                process.stdout.close()
            self._clear()
        if code:
            raise StepFailed("".join(tail))

    def _show(self, line: str) -> None:
        text = self._milestone(line)
        if text is None:
            return
        if sys.stdout.isatty():
            self._clear()
            print(f"[hub] {text[:LINE_CHARS]}", end="\r", flush=True)
        else:
            console.write(text)

    def _clear(self) -> None:
        if sys.stdout.isatty():
            print(" " * (LINE_CHARS + 10), end="\r", flush=True)

    def _milestone(self, line: str) -> str | None:
        seconds = time.monotonic() - self._started
        if found := PIP_PACKAGE.match(line):
            self._seen.add(found[1])
            done = min(len(self._seen), self._packages)
            return console.text(
                "step_package", seconds=seconds, done=done, total=self._packages, name=found[1]
            )
        if line.startswith("Installing collected"):
            return console.text("step_unpack", seconds=seconds)
        if "Retrying (" in line:
            return console.text("step_retry", seconds=seconds)
        if found := UV_STEP.match(line):
            return f"{seconds:.0f} s  {found[1]}"
        return None
