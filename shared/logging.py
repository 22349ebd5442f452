"""Log lines: JSON, one a line, to stderr; the supervisor keeps them in bounded files."""

import logging
import sys
from collections.abc import Iterable
from datetime import UTC, datetime
from functools import lru_cache

import orjson


class JsonFormatter(logging.Formatter):
    """`{"at", "level", "logger", "message"}` and the traceback where there is one."""

    def format(self, record: logging.LogRecord) -> str:
        traceback = self.formatException(record.exc_info) if record.exc_info else None
        return json_line(
            record.created, record.levelname.lower(), record.name, record.getMessage(), traceback
        )


def json_line(
    at_s: float, level: str, logger: str, message: str, traceback: str | None = None
) -> str:
    """One line without its end; `at_s` in seconds since 1970."""
    second = int(at_s)
    line = {
        "at": f"{_second_text(second)}.{int((at_s - second) * 1_000):03}+00:00",
        "level": level,
        "logger": logger,
        "message": message,
    }
    if traceback is not None:
        line["traceback"] = traceback
    return orjson.dumps(line).decode()


@lru_cache(8)
def _second_text(second: int) -> str:
    return datetime.fromtimestamp(second, UTC).strftime("%Y-%m-%dT%H:%M:%S")


def write_lines(lines: Iterable[str]) -> None:
    """Many lines at once, where `configure_logging` sends the others."""
    sys.stderr.write("".join(line + "\n" for line in lines))
    sys.stderr.flush()


def configure_logging(level: int = logging.INFO) -> None:
    """For a process's `main`; never called on import."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonFormatter())
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level)
