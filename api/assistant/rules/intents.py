"""What is asked about the amounts: total, ranking, trend, comparison, records and so on."""

import re
from dataclasses import dataclass
from typing import Literal

from api.assistant.rules.counted import counted
from api.assistant.rules.day_kinds import kind_of_days
from api.assistant.rules.relations import change_of, is_together

Intent = Literal[
    "total", "average", "batches", "item_count", "list_items", "trend", "weekday", "ranking",
    "extreme", "share", "compare", "records", "last_made", "status", "idle", "weekend",
]  # fmt: skip

_UNIT_WORDS = {
    "weekday": r"요일|weekdays?\b|day of (?:the )?week|days? of (?:the )?week|day-of-week",
    "day": r"날|일자|날짜|(?<![제평요휴])일(?=\s|은|이|에|$|인|생산)|생산일|하루|\bdays?\b|\bdates?\b",
    "week": r"생산주|주(?=\s|는|가|에|$|인|간)|주간|\bweeks?\b",
    "month": r"생산월|달|월(?=\s|은|이|에|$|인)|\bmonths?\b",
    "quarter": r"분기|\bquarters?\b",
    "year": r"해(?=\s|는|가|$)|년도?|연도|\byears?\b",
}
_GROUPS = {
    "weekday": r"요일|(?:every|each) (?:mon|tues|wednes|thurs|fri|satur|sun)day\b|\bweekdays?\b|day of (?:the )?week|days of (?:the )?week|day-of-week|(?:월|화|수|목|금|토|일)요일\s*(?:마다|평균)|(?:mon|tues|wednes|thurs|fri|satur|sun)days\b",
    "lot": r"(?:로트|랏|배치)\s*별|(?:상위|하위|가장\s*큰|제일\s*큰|최대|최소|큰|많은|작은)\s*\d*\s*개?\s*(?:로트|랏|배치)(?!\s*(?:수|크기|사이즈|평균))|(?:top|largest|biggest|bottom|smallest)\s*\d*\s*(?:(?:single|individual|production) )?(?:lot|batch)(?:e?s)?\b(?! size)|(?:by|per|each) lots?\b|\blot[- ]wise",
    "item": r"(?:제품|품목|아이템)\s*(?:별|마다)|(?:by|per|for each|each|every) (?:items?|products?|articles?|skus?)\b|(?:item|product)[- ](?:wise|by[- ])|내역별",
    "day": r"(?:^|(?<=\s))일\s*(?:생산량|실적)|일\s*(?:별|단위)|일자\s*별|날짜\s*별|매일|날마다|하루하루|\bdaily\b|(?:by|per|each|every) (?:day|date)\b|day[- ]by[- ]day",
    "week": r"주\s*차?\s*별|주(?:간)?\s*단위|주간\s*(?:별|추이|생산|실적)|매주|주마다|\bweekly\b|(?:by|per|each|every) (?:iso |calendar )?week\b|week[- ]by[- ]week",
    "quarter": r"분기\s*(?:별|마다|단위)|매\s*분기|\bquarterly\b|(?:by|per|each|every) quarter\b",
    "year": r"(?:연도|년도|연|해)\s*별|연간\s*추이|매년|해마다|\byearly\b|\bannual(?:ly)?\b|(?:by|per|each|every) year\b|year[- ]by[- ]year",
    "month": r"(?:^|(?<=\s))월\s*(?:생산량|실적)|월\s*별|월(?:간)?\s*단위|월간\s*(?:별|추이)|매월|매달|달마다|다달이|\bmonthly\b|(?:by|per|each|every) month\b|month[- ]by[- ]month",
}  # fmt: skip
GROUPS = {group: re.compile(pattern) for group, pattern in _GROUPS.items()}

