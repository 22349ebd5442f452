"""The numbers in a matched period phrase: its year, its month, who was counted how."""

import re
from datetime import date

from api.assistant.rules.phrases import COUNTS, MONTHS

Match = re.Match[str]
_NAMES = [name[:3] for name in MONTHS.split("|")[:12]]


def group(match: Match, *names: str) -> str:
    """The first of these groups that the pattern has and that matched."""
    known = match.groupdict()
    return next((known[name] for name in names if known.get(name)), "")


def year_said(match: Match, today: date) -> int | None:
    said, relative = group(match, "y", "y0"), group(match, "ry", "ry0").replace(" ", "")
    if said:
        return int(said) + (2000 if len(said) == 2 else 0)
    if not relative:
        return None
    back = {"재작년": 2, "작년": 1, "지난해": 1, "전년": 1, "lastyear": 1, "previousyear": 1}
    return today.year - back.get(relative, 0)


def month_number(match: Match, digits: str = "m", *names: str) -> int:
    text = group(match, digits)
    number = int(text) if text else _NAMES.index(group(match, *(names or ("mn",)))[:3]) + 1
    if not 1 <= number <= 12:
        raise ValueError(text)
    return number


def past_year(match: Match, today: date, month: int, day: int = 1) -> int:
    """The year that was said, else the last in which this has begun."""
    said = year_said(match, today)
    return said or today.year - ((month, day) > (today.month, today.day))


def count(match: Match, otherwise: str = "1") -> int:
    """`n` in digits or words."""
    text = group(match, "n") or otherwise
    return max(1, int(text) if text.isdigit() else COUNTS[text])
