"""Questions that production records or the tools cannot answer, told by their words."""

import re

from api.assistant.rules.phrases import MONTHS

# Order matters: "왜 불량이 늘었어" asks for defects, which no amount of reasons would answer.
TOPICS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (topic, re.compile(pattern))
    for topic, pattern in (
        ("write", r"(?:삭제|지워|수정|변경|추가|입력|등록|업로드)\s*(?:해|하|시켜)|지워\s*(?:줘|라)|고쳐\s*줘|\b(?:delete|erase|insert|modify|overwrite|truncate|drop (?:the )?(?:table|data|records?))\b|\b(?:update|edit|change) (?:the )?(?:record|row|entry|value)s?\b"),
        ("defect", r"불량|결함|[a-d1-3]\s*등?급|등급|수율|하자|폐기|품질\s*(?:문제|이슈|검사|수준|상태)?(?!관리팀)|반품|클레임|\bng\b|defect|scrap|\byields?\b|\breject(?:s|ed|ions?)?\b|quality (?:issue|problem|level|rate)|rework|\bfaulty\b"),
        ("stock", r"재고|재공|자재|원재료|원료|창고|남은\s*(?:수량|물량|양)|잔량|입고|\bstock\b|inventory|warehouse|on hand|\bwip\b|work in progress"),
        ("forecast", r"예측|예상|전망|예정|내일|모레|(?<!그)(?<!그 )다음\s*(?:달|주|해|분기|년)|내년|내후년|계획|목표|연말|까지\s*얼마나\s*더|달성률|앞으로|[가-힣]*(?:해|만들어|찍어|뽑아|채워)야\s*(?:하|되|돼|될|할|함|지)|\b(?:need|have|ought) to (?:make|produce)|\b(?:should|must) (?:we|i|be)\b|할\s*것\s*같|될\s*까|\bforecast|predict|tomorrow|\bnext (?:day|week|month|quarter|year)\b|\bwill\b|\bplan(?:ned|s)?\b|\btargets?\b|\bgoals?\b|\bexpected?\b|going to (?:make|produce|be)|\bfuture\b|projection"),
        ("price", r"가격|단가|원가|매출|금액|비용|이익|수익|마진|몇\s*원|얼마에\s*팔|\bprices?\b|\bcosts?\b|revenue|\bprofit|\bsales?\b|\bmargin|\bmoney\b|팔[린리렸]|판매|\bsold\b|\bsell(?:s|ing)?\b|\bdollars?\b|\beuros?\b"),
        ("order", r"주문|납기|고객|출하|출고|반출|납품|거래처|수주|\bcustomers?\b|\bdeliver(?:y|ies|ed)\b|\bship(?:s|ped|ping|ments?)?\b|\bpurchase|\b(?:sales|open|pending|customer)\s+orders?\b|\borders? (?:from|backlog|placed|received)"),
        ("people", r"작업자|직원|사람|누가|누구|인원|인당|명당|담당자|근무|교대|(?:야간|주간)\s*조|오퍼레이터|\bworkers?\b|\boperators?\b|\bemployees?\b|\bstaff\b|\bshifts?\b|\bheadcount|\bpeople\b|\bwho (?:made|produced|worked|is responsible|runs?)|\bwhose\b"),
        ("machine", r"설비|기계|가동률|가동\s*시간|고장|정비|라인(?!\s*(?:차트|그래프))|호기|비가동|\bmachines?\b|\bequipment|\bdowntime|\boee\b|\bmaintenance|\b(?:production|assembly) lines?\b|\bwhich lines?\b|\bbreakdowns\b(?! by| of| per| for)|(?:machine|equipment|line) breakdown|\b(?:broke|broken) down\b(?! by| per| into)"),
        ("cause", r"왜(?:\s|$|죠|요|그|[가-힣])|이유|원인|때문|어째서|\bwhy\b|\breasons?\b|\bcaus(?:e|es|ed|ing)\b|\bbecause of\b|\bexplain\b|how come|root cause"),
        ("other", r"날씨|전력|에너지|\benergy\b|\belectricity\b|전기\s*(?:료|요금|사용)|방안|농담|노래|주식|뉴스|점심|메뉴|\bweather\b|\bjokes?\b|\bnews\b|\blunch\b|\bpoem\b|\bsong\b|\bselect\b.*\bfrom\b|ignore (?:all|previous|the)|system prompt|시스템\s*프롬프트|비밀번호|패스워드|\bpasswords?\b|\bapi key|\bsecrets?\b"),
        # What no tool can restrict by: leaving it out would answer another question.
        ("plants", r"(?<!우리)(?<!당사)(?<!본사)(?<!전체)(?<!저희)(?:[가-힣]{2,}|제?\s*\d|[a-z]|다른|타)\s*(?:공장|사업장)|\b(?:other|another|second|which|each|all|both) (?:plants?|factor(?:y|ies)|sites?)\b|\b(?:plants?|factor(?:y|ies)|sites?) (?:\d|[a-z]\b|in [a-z])|(?:다른|타)\s*(?:회사|업체|법인|지역)|경쟁사|\b(?:other compan(?:y|ies)|competitors?)\b"),
        ("hours", r"오전|오후|몇\s*시(?![작간])|시간대|시간\s*(?:당|별)|(?<!\d)\d{1,2}시(?![작간점])|야간|새벽|\bhour(?:s|ly)?\b|\bmorning|\bafternoon|\bevening|\b(?:at )?night|\b\d{1,2} ?(?:am|pm|o'clock)\b|\bminutes?\b"),
        ("than_average", r"평균(?:치|값)?(?:을|를)?\s*(?:보다|이상|이하|초과|미만|대비|넘|밑|상회|하회)|\b(?:than|above|below|over|under|vs\.?|versus|against|beat) (?:the |our |its )?(?:\w+ )?(?:average|avg|mean)\b"),
        ("statistics", r"중앙값|중간값|표준\s*편차|편차|분산|최빈|분위|상관|회귀|이동\s*평균|관리도|\bmedians?\b|\bdeviations?\b|\bstd\b|\bvariance\b|percentile|quartile|correlat|regress|(?:moving|rolling) average|\bcpk?\b|control (?:chart|limit)"),
        ("holiday", r"공휴일|명절|추석|설날|설\s*연휴|연휴|크리스마스|어린이날|광복절|개천절|한글날|현충일|\bchristmas\b|\bholidays?\b|\bchuseok\b|new year'?s"),
        ("exclude", r"\b(?:everything|all|anything|items?|products?) but\b|빼고|뺀|빼면|제외|(?:^|\s{2,})(?:은|는|을|를)?\s*(?:말고|이?외에)|(?:제품|품목)\s*(?:말고|외)|\bexcept\b|\bexclud|\bwithout (?!production|any|output|records?|a )|\bother than\b|\bbesides\b|\bapart from\b|\bleaving out\b|\bminus\b"),
        ("condition", r"[<>≥≤]\s*=?\s*\d|\bbetween \d|\d[\d,.]*\s*(?:천|만|백)?\s*(?:개|ea|pcs)?\s*(?:를|을|가|이)?\s*(?:이상|이하|초과|미만|넘[는은긴게었어]|안\s*(?:되는|넘)|못\s*미치|보다\s*(?:많|적|크|작))"
         r"|\b(?:more|less|fewer|greater|higher|lower|larger|smaller) than (?:\d|a (?:thousand|hundred))|\b(?:over|above|below|under|at least|at most|exceed\w*|between) \d[\d,]*(?!\d|,|%| ?(?:days?|weeks?|months?|years?))"),
    )
)  # fmt: skip
_UNREAD = re.compile(
    r"(?:^|(?<=\s))(?:까지|이전(?!\s*(?:기간|달|주|분기|해|년))|이내|전후)(?=\s|에|의|은|는)|\d+\s*(?:월|분기|주차|년도?|째)(?!\s*(?:별|간|치))|(?:첫|둘|셋|넷)째"
    rf"|\b(?:until|till|early|late|mid|half)\b|(?<!day )(?<!week )(?<!month )(?<!quarter )(?<!year )(?<!one )\bbefore\b|\b(?:{MONTHS})\b"
)
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_NEGATED = re.compile(
    r"(?<![가-힣])(?:안|못)\s*(?:생산|만[들든드]|나[온오왔]|찍|돌|뽑|된|됐|되[는었]|한|했)|않[은는았고]|없[는던었]|\b(?:not|never|no|none)\b(?! (?:one|longer|less|more|later|idea|problem|sure|yet)\b)"
)
HELP = re.compile(
    r"(?:뭘|무엇을|뭐를|뭐|어떤\s*걸|어떤\s*질문을?)\s*(?:할|물어|도와|답|대답|질문)|도움말|사용법|할\s*줄\s*아|"
    r"너는?\s*(?:뭐|누구)|넌\s*(?:뭐|누구)|누구세요|what can you (?:do|answer)|what (?:can|could|should) i ask|"
    r"^help\b|\bhow do i use|who are you|what are you\b|^(?:안녕(?:하세요)?|고마워요?|감사(?:합니다|해요)?|네|응|예|ok|okay|hi|hello|hey|thanks?(?: you)?)[.!?~ ]*$"
)


def unread(text: str, numbers: int = 0) -> str:
    """A word about time that stands in no period, or a number beyond those understood."""
    found = _UNREAD.search(text)
    left = _NUMBER.findall(text)
    return found.group().strip() if found else left[-1] if len(left) > numbers else ""


def is_negated(text: str) -> bool:
    """`생산 안 된 품목`, `items that were not made`: the opposite of what would be answered."""
    return _NEGATED.search(text) is not None


def topic_of(text: str) -> str:
    """`help`, the topic that is not in the data, or "" for neither. `text` without names."""
    if HELP.search(text):
        return "help"
    return next((topic for topic, pattern in TOPICS if pattern.search(text)), "")