_STATUS = re.compile(
    r"(?:언제|며칠|어디|몇\s*월)(?:자|날)?\s*까지|데이터.{0,9}(?:들어[와왔온]|올라|반영|등록|마감|입력|집계)|데이터\S*\s*(?:지금\s*|가장\s*)?최신|최신이|최신\s*(?:데이터|자료|일자|날짜|상태)|업데이트|갱신|데이터\s*(?:현황|상태|기간|범위|는?\s*몇|건수|가?\s*언제|기준|정보|신선|총\s*몇)"
    r"|(?:처음|최초|첫)\s*(?:데이터|기록|자료|날짜)|기준일|신선도|데이터가?\s*(?:얼마나|어디)|(?:어느|어떤)\s*기간의?\s*(?:데이터|자료)|마지막\s*(?:데이터|자료|날짜|업데이트)|오래된\s*(?:데이터|자료|기록)|(?:oldest|earliest|first) (?:data|record|day of data)"
    r"|\b(?:records|rows|entries)\b.*\b(?:database|dataset|data|system|altogether|in total)\b"
    r"|전체\s*(?:데이터|기록|레코드)\s*(?:수|건수|개수)|몇\s*년\s*치"
    r"|how (?:fresh|recent|current|old|up[- ]to[- ]date)|up[- ]to[- ]date|freshness|\b(?:is|are) (?:the |this |our )?data (?:current|fresh|recent|new|live|old|stale)|(?:latest|newest|last|most recent) (?:data|update|day of data|date)\b"
    r"|data (?:range|status|period|until|coverage|available|go|cover)|last updated?|how much data|(?:when|what) (?:was|is) the (?:data|database|last update)"
    r"|what (?:data|period|dates?|time range) (?:do|is|are|does)|how far (?:back|does)|status of the data|which (?:dates|years|period)s? (?:do|are|is|does)"
)
_LIST = re.compile(
    r"(?:제품|품목|아이템)\s*(?:의\s*)?(?:목록|리스트|코드|종류)(?!\s*(?:수|몇|가\s*몇))|(?:어떤|무슨|뭔)\s*(?:제품|품목|아이템|것)\S*\s*(?:이|들이|들|가)?\s*(?:있|존재|취급|생산|만들|나오|나왔)"
    r"|(?:만든|생산한|생산된|나온|찍은|뽑은)\s*(?:제품|품목|아이템)(?:들|\s*(?:전부|다|모두|나열))|(?:제품|품목)들\s*(?:나열|전부|다\s)"
    r"|(?:들어간|들어가는|들어있는|포함된|포함하는)\s*(?:제품|품목|아이템|것|거)"
    r"|(?:제품|품목|것|게|건)\S*\s*(?:뭐|무엇|뭔|어떤\s*게)\S*\s*(?:있|야|예|인|니|지)|찾아|검색|코드(?:가|는|를|는요)?\s*(?:뭐|무엇|알려|어떻게|좀)|코드는?\s*\??$"
    r"|(?:이름|무슨\s*(?:제품|품목))(?:이|이야|인가|은|인지)?\s*(?:뭐|뭔|야|이야|예요|인가요|\?|$)|(?:제품|품목)(?:이야|인가요|이에요|이죠|임)\b"
    r"|^\s*(?:what is|what are|tell me about|who is)\s*\??$|(?:처음|최초|첫)\S*\s*(?:생산|만들|만든|나온|제조)|생산\s*(?:시작|개시)|언제\s*부터\s*(?:생산|만들)|first (?:made|produced|production)"
    r"|(?:items|products)(?: that)?(?: were| we| have been)? (?:produced|made|manufactured)|what (?:was|were|has been|got) (?:produced|made|manufactured)"
    r"|(?:뭐|뭘|무엇을)(?:를|을)?\s*(?:만들|생산)|what did (?:we|you|they|the plant|the factory) (?:make|produce|manufacture)(?!.*total)"
    r"|(?:list|show|what|which)(?: of)?(?: all| me)?(?: the| our| your)? (?:items|products|articles|skus|item codes|product codes)(?: are there| exist| do (?:we|you|they) (?:have|know|make|produce)| (?:is|are) (?:available|in)|\s*(?:\?|$|start|begin|contain|with|name))"
    r"|\b(?:search|find|look up)\b|(?:item|product) (?:list|codes?)\b|\blist of (?:items|products)|\blist\s+(?:all )?(?:the )?(?:items|products|codes|parts)\b|what is the code|code (?:for|of)\b"
)
_KINDS = re.compile(r"(?:목록|리스트|종류)(?!\s*(?:는|가|이)?\s*(?:수|몇))")
_ITEM_COUNT = re.compile(
    r"(?:제품|품목|아이템)\S{0,2}\s*(?:이|은|수는|종류는|종류가|가짓수|의\s*수|종류)?\s*(?:총|모두|전부)?\s*(?:몇\s*(?:개|종|가지|종류)?|개수|종류\s*수|가짓수|종\s*수|수(?=\s|는|가|를|$|\?))"
    r"|몇\s*(?:제품|품목|아이템)|몇\s*(?:개|종|가지|종류)(?:의|나|의\s*)?\s*(?:제품|품목|아이템)|몇\s*(?:종|가지|종류)"
    r"|how many (?:different |distinct |unique |of our |active )?(?:items|products|articles|skus|kinds|types)|number of (?:different |distinct |unique |active )?(?:items|products|articles|skus)|(?:item|product) count"
)
_LAST = re.compile(
    r"마지막으로|언제가?\s*마지막|(?:마지막|최근|최종|언제)(?:으로|에)?\s*(?:생산(?!량|실적|수량)|만들|만든|제조|나온|나왔)\S*\s*(?:일|날|날짜|게|건|것|거)?\S*\s*(?:언제|며칠|이|은|\?|$|알려)|언제\s*(?:마지막|최근|생산|만들|만든|제조|나왔)|마지막\s*(?:생산일|로트|배치)|최근\s*생산일|마지막(?:은|이)?\s*언제|(?:최근|마지막|최신)\s*(?:로트|배치)|마지막이?\s*며칠"
    r"|when (?:was|were|did|is|have) .*(?:last|latest|most recent)|when (?:was|were|did) .*(?:made|produce|produced|manufactured|run|built)|last (?:time|produced|made|run|production|manufactured|batch|lot)\b|(?:latest|most recent|newest) (?:production|batch|lot|run|record)\b(?!s)"
)
_MUCH = re.compile(
    r"많|적게|적은|최고|최대|최저|최소|최다|피크|most|least|best|worst|peak|high|low|busi|slow|strong|weak|big|small|large|top|max|min|record"
)
_RECORDS = re.compile(
    r"기록|생산\s*(?:목록|리스트)|이력|내역|레코드|건별|(?:로트|랏)\s*(?:목록|번호|리스트|들|보여|알려|뭐|조회)|최근\s*\d+\s*건|마지막\s*\d+\s*건|\d+\s*건(?:만)?\s*(?:보여|알려|조회|뽑)"
    r"|\b(?:records?|history|log|entries|entry|individual|raw (?:data|rows))\b|(?:list|show|which|what|see|latest|recent|last \d+)(?: me)?(?: the)?(?: last| latest| recent)?(?: \d+)? (?:lots|batches|rows|runs|lot numbers)\b|\b(?:last|latest|newest|(?:most )?recent) (?:\d+|two|three|four|five|six|seven|eight|nine|ten|few|couple of) (?:records|batches|lots|runs|entries|rows)\b|lot numbers?\b|\blast \d+ (?:lots|batches|rows|runs)"
)
_NEWEST_ITEM = re.compile(
    r"(?:최근|마지막|방금|최신)(?:에|의|으로)?\s*(?:생산|만들|만든|제조|나온|뽑은)\S*\s*(?:제품|품목|아이템|거|것|게)|(?:last|latest|newest|most recent(?:ly)?)(?: \w+)? (?:item|product)\b(?!ion)"
)
_NEWEST_LOT = re.compile(
    r"(?:최근|마지막|최신)(?:에|의|으로)?\s*(?:생산된|생산한|만든|나온)?\s*(?:로트|랏|배치)|(?:latest|newest|most recent|last) (?:lot|batch)\b"
)
_ONLY_LOTS = re.compile(
    r"^\W*(?:(?:the|all|show|list)\W*)?lots?(?: numbers?)?\W*(?:in|of|from|for|on)?\W*$"
)
_COMPARE = re.compile(
    r"비교|대비|(?:^|\s{2})비(?=\s|$|[는은로가])|증감|증가|감소|늘었|늘어|늘은|늘고|줄었|줄어|줄고|차이|보다|더\s*(?:많|적)|올랐|올라|오른|떨어[졌진지]|변했|변한|달라[졌진]|하락|상승|성장|에\s*비해|\bvs\b|versus|compar|\bthan\b|\bchang(?:e|ed|es)\b|growth|\bgr[eo]wn?\b|increas|decreas|declin|\bdrop|\bfell\b|\brose\b|\bup or down\b|differen(?:ce|t from)|\bagainst\b|\bdiff\b|\byoy\b|\bmom\b|\bwow\b|year[- ]over[- ]year|year[- ]on[- ]year|month[- ]over[- ]month|week[- ]over[- ]week|전년\s*(?:동기|동월)|better or worse|(?:better|worse|more|less|higher|lower) than"
)
_EXTREME = re.compile(
    r"가장|꼴찌|꼴등|최우수|제일|최고|최대|최저|최소|최다|피크|\bbest\b|\bworst\b|\bpeak\b|\bbusiest\b|\bslowest\b|\bhighest\b|\blowest\b|\bmost\b|\bleast\b|\bstrongest\b|\bweakest\b|\brecord\b|\bmaximum\b|\bminimum\b|\btop\b|많이|적게|많았던|적었던|많은|(?<![실누업])적은|\bbiggest\b|\bsmallest\b|\blargest\b"
)
_RANKING = re.compile(
    r"꼴찌|꼴등|상위|하위|순위|몇\s*위|랭킹|랭크|\btop(?![a-z])|톱|탑\s*\d|베스트|가장|제일|많이|적게|많은|(?<![실누업])적은|최다|최소|많았|적었|주요\s*(?:제품|품목)|주력|잘\s*나가|\d+\s*위|1등|순으로|\bbottom\b|\brank|\bbest\b|\bmost\b|\bleast\b|\bhighest\b|\blargest\b|\blowest\b|\bbiggest\b|\bsmallest\b|\bmain (?:items|products)|\bworst\b"
)
_SHARE = re.compile(
    r"비중|비율|점유|차지|구성비|몇\s*(?:%|퍼센트|프로)|\bshares?\b|percent|proportion|\bportion\b|\bfraction\b|contribut|what part of|%\s*of"
)
_TREND = re.compile(
    r"추이|추세|트렌드|흐름|변화|그래프|차트|변동|\btrends?\b|\bchart\b|\bgraph\b|\bplot\b|over time|develop|evol|pattern|timeline"
)
_EVERY = re.compile(r"(?P<week>(?:일주일|한\s*주)에)|(?:한\s*달)에")
_AVERAGE = re.compile(r"평균|\baverage|\bavg\b|\bmean\b|하루에\s*(?:얼마|몇)|typical")
_BATCHES = re.compile(
    r"몇\s*(?:건|배치|번|회|로트|랏)|얼마나\s*자주|건수|횟수|(?:배치|로트|랏|기록|레코드)\s*(?:수|개수)(?!량)|(?:배치|로트|랏)(?:가|는|이|은)?\s*(?:총\s*)?몇|how many (?:\w+ )?(?:batches|records|lots|runs|times|entries)|number of (?:batches|records|lots|runs|entries)|(?:batch|record|lot) count|how often"
)
# Two periods side by side in these are their rows one after the other.
_NOT_COMPARED = ("day", "week", "quarter", "year")
_STRONG = re.compile(r"총|합계|얼마|몇|수량|생산량|total|how (?:many|much)|output|quantit|amount")
_TOTAL = re.compile(
    r"총|합계|합산|전체\s*생산|생산|실적|수량|물량|얼마|몇|만들|현황|요약|total|how (?:many|much)|production|produce|output|quantit|\bmade\b|\bmake\b|volume|\bsum\b|amount|manufactur|summary|figures?\b"
)
_ASCENDING = re.compile(
    r"하위|꼴등|한가|안\s*좋|저조|꼴찌|부진|적게|못\s*(?:만든|나온|뽑은)|덜|안\s*나[온오]|(?:제일|가장)\s*(?:안|못)\s*(?:만드|만든|만들|생산)|(?<![실누업])적은|적었|최소|최저|꼴찌|낮은|낮았|워스트|나빴|나쁜|least|fewest|lowest|bottom|worst|smallest|slowest|minimum|weakest"
)
_WHICH = re.compile(
    r"(?:어느|어떤|무슨)\s*(?:제품|품목|아이템)|(?:늘어난|줄어든|증가한|감소한|떨어진|오른)\s*(?:제품|품목|아이템)|\b(?:which|what) (?:items?|products?)"
)
_OF_ITEMS = re.compile(r"제품|품목|아이템|\bitems?\b|\bproducts?\b")
_MEANS = {"월": "month", "달": "month", "주": "week", "분기": "quarter", "연": "year", "년": "year"}
_MEANS |= {unit: unit for unit in ("week", "month", "quarter", "year")}


