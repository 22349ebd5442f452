"""Installing a lock into the `.venv`: uv where pip can fetch it, pip otherwise."""

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from tools.setup import console, failures
from tools.setup.progress import Runner

# A user's own defaults that would send packages elsewhere or hide ours.
UNWANTED = (
    "PIP_TARGET",
    "PIP_PREFIX",
    "PIP_REQUIRE_VIRTUALENV",
    "PYTHONPATH",
    "PYTHONHOME",
    "PYTHONSAFEPATH",
    "VIRTUAL_ENV",
    "__PYVENV_LAUNCHER__",
)
# What pip is told about where packages come from -> the same for uv.
UV_NAMES = {
    "index-url": "UV_DEFAULT_INDEX",
    "extra-index-url": "UV_INDEX",
    "find-links": "UV_FIND_LINKS",
    "no-index": "UV_NO_INDEX",
    "cert": "SSL_CERT_FILE",
    "proxy": "ALL_PROXY",
}


@dataclass(frozen=True)
class Job:
    """What to install, and where."""

    python: Path
    uv: Path
    root: Path
    lock: Path
    log: Path
    packages: int

    @property
    def wheels(self) -> Path:
        return self.root / "wheels"

    @property
    def offline(self) -> bool:
        """A `wheels` folder serves a PC without internet, so nothing else is asked then."""
        return self.wheels.is_dir()

    @property
    def source(self) -> list[str]:
        return ["--no-index", "--find-links", str(self.wheels)] if self.offline else []


def install(job: Job) -> None:
    """Raises SetupFailed when neither uv nor pip can do it."""
    environment = pip_environment()
    runner = Runner(job.log, job.packages, environment)
    pip = _find_pip(job.python, environment)
    uv = _find_uv(job, pip, runner)
    if pip is None and uv is None:
        raise failures.SetupFailed("no_pip", path=sys.executable)
    try:
        if uv is None or not _uv_installs(job, uv, pip, runner):
            console.say("step_pip")
            runner.run([*(pip or []), "install", *_pip_options(job), "-r", str(job.lock)])
    except failures.StepFailed as exc:
        key = failures.reason(exc.output, offline=job.offline)
        line = failures.last_line(exc.output)
        raise failures.SetupFailed("setup_failed", reason_key=key, line=line, log=job.log) from exc


def base_python() -> str:
    """The Python behind the one running: a `.venv` is not made out of itself."""
    return str(getattr(sys, "_base_executable", None) or sys.executable)


def inherited_environment() -> dict[str, str]:
    """The user's environment, proxies and PIP_* included, without what would misdirect us."""
    return {name: value for name, value in os.environ.items() if name not in UNWANTED}


def pip_environment() -> dict[str, str]:
    fixed = {"PYTHONUTF8": "1", "PIP_USER": "0", "PIP_NO_INPUT": "1"}
    return {**inherited_environment(), **fixed, "PIP_DISABLE_PIP_VERSION_CHECK": "1"}


def uv_environment(pip_settings: dict[str, str], environment: dict[str, str]) -> dict[str, str]:
    """pip's sources, certificate and proxy in uv's words; what the user set for uv wins."""
    found = {
        UV_NAMES[name]: value for name, value in pip_settings.items() if name in UV_NAMES and value
    }
    if "UV_FIND_LINKS" in found:
        found["UV_FIND_LINKS"] = ",".join(found["UV_FIND_LINKS"].split())
    # All indexes together, as pip does; the hashes leave no room for a confused name.
    return {"UV_INDEX_STRATEGY": "unsafe-best-match", **found, **environment}


def _find_pip(python: Path, environment: dict[str, str]) -> list[str] | None:
    """This Python's own pip serves the `.venv` from outside; else the `.venv` gets one."""
    for outside in dict.fromkeys((sys.executable, base_python())):
        if _succeeds([outside, "-m", "pip", "--version"], environment):
            return [outside, "-m", "pip", "--python", str(python)]
    inside = [str(python), "-m", "pip"]
    if _succeeds([*inside, "--version"], environment):
        return inside
    if _succeeds([str(python), "-m", "ensurepip"], environment):
        return inside
    return None


def _find_uv(job: Job, pip: list[str] | None, runner: Runner) -> str | None:
    if pip is None:
        return shutil.which("uv")
    console.say("step_uv")
    wanted = [
        "-q",
        "--retries",
        "1",
        *_pip_options(job),
        "-r",
        str(job.root / "requirements-uv.txt"),
    ]
    try:
        runner.run([*pip, "install", *wanted])
    except failures.StepFailed:
        return None
    return str(job.uv) if job.uv.exists() else None


def _uv_installs(job: Job, uv: str, pip: list[str] | None, runner: Runner) -> bool:
    """False when pip should try: uv knows neither every proxy nor every pip.conf."""
    command = [uv, "pip", "install", "--python", str(job.python), "--system-certs", "--no-config"]
    options = ["--no-build", "--require-hashes", *job.source, "-r", str(job.lock)]
    environment = pip_environment()
    settings = uv_environment(_pip_settings(pip, environment), environment)
    try:
        runner.run([*command, *options], settings)
    except failures.StepFailed:
        if pip is None:
            raise
        return False
    return True


def _pip_options(job: Job) -> list[str]:
    return ["--only-binary", ":all:", "--require-hashes", "--progress-bar", "off", *job.source]


def _pip_settings(pip: list[str] | None, environment: dict[str, str]) -> dict[str, str]:
    """`pip config list` knows both PIP_* and every pip.conf; later lines win, as in pip."""
    if pip is None:
        return {}
    command = [*pip, "config", "list"]
    asked = subprocess.run(command, check=False, capture_output=True, text=True, env=environment)
    settings = {}
    for line in asked.stdout.splitlines():
        name, _, value = line.partition("=")
        settings[name.rpartition(".")[2]] = value.strip("'\"")
    return settings


def _succeeds(command: list[str], environment: dict[str, str]) -> bool:
    try:
        done = subprocess.run(command, check=False, capture_output=True, env=environment)
    except OSError:
        return False
    return done.returncode == 0
