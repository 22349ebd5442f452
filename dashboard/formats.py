"""Numbers, changes and ages as text."""

import re
from decimal import ROUND_HALF_UP, Context, Decimal

from dashboard.texts import Translate

# Any double has a place in it.
_EXACT = Context(prec=400)
_ADDRESS = re.compile(r"(?<=:)(?=//)|(?<=www)(?=\.)|(?<=\S)(?=@)", re.IGNORECASE)
_MINUTE_S, _HOUR_S, _DAY_S = 60, 3_600, 86_400


def fixed(value: float, places: int) -> str:
    """With thousands separators; halves go up, as the browser has them in tables and charts:
    Python's own formats take them to the even side, and the same number stood there as two."""
    step = Decimal(1).scaleb(-places)
    return f"{Decimal(value).quantize(step, ROUND_HALF_UP, _EXACT):,f}"


def quantity(value: float) -> str:
    """With thousands separators; decimals only where they carry meaning (below 100)."""
    if 0 < abs(value) < 0.05:
        # One decimal would call it nothing.
        return f"{value:.1g}"
    if abs(value) < 100 and value != int(value):
        return fixed(value, 1)
    return fixed(value, 0)


def share_words(share: float) -> str:
    """`12.3%` of a share in percent."""
    return f"{fixed(share, 1)}%"


def percent(change: float | None) -> str | int | None:
    """`+2.1%` of a change in percent, or the number 0 (drawn grey, without an arrow), or None."""
    if change is None:
        return None
    words = fixed(change, 1)
    if words in ("0.0", "-0.0"):
        return 0
    return f"{'' if words.startswith('-') else '+'}{words}%"


def count_change(now: int, before: int) -> str | int:
    """`+3`, or the number 0."""
    return f"{now - before:+,}" if now != before else 0


def age_step(seconds: float) -> tuple[str, int]:
    """An age as coarse as people say it; it changes at most once a minute."""
    for key, size in (("age_days", _DAY_S), ("age_hours", _HOUR_S), ("age_minutes", _MINUTE_S)):
        if seconds >= size:
            return key, int(seconds // size)
    return "age_now", 0


def age(seconds: float, text: Translate) -> str:
    key, count = age_step(seconds)
    return text(key, n=count)


def duration(seconds: float, text: Translate) -> str:
    """How long something has lasted, as coarse as an age."""
    key, count = age_step(seconds)
    return text(key.replace("age_", "lasted_"), n=count)


def markdown_safe(words: str) -> str:
    """Words from outside (file names, API details) as literal text inside Streamlit markdown.

    Streamlit makes links of bare addresses after it has taken the backslashes away, so a blank
    goes into each.
    """
    plain = _ADDRESS.sub(" ", words)
    return "".join(f"\\{c}" if c in "\\`*_{}[]()#+-.!|<>$:~&" else c for c in plain)


def megabytes(size: int) -> str:
    """Bytes as `12.3 MB`."""
    return f"{size / 1_000_000:,.1f} MB"