@dataclass(frozen=True, slots=True)
class Asked:
    """`intent` None: none was said. `group` is a said grouping, `top` a said number.

    `direction`: `up` or `down` where the largest growth or drop is asked for.
    `groups`: all that were said. `vague`: the words hardly say what is asked, so one that is not understood may be it.
    """

    intent: Intent | None
    group: str = ""
    top: int | None = None
    ascending: bool = False
    unit: str = ""
    direction: str = ""
    vague: bool = False
    groups: tuple[str, ...] = ()


def read_intent(text: str, *, has_item: bool, has_period: bool, has_lot: bool) -> Asked:
    """`text`: normal(question), with periods, codes and names blanked out."""
    groups = [name for name, pattern in GROUPS.items() if pattern.search(text)]
    group = groups[0] if groups else ""
    if not group and "breakdown" in text:
        group = "item"
    every = _EVERY.search(text)
    if every and not group:
        group = "week" if every["week"] else "month"
    per = re.search(
        r"(월|달|주|분기|연|년)(?:간|별|당)?\s*평균|average (week|month|quarter|year)\b", text
    )
    if per and not group:
        group = _MEANS[per[1] or per[2]]
    number, ascending = counted(text), bool(_ASCENDING.search(text))
    unit = _extreme_unit(text)
    intent = _first(text, group, unit, has_item, has_period, has_lot)
    vague = intent is None or (intent == "total" and not _STRONG.search(text))
    direction = ""
    if intent == "compare" and (_EXTREME.search(text) or _WHICH.search(text)):
        direction = change_of(text)
        said = _OF_ITEMS.search(text) or re.search(r"줄어든|늘어난|떨어진|오른", text)
        group = "item" if not group and said and not unit else group
    return Asked(intent, group, number, ascending, unit, direction, vague, tuple(groups))


