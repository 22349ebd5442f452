"""Whether a port can be listened on, and if not, who has it."""

import errno
import socket
import sys
from dataclasses import dataclass

if sys.platform == "win32":
    from tools.supervisor import _windows as system
else:
    from tools.supervisor import _posix as system

SUGGESTIONS = 100


@dataclass(frozen=True)
class Address:
    """Where a service listens; `variable` is the setting that moves it."""

    host: str
    port: int
    variable: str


@dataclass(frozen=True)
class PortProblem:
    """Message key and what fills it in."""

    key: str
    values: dict[str, object]


def problem(address: Address) -> PortProblem | None:
    """Why `address` cannot be used now; None when it can."""
    error = _bind_error(address.host, address.port)
    if error is None:
        return None
    values: dict[str, object] = {
        "host": address.host,
        "port": address.port,
        "variable": address.variable,
        "other": _free_port(address),
    }
    if isinstance(error, socket.gaierror) or error.errno == errno.EADDRNOTAVAIL:
        return PortProblem("host_unknown", values)
    if isinstance(error, PermissionError) and address.port < 1024:
        return PortProblem("port_forbidden", values)
    return PortProblem("port_used", {**values, "owner": owner(address.port)})


def owner(port: int) -> str:
    """The program that listens there, as far as this user may see it; "" when it may not."""
    # Here: a start that meets no taken port should not wait for it (60 ms, 4 MB).
    import psutil

    try:
        for connection in psutil.net_connections("inet"):
            listening = connection.status == psutil.CONN_LISTEN and connection.laddr
            if listening and listening.port == port and connection.pid:
                process = psutil.Process(connection.pid)
                command = " ".join(process.cmdline())[:80]
                return f"{process.name()}, pid {connection.pid}: {command}"
    except psutil.Error:
        return ""
    return ""


def _bind_error(host: str, port: int) -> OSError | None:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        with socket.socket(family, socket.SOCK_STREAM) as listener:
            system.prepare_bind(listener)
            listener.bind((host, port))
    except OSError as exc:
        return exc
    return None


def _free_port(address: Address) -> int:
    """A port near the wanted one that is free now."""
    start = address.port + 10 if address.port + 10 + SUGGESTIONS < 65_536 else 20_000
    candidates = range(start, start + SUGGESTIONS)
    return next((p for p in candidates if _bind_error(address.host, p) is None), start)
