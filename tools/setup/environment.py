"""The `.venv`: whether it is ready, and making it so. A ready one costs one hash, no pip."""

import hashlib
import platform
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from shared.files import FileLock
from tools.setup import console, failures, install

if sys.platform == "win32":
    from tools.setup import _windows as system
else:
    from tools.setup import _posix as system

# 450 MB of packages, as much again while they are unpacked.
NEEDED_BYTES = 1_200_000_000
WAIT_POLL_S = 0.2
INCOMPLETE = "incomplete"


@dataclass(frozen=True)
class Environment:
    """`.venv` in `root` with what `locks` name; the last lock is the one to install."""

    root: Path
    locks: tuple[str, ...] = ("requirements.txt",)

    @property
    def folder(self) -> Path:
        return self.root / ".venv"

    @property
    def scripts(self) -> Path:
        return self.folder / system.SCRIPTS

    @property
    def python(self) -> Path:
        return self.scripts / system.PYTHON

    @property
    def log(self) -> Path:
        return self.root / "setup.log"

    @property
    def lock(self) -> Path:
        return self.root / self.locks[-1]

    def stamps(self) -> list[str]:
        """One a lock: other packages, another Python, machine or folder give another stamp."""
        base = f"{sys.version_info[:2]} {platform.machine()} {self.root}".encode()
        texts = ((self.root / name).read_bytes() for name in self.locks)
        return [hashlib.sha256(base + text).hexdigest() for text in texts]

    def written_stamps(self) -> list[str]:
        try:
            return (self.folder / "hub-stamp").read_text(encoding="ascii").split()
        except (OSError, ValueError):
            return []

    def is_ready(self) -> bool:
        return self.stamps()[-1] in self.written_stamps() and self.python.exists()

    def packages(self) -> int:
        return len(re.findall(r"^[\w.-]+==", self.lock.read_text(encoding="utf-8"), re.MULTILINE))


def prepare(environment: Environment) -> None:
    """Make it ready. Raises SetupFailed; safe to interrupt and to run twice at once."""
    try:
        if environment.is_ready():
            return
        with _only_setup(environment.root / ".venv.lock"):
            if not environment.is_ready():
                _set_up(environment)
    except OSError as exc:
        raise failures.from_os_error(exc, environment.root, environment.log) from exc


@contextmanager
def _only_setup(path: Path) -> Iterator[None]:
    lock = FileLock(path)
    told = False
    while not lock.acquire():
        if not told:
            console.say("setup_waiting")
            told = True
        time.sleep(WAIT_POLL_S)
    try:
        yield
    finally:
        lock.release()


def _set_up(environment: Environment) -> None:
    started = time.monotonic()
    free = shutil.disk_usage(environment.root).free
    if free < NEEDED_BYTES:
        raise failures.SetupFailed(
            "disk_small",
            folder=environment.root,
            free_mb=free // 1_000_000,
            needed_mb=NEEDED_BYTES // 1_000_000,
        )
    environment.log.write_text(f"{time.ctime()} Python {sys.version}\n", encoding="utf-8")
    console.say("setup_start", count=environment.packages(), folder=environment.folder)
    if environment.written_stamps() == [INCOMPLETE] or not _fits(environment.python):
        _make(environment)
    stamp = environment.folder / "hub-stamp"
    stamp.write_text(INCOMPLETE, encoding="ascii")
    install.install(
        install.Job(
            python=environment.python,
            uv=environment.scripts / system.UV,
            root=environment.root,
            lock=environment.lock,
            log=environment.log,
            packages=environment.packages(),
        )
    )
    stamp.write_text("\n".join(environment.stamps()), encoding="ascii")
    console.say("setup_done", seconds=time.monotonic() - started)


def _fits(python: Path) -> bool:
    """Whether a `.venv` that is there can be kept: its Python starts and has our version."""
    command = [str(python), "-I", "-c", "import sys; print(*sys.version_info[:2])"]
    try:
        answer = subprocess.run(command, check=False, capture_output=True, text=True)
    except OSError:
        return False
    return answer.stdout.split() == [str(part) for part in sys.version_info[:2]]


def _make(environment: Environment) -> None:
    # Without pip: Debian splits ensurepip off, and it is the slow part (4 s of 4.2).
    options = ["--clear", "--without-pip", str(environment.folder)]
    command = [install.base_python(), "-m", "venv", *options]
    made = subprocess.run(command, check=False, capture_output=True, text=True)
    if made.returncode:
        with environment.log.open("a", encoding="utf-8") as log:
            log.write(made.stdout + made.stderr)
        raise failures.SetupFailed("no_venv", path=sys.executable, log=environment.log)