def _extreme_unit(text: str) -> str:
    """The unit of `가장 많이 생산한 날`, `best month`; "" when the extreme is of items."""
    if not _EXTREME.search(text) or re.search(r"제품|품목|아이템|\bitems?\b|\bproducts?\b", text):
        return ""
    cleaned = re.sub(r"날짜|실적|최고치|생산량|일평균|하루\s*평균", " ", text)
    if re.search(r"날짜", text):
        return "day"
    unit = next((u for u, pattern in _UNIT_WORDS.items() if re.search(pattern, cleaned)), "")
    when = re.search(r"언제|^\s*when\b|최[고대저소]\s*기록|\brecord (?:high|low|day)", text)
    return unit or ("day" if when else "")


def _first(
    text: str, group: str, unit: str, has_item: bool, has_period: bool, has_lot: bool
) -> Intent | None:
    days: dict[str, Intent] = {"idle": "idle", "weekend": "weekend"}
    early = days.get(kind_of_days(text)) or _about_data(text, has_item, has_period)
    if early == "list_items" and has_lot:
        return "records"
    if early:
        return early
    if _NEWEST_LOT.search(text) and counted(text) is None:
        return "last_made"
    rows = _TREND.search(text) or group in _NOT_COMPARED
    if _COMPARE.search(text) and not (rows and group not in ("", "item")):
        return "share" if re.search(r"차지|점유|비중|\bshare\b", text) else "compare"
    if _SHARE.search(text) and not re.search(r"증감|증가|감소", text):
        return "share"
    if is_together(text) and not group:
        return "total"
    if unit and not (_LAST.search(text) and not _MUCH.search(text)):
        return "extreme"
    late = _about_records(text, has_item, has_lot, group)
    return late or _about_amounts(text, group)


