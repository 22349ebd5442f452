"""Numbers, changes and ages as text."""

from dashboard.texts import Translate

_MINUTE_S, _HOUR_S, _DAY_S = 60, 3_600, 86_400


def quantity(value: float) -> str:
    """With thousands separators; decimals only where they carry meaning (below 100)."""
    if 0 < abs(value) < 0.05:
        # One decimal would call it nothing.
        return f"{value:.1g}"
    if abs(value) < 100 and value != int(value):
        return f"{value:,.1f}"
    return f"{value:,.0f}"


def percent(change: float | None) -> str | int | None:
    """`+2.1%` of a change in percent, or the number 0 (drawn grey, without an arrow), or None."""
    if change is None:
        return None
    words = f"{change:+,.1f}%"
    return 0 if words in ("+0.0%", "-0.0%") else words


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
    """Words from outside (file names, API details) as literal text inside Streamlit markdown."""
    return "".join(f"\\{c}" if c in "\\`*_{}[]()#+-.!|<>$:~&" else c for c in words)


def megabytes(size: int) -> str:
    """Bytes as `12.3 MB`."""
    return f"{size / 1_000_000:,.1f} MB"
