"""How many are asked for: top 5, 상위 세 개, the second best."""

import re

_TOP = re.compile(
    r"(?:상위|하위|top|톱|탑|베스트|bottom|best|worst|first|largest|biggest|lowest|highest|smallest|least|most|last|latest|recent|newest|최근|마지막)\s*-?\s*(?P<a>\d{1,3}|다섯|두|세|네|열|two|three|four|five|six|seven|eight|nine|ten|twenty)"
    r"|(?P<b>\d{1,3}|두|세|네|다섯|열|two|three|four|five|ten)\s*(?:개|가지|종|건|위까지|위|대)?(?:의)?\s*(?:제품|품목|아이템|(?:best |top |largest |biggest |most \w+ |lowest |worst )?(?:items|products|days|months|weeks|lots|records|batches|entries))"
    r"|(?P<c>\d{1,3}|두|세|네|다섯|열)\s*(?:건|위까지|위|개만|개|종|가지)"
    r"|(?P<d>둘|셋|넷|다섯|열)(?:만|개|\s|$)"
)
_NTH = re.compile(
    r"(?P<ko>\d{1,2}|두|세|네|다섯)\s*번째로?\s*(?:많|적|큰|작|높|낮|잘)|\b(?P<en>second|third|fourth|fifth|2nd|3rd|4th|5th)[- ]?(?:best|worst|most|least|largest|biggest|highest|lowest|smallest)\b"
)
_PLACES = {"second": 2, "third": 3, "fourth": 4, "fifth": 5}
_NUMBERS = {"세": 3, "다섯": 5, "열": 10, "두": 2, "둘": 2, "셋": 3, "네": 4, "넷": 4, "two": 2, "three": 3, "four": 4, "six": 6, "eight": 8, "nine": 9, "five": 5, "seven": 7, "ten": 10, "twenty": 20}  # fmt: skip


def counted(text: str) -> int | None:
    """None: no number was said."""
    nth = _NTH.search(text)
    if nth is not None:
        place = nth["ko"] or nth["en"]
        return _PLACES.get(place) or _NUMBERS.get(place) or int(re.sub(r"\D", "", place))
    match = _TOP.search(text)
    if match is None:
        return None
    said = next(group for group in match.groups() if group)
    return max(1, int(said) if said.isdigit() else _NUMBERS[said])
