"""Notices statements that take long: one log line each, and a count."""

import inspect
import logging
import re
from collections.abc import Iterator
from types import FrameType

from shared.db.connection import Params

logger = logging.getLogger(__name__)

FIRST_WORDS = 12
# `{where}`, as re.escape() leaves it.
PLACEHOLDER = re.compile(r"\\{\w+\\}")
CALLERS_LOOKED_AT = 4


class SlowQueries:
    """Shared by all threads that run SQL; a lost count under a race is of no importance."""

    def __init__(self, threshold_ms: int) -> None:
        self.threshold_s = threshold_ms / 1_000
        self.count = 0

    def note(self, sql: str, params: Params, rows: int | None, took_s: float) -> None:
        """`rows` is None for a statement that failed, mostly at its time limit."""
        self.count += 1
        logger.warning(
            "slow_query statement=%s params=%s rows=%s ms=%d",
            statement_name(sql),
            shape_of(params),
            "-" if rows is None else rows,
            took_s * 1_000,
        )


def shape_of(params: Params) -> str:
    """`item_code:str,first_seq:int`: never a value, they are the plant's business."""
    return ",".join(f"{name}:{type(value).__name__}" for name, value in params.items()) or "-"


def statement_name(sql: str) -> str:
    """`records.PAGE_SQL`, as the calling module calls it, else the statement's first words."""
    for frame in _callers():
        for name, value in frame.f_globals.items():
            if name.endswith("_SQL") and isinstance(value, str) and _made_from(value, sql):
                module = str(frame.f_globals.get("__name__", "")).rpartition(".")[2]
                return f"{module}.{name}"
    return '"' + " ".join(sql.split()[:FIRST_WORDS]) + '"'


def _made_from(template: str, sql: str) -> bool:
    """Whether the statement is this constant, with `{where}` and the like filled in."""
    pattern = PLACEHOLDER.sub(".*", re.escape(template))
    return re.fullmatch(pattern, sql, re.DOTALL) is not None


def _callers() -> Iterator[FrameType]:
    """The nearest frames outside this module; looked at for slow statements only."""
    frame = inspect.currentframe()
    seen = 0
    while frame is not None and seen < CALLERS_LOOKED_AT:
        if frame.f_globals is not globals():
            seen += 1
            yield frame
        frame = frame.f_back
