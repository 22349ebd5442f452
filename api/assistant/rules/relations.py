"""How amounts are set against each other: added up, more of them, fewer of them."""

import re

_TOGETHER = re.compile(
    r"합쳐|합해|합친|더해|더한|합계|총합|합산|합치면|합하면|\b(?:together|combined|in sum|sum|added up)\b"
)
_DOWN = re.compile(
    r"줄|감소|떨어|하락|빠[진졌]|\bdrop|\bfell\b|\bfall|declin|decreas|\blost\b|\bdown\b|shrank|shrunk"
)
_UP = re.compile(r"늘|증가|올[랐라]|성장|상승|gr[eo]w|increas|gain|\brose\b|\brise|improv|\bup\b")


def is_together(text: str) -> bool:
    """Two periods or items are to be added up."""
    return _TOGETHER.search(text) is not None


def change_of(text: str) -> str:
    """`up`, `down` or ""."""
    return "down" if _DOWN.search(text) else "up" if _UP.search(text) else ""
