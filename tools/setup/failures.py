"""What went wrong while setting up, as one sentence with its remedy."""

import errno
import re
from pathlib import Path

# Text in the output of pip and uv -> the message that explains it; the first match counts.
REASONS = (
    (r"ProxyError|407 Proxy|Tunnel connection failed|tunnel error", "reason_proxy"),
    (r"CERTIFICATE_VERIFY_FAILED|SSLError|invalid peer certificate", "reason_certificate"),
    (r"No space left|Errno 28|os error 28", "reason_disk"),
    (r"do not match the hashes|DO NOT MATCH THE HASHES|Hash mismatch", "reason_hash"),
    (
        r"Name or service not known|getaddrinfo|NewConnectionError|Temporary failure|dns error"
        r"|Max retries|ConnectTimeout|timed out|Network is unreachable|Failed to establish",
        "reason_network",
    ),
    (r"WinError 206|filename or extension is too long", "reason_path"),
    (r"Permission denied|WinError 5\b|Errno 13|Read-only file system", "reason_permission"),
    (r"No matching distribution|Could not find a version|no wheels with", "reason_no_build"),
)


class SetupFailed(Exception):
    """`key` names the message, `values` fill it in."""

    def __init__(self, key: str, **values: object) -> None:
        super().__init__(key)
        self.key = key
        self.values = values


class StepFailed(Exception):
    """A program that setting up needs has ended with an error; `output` is the end of its words."""

    def __init__(self, output: str) -> None:
        super().__init__(output)
        self.output = output


def reason(output: str, *, offline: bool) -> str:
    """The message key for what pip or uv wrote."""
    found = next((key for pattern, key in REASONS if re.search(pattern, output)), "reason_unknown")
    return "reason_wheels" if offline and found == "reason_no_build" else found


def last_line(output: str) -> str:
    """The line that most likely says it: the last error line, else the last one."""
    lines = [line.strip() for line in output.splitlines() if line.strip()]
    errors = [line for line in lines if line.lower().startswith(("error", "fatal"))]
    return (errors or lines or ["?"])[-1][:300]


def from_os_error(exc: OSError, root: Path, log: Path) -> SetupFailed:
    """Our own file operations: a full disk and a forbidden folder have names, the rest is told."""
    folder = Path(exc.filename).parent if exc.filename else root
    if exc.errno in (errno.ENOSPC, errno.EDQUOT):
        return SetupFailed("setup_failed", reason_key="reason_disk", log=log)
    if exc.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return SetupFailed("folder_unwritable", folder=folder)
    return SetupFailed("setup_failed", reason_key="reason_unknown", line=str(exc), log=log)
