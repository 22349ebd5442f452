"""Days of a kind: without production, of the weekend, working days."""

import re

IDLE = re.compile(
    r"(?:생산|만들|제조|가동|돌[린리]|찍)\S{0,2}\s*(?:을|를|이|가|은|도)?\s*(?:안|않|못)\s*(?:한|했|만든|만들|찍|돌|된|됐|은|하)\S*\s*날|(?:생산|만들|제조)\S{0,3}\s*(?:않|못)\S*\s*날"
    r"|(?<!제일 )(?<!가장 )(?:안|못)\s*(?:만든|만들|생산|찍|돌|뽑|나온|한)\S*\s*(?:날(?!짜)|일자)"
    r"|(?:생산|실적|기록)\S{0,2}\s*(?:없|빠진|빈)\S*\s*(?:날|일자|일(?=\s|이|은|을|$))|(?:무|비|미)\s*생산\s*일|쉰\s*날|쉬는\s*날|공친\s*날|놀[은았]던?\s*날|휴무일?|(?:생산|실적)\s*0\s*(?:인|이었던)?\s*날"
    r"|\b(?:days?|dates?)\b.{0,24}\b(?:no|without(?: any)?|zero|nothing|not)\b.{0,12}\b(?:produc\w*|output|records?|made|make|anything|run|running)|\bno[- ]production days?|\bnon[- ]production days?|\bnon[- ]working days?|\bidle days?|\bdays? off\b"
    r"|\b(?:days?|dates?) (?:did|was|were|when|that|on which) .{0,20}\b(?:not|nothing)\b|\b(?:days?|dates?) .{0,20}\bnothing was\b"
)
WEEKEND = re.compile(r"주말|\bweekends?\b")
WORKDAYS = re.compile(r"평일|주중|\b(?:on|during|only) weekdays\b|\bworking days only\b")


def kind_of_days(text: str) -> str:
    """`idle`, `weekend` (Saturday and Sunday against the others) or ""."""
    if IDLE.search(text):
        return "idle"
    return "weekend" if WEEKEND.search(text) or WORKDAYS.search(text) else ""
