"""The amounts that a text states: 1억 2,345만, 12.3%, -5, 1.2 million; not dates, codes or ranks."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

_UNITS = {
    "천": 1e3, "만": 1e4, "십만": 1e5, "백만": 1e6, "천만": 1e7, "억": 1e8, "조": 1e12,
    "k": 1e3, "thousand": 1e3, "m": 1e6, "million": 1e6, "mn": 1e6, "bn": 1e9, "billion": 1e9,
}  # fmt: skip
_MONTHS = (
    "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|"
    "sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?"
)
# Names, dates, clock times, places in a list: no amounts, though they have digits.
_NO_AMOUNT = re.compile(
    rf"""
      \[\w{{1,4}}\] | `[^`]*`
    | (?<![\d.,])\d{{4}}-\d{{2}}(?:-\d{{2}})?(?:[T\ ]\d{{1,2}}:\d{{2}}(?::\d{{2}})?)? | \d{{4}}-?[QW]\d{{1,2}}
    | (?<![\d.,])20\d\d[./]\s?(?:0?[1-9]|1[0-2])(?:[./]\s?\d{{1,2}}\.?(?!\d))?(?!\d|\s?[%개건만])
    | (?<![\d.,])\d{{1,2}}/\d{{1,2}}(?![\d/])
    | \d{{1,2}}:\d{{2}}(?::\d{{2}})? | \d{{8}}T?\d{{6}}\w*
    | (?:19|20)\d\d\s*년도? | (?<!\d)\d\d?\s*년도?(?!\s*간) | (?<![\d,.])\d{{1,2}}\s*월(?:\s*\d{{1,2}}\s*일)?
    | (?<![\d,.])\d(?:\s*/\s*4)?\s*분기 | (?<![\d,.])\d{{1,2}}\s*주차
    | \b(?:{_MONTHS})\.?\s+\d{{1,2}}(?:st|nd|rd|th)?(?:,?\s+(?:19|20)\d\d)?(?![\d,.]*\d)
    | \b\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?(?:{_MONTHS})\b(?:,?\s+(?:19|20)\d\d)? | \b(?:{_MONTHS})\.?\s+(?:19|20)\d\d
    | \b(?:in|of|for|since|during|from|to|until|year|and|vs\.?)\s+(?:19|20)\d\d(?![\d,.%/-]*[\d%]|\s*(?:개|건|units?|records?|items?|batches|lots|pieces|pcs|products|days))
    | (?=[\da-f]*[a-f])(?=[\da-f]*\d)\b[\da-f]{{8,}}\b
    | [A-Za-z]+[-_]?\d[\w-]*(?:\.\d+)* | (?m:^\s*\d{{1,2}}[.)]\s) | (?m:^\s*\|\s*\d{{1,2}}\s*(?=\|))
    | (?:상위|하위|최근|지난|직전|과거)\s*\d+ | \b(?:top|bottom|last|past|previous|rank|ranked|no\.?|number|week|first|latest|recent)\s*[-#]?\d+(?![\d,.]*\d)
    | \#\d+ | (?<![\d,.])\d+\s*(?:위|번?째|차(?![가-힣])|등(?![가-힣])|st\b|nd\b|rd\b|th\b)
    """,
    re.X | re.I,
)
_AMOUNT = re.compile(
    r"(?<![\w.,])(?P<sign>[-+−–▲▼△▽]?)(?P<whole>\d{1,3}(?:,\d{3})+|\d+)(?P<part>\.\d+)?"
    r"(?:\s?(?P<unit>천만|백만|십만|조|억|만|천|(?:thousand|million|billion|mn|bn|[km])(?![a-z])))?"
    r"(?:\s?(?P<percent>%|퍼센트|프로(?![가-힣])|percent\b|per cent\b))?"
    r"(?:\s?(?P<points>pp?(?![a-z])|포인트|(?:percentage[- ])?points?\b|pts?\b))?"
    r"(?P<days>\s?일(?![가-힣]*평균))?",
    re.I,
)
_MINUS, _PLUS = "-−–▼▽", "+▲△"


@dataclass(frozen=True, slots=True)
class Numeral:
    """`value` without its sign; `sign` -1, 0 or 1.

    The amount that was meant is at most `below` less or `above` more: rounded or cut off.
    `points`: a difference of two percentages.
    """

    text: str
    value: float
    below: float
    above: float
    sign: int
    percent: bool
    day: bool
    points: bool = False


def numerals(text: str, names: Iterable[str] = ()) -> list[Numeral]:
    """In their order; `names` may hold digits and are left out."""
    for name in sorted(filter(_has_digit, names), key=len, reverse=True):
        text = text.replace(name, " " * len(name))
    text = _NO_AMOUNT.sub(lambda match: " " * len(match.group()), text)
    found: list[tuple[Numeral, re.Match[str]]] = []
    for match in _AMOUNT.finditer(text):
        one = _numeral(match)
        if found and _continues(text, found[-1][1], match):
            one = _sum(found.pop()[0], one)
        found.append((one, match))
    return [one for one, _ in found]


def _has_digit(name: str) -> bool:
    # A name that is only a number would take real amounts away.
    return any(c.isdigit() for c in name) and not re.fullmatch(r"[\d.,\s%-]+", name)


def _numeral(match: re.Match[str]) -> Numeral:
    places = len(match["part"]) - 1 if match["part"] else 0
    scale = _UNITS.get((match["unit"] or "").lower(), 1.0)
    value = float(match["whole"].replace(",", "") + (match["part"] or "")) * scale
    points = match["points"] is not None
    percent = points or match["percent"] is not None
    step = scale * 10.0**-places
    tolerance = step / 2 if places or percent or scale > 1 else 0.0
    sign = match["sign"]
    return Numeral(
        match.group().strip(),
        value,
        tolerance,
        # What has a unit is as often cut off as rounded: 12만 may be 129,000.
        step if scale > 1 else tolerance,
        -1 if sign and sign in _MINUS else 1 if sign and sign in _PLUS else 0,
        percent,
        match["days"] is not None,
        points,
    )


def _continues(text: str, before: re.Match[str], match: re.Match[str]) -> bool:
    """`1억` goes on in `2,345만`, `2만` in `3,000`."""
    if before["unit"] not in ("조", "억", "만", "천만") or before["percent"] or match["sign"]:
        return False
    if text[before.end() : match.start()].strip() or before.end() == match.start():
        return False
    ahead = _UNITS.get((match["unit"] or "").lower(), 1.0)
    smaller = float(match["whole"].replace(",", "")) * ahead < _UNITS[before["unit"]]
    return smaller and not match["percent"]


def _sum(first: Numeral, second: Numeral) -> Numeral:
    return Numeral(
        f"{first.text} {second.text}",
        first.value + second.value,
        second.below,
        second.above,
        first.sign,
        percent=False,
        day=second.day,
    )