def _about_data(text: str, has_item: bool, has_period: bool) -> Intent | None:
    if _STATUS.search(text) and not has_item:
        return "status"
    if has_item and _ONLY_LOTS.search(text):
        return "records"
    if has_item and not has_period and _KINDS.search(text) and not _RECORDS.search(text):
        return "list_items"
    if _ITEM_COUNT.search(text) and not _RANKING.search(text):
        return "item_count"
    other = _RECORDS.search(text) or _COMPARE.search(text) or _NEWEST_ITEM.search(text)
    if _LIST.search(text) and not other:
        return "ranking" if has_period else "list_items"
    return None


def _about_records(text: str, has_item: bool, has_lot: bool, group: str) -> Intent | None:
    if group or _BATCHES.search(text):
        return None
    several = re.search(r"이력|내역|\d+\s*건|\brecords\b|history", text) and not re.search(
        r"언제|when", text
    )
    if _NEWEST_ITEM.search(text) and not has_item and not several:
        return "last_made"
    if _LAST.search(text) and not several and (has_item or not _RECORDS.search(text)):
        return "last_made"
    if _RECORDS.search(text) and not _AVERAGE.search(text) and not _EXTREME.search(text):
        return "records"
    if has_lot and not re.search(r"총|합계|total|how many|how much|얼마|몇", text):
        return "records"
    return None


def _about_amounts(text: str, group: str) -> Intent | None:
    if _AVERAGE.search(text) and group not in ("weekday", "item", "lot"):
        return "average"
    if group == "weekday":
        return "weekday"
    if group in ("item", "lot"):
        return "ranking"
    if _BATCHES.search(text) and not group and not _TREND.search(text):
        return "batches"
    if group or _TREND.search(text):
        return "trend"
    if _RANKING.search(text):
        return "ranking"
    return "total" if _TOTAL.search(text) else None
