"""A message of several questions, cut where one ends and the next begins."""

import re

MOST_PARTS = 3
# 하고 and 고 end a verb, so that "BW0021하고 BW0034" stays one question.
_VERB_ENDS = re.compile(
    r"((?:알려|보여|말해|뽑아|찾아|해)\s?주시?고|(?:비교|계산|정리|확인|조회|요약|분석)하고|(?:얼마|몇\s?개|언제|뭐|무엇)이?고|[가-힣](?:했고|였고|됐고|왔고|었고|이며|하며)),?\s+"
)
_CUTS = re.compile(
    r"(?<=[?!])\s+|(?<=[^\d\s.]{2}\.)\s+|\s*[;\n]\s*"
    r"|(?:(?<=[,?!.])\s*|\s+)(?:그리고|또한|아울러|추가로)\s+"
    r"|,?\s+and\s+(?=(?:also|what|which|how|when|who|why|compare|show|list|give|tell|then|the (?:top|bottom|best|worst|average|total|share)|(?:top|bottom) \d)\b)"
    r"|,\s+(?:also|then|plus)\s+|\s+also\s+(?=(?:show|list|give|tell|compare|what|how|the)\b)"
    r"|\s+(?:as well as|plus)\s+(?=(?:the|top|bottom|how|what)\b)",
    re.I,
)


def parts_of(question: str) -> list[str]:
    """In their order; only the question itself where nothing divides it."""
    cut = _CUTS.split(_VERB_ENDS.sub("\\1\n", question))
    return [part for part in (piece.strip(" ,") for piece in cut) if part]
