"""What is said once for two: `3월 5일과 10일`, `11월 첫째주랑 둘째주`, `March 5 and 7`."""

import re

from api.assistant.rules.phrases import MONTHS

_AND = r"(?:이?랑|와|과|하고|및|,|·|vs\.?|대비|/)"
_MONTH = r"(?P<head>(?:\d{2,4}년\s*)?\d{1,2}월|이번\s*달|지난\s*달|저번\s*달|이달|전월)"
_WEEK = r"(?:(?:첫|둘|셋|넷|다섯|[1-5]번?)\s*째\s*주|마지막\s*주|[1-5]\s*주차?)"
_DAY = r"\d{1,2}일"
_CARRIED = (
    re.compile(
        rf"{_MONTH}(?P<first>\s*(?:{_WEEK}|{_DAY})\s*{_AND})(?P<next>\s*(?:{_WEEK}|{_DAY}))"
    ),
    re.compile(
        rf"\b(?P<head>(?:{MONTHS})\.?)(?P<first>\s+\d{{1,2}}(?:st|nd|rd|th)?\s*(?:and|vs\.?|,|&))"
        r"(?P<next>\s+\d{1,2}(?:st|nd|rd|th)?(?![\d,]))"
    ),
)


def carried(text: str) -> str:
    """`text` with the month said for the second day or week too."""
    for pattern in _CARRIED:
        text = pattern.sub(r"\g<head>\g<first> \g<head>\g<next>", text)
    return text
