"""The machine: disk, memory, permissions, ports, and processes that nobody looks after."""

import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psutil

from shared.settings import Settings
from tools.launcher.doctor.finding import Finding, bad, good, in_words
from tools.setup.console import ROOT
from tools.supervisor.control.messages import sentence
from tools.supervisor.ports import Address, problem

LEAST_DISK_BYTES = 1_000_000_000
# A publish needs about four times the live file beside what is published.
DISK_FACTOR = 4
LEAST_MEMORY_BYTES = 500_000_000
MODULES = ("api", "dashboard", "tools.watcher")
SUPERVISOR = "tools.supervisor"


def checks(settings: Settings) -> Iterator[Finding]:
    for name, folder in (("data", settings.data_dir), ("logs", settings.log_dir)):
        yield writable(name, ROOT / folder)
    yield disk(settings)
    yield memory()
    yield from ports(settings)
    yield leftovers()


def writable(name: str, folder: Path) -> Finding:
    """Really writes, and into the nearest folder that exists: `doctor` makes none."""
    there = _existing(folder)
    try:
        with tempfile.TemporaryFile(dir=there, prefix=".doctor-") as file:
            file.write(b"x" * 4_096)
            file.flush()
            os.fsync(file.fileno())
    except OSError as exc:
        return bad("permissions", "folder_unwritable", folder=there, error=exc.strerror or exc,
                   variable="HUB_DATA_DIR" if name == "data" else "HUB_LOG_DIR")  # fmt: skip
    return good("permissions", "folder_good", folder=folder)


def disk(settings: Settings) -> Finding:
    folder = _existing(ROOT / settings.data_dir)
    try:
        live = (ROOT / settings.live_db).stat().st_size
    except OSError:
        live = 0
    needed = max(LEAST_DISK_BYTES, live * DISK_FACTOR)
    free = shutil.disk_usage(folder).free
    values = {"folder": folder, "free": free // 1_000_000, "needed": needed // 1_000_000}
    return (good if free >= needed else bad)(
        "disk", "disk_good" if free >= needed else "disk_small", **values
    )


def memory(least_bytes: int = LEAST_MEMORY_BYTES) -> Finding:
    free = psutil.virtual_memory().available
    values = {"free": free // 1_000_000, "needed": least_bytes // 1_000_000}
    if free >= least_bytes:
        return good("memory", "memory_good", **values)
    return bad("memory", "memory_small", **values)


def ports(settings: Settings) -> Iterator[Finding]:
    wanted = {"HUB_API_PORT": settings.api_port, "HUB_DASHBOARD_PORT": settings.dashboard_port}
    if len(set(wanted.values())) < len(wanted):
        yield in_words("port", **sentence("ports_equal", variables=" = ".join(wanted),
                                          port=settings.api_port))  # fmt: skip
        return
    for variable, port in wanted.items():
        found = problem(Address(settings.host, port, variable))
        if found is None:
            yield good("port", "port_free", port=port, variable=variable)
        elif found.key == "port_used" and _is_ours(port):
            yield good("port", "port_ours", port=port, variable=variable)
        else:
            yield in_words("port", **sentence(found.key, **found.values))


def leftovers() -> Finding:
    """Services of this folder that no supervisor looks after."""
    left = [one for one in psutil.process_iter() if _is_service(one) and not _supervised(one)]
    if not left:
        return good("processes", "processes_good")
    shown = ", ".join(f"{_module(one)} (pid {one.pid})" for one in left)
    pids = " ".join(str(one.pid) for one in left)
    windows = " ".join(f"/PID {one.pid}" for one in left)
    command = f"taskkill /F {windows}" if sys.platform == "win32" else f"kill {pids}"
    return bad("processes", "processes_left", found=shown, command=command)


def _existing(folder: Path) -> Path:
    return next(one for one in (folder, *folder.absolute().parents) if one.exists())


def _is_ours(port: int) -> bool:
    """Whether a supervised service of this folder listens there, or its supervisor does."""
    try:
        found = psutil.net_connections("inet")
    except psutil.Error:
        return False
    holders = {
        one.pid
        for one in found
        if one.status == psutil.CONN_LISTEN and one.laddr and one.laddr.port == port
    }
    for pid in holders - {None}:
        try:
            process = psutil.Process(pid)
            if _module(process) == SUPERVISOR or (_is_service(process) and _supervised(process)):
                return True
        except psutil.Error:
            continue
    return False


def _is_service(process: psutil.Process) -> bool:
    try:
        return _module(process) in MODULES and Path(process.cwd()) == ROOT
    except (psutil.Error, OSError):
        return False


def _supervised(process: psutil.Process) -> bool:
    try:
        return any(_module(one) == SUPERVISOR for one in process.parents())
    except psutil.Error:
        return True


def _module(process: psutil.Process) -> str:
    """The name behind `python -m`, "" for any other program."""
    try:
        words = process.cmdline()
    except psutil.Error:
        return ""
    return words[words.index("-m") + 1] if "-m" in words[:-1] else ""
