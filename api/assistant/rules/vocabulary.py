"""Words of questions that name no item: what is asked, how, and how politely."""

import re

_KO_NOUNS_TEXT = """
총생산량 생산량 생산실적 생산현황 생산수량 생산기록 생산일 생산품 생산 실적 양품 수량 총량 총합
총계 합계 합산 전체 전부 모두 모든 제품별 품목별 아이템별 제품명 제품들 제품 품목들 품목 아이템
물량 물건 월별 일별 일자별 날짜별 주별 주간별 주간 월간 연간 연도별 년도별 연별 분기별 요일별
로트별 배치별 추이 추세 트렌드 패턴 경향 변화량 변화율 변화 변동 흐름 그래프 차트 순위 랭킹
상위권 상위 하위권 하위 톱 탑 베스트 워스트 최다 최소 최대 최고치 최저치 최고 최저 비교 대비
증감률 증감율 증감 증가율 증가량 증가 감소율 감소량 감소 성장률 차이 마지막 최근 최신 이력 내역
기록 레코드 배치 로트번호 로트 랏 건수 횟수 개수 건별 데이터 자료 정보 현황 상태 요약 정리
평균값 평균 크기 사이즈 요즘 요새 근래 한달 둘 둘이 셋 오래된 보통 평소 일단 계속 상황 일평균
월평균 주평균 하루 매일 매주 매월 매달 매년 달마다 목록 리스트 명단 종류 가지 코드 번호 이름
비중 점유율 비율 구성비 퍼센트 프로 요일 평일 주말 공장 우리 회사 숫자 수치 결과 시점 시작일
종료일 기준 기준일 정도 대략 대충 그냥 혹시 그럼 그러면 그리고 그렇다면 그렇지만 근데 그런데
그거 그것 그건 그때 이거 이것 이건 거기 여기 얘 걔 그중 중에서 중에 중 무엇 무슨 뭐 뭘 어떤 어느
어디 언제 얼마나 얼마 얼만큼 몇개 몇건 몇번 몇 며칠 날짜 날 달 월 주 일 년 해 분기 기간 동안
사이 이후 이전 이래 초반 당시 현재 지금 방금 이번 지난번 지난 다음 각각 각 별로 별 순서 순으로
순 개월 정확 빠르게 빨리 다시 또 더 가장 제일 많이 적게 조금 좀 아주 매우 전부다 같은 동일 동기
동월 누적 누계 통산 업데이트 갱신 신선도 데이터베이스 디비 시스템 질문 답 보고서 리포트 표
시각화 성적 효율 단위 위 개 건 번 종 회 차 것 거 게 수 및 너 나 저 제가 내가 님 과장님 부장님
팀장님 사장님 선생님 안녕 고마워 감사 그래 네 응 아 음 하루평균 어제자 오늘자 최종 처음 첫
첫번째 두번째 세번째 한번 한눈에 관련 대한 대해 관해 분석 통계 합 총 다 올 금 당
제출 제시 작성 표시 제공 추출 도출 존재 안 못 최하위 최상위 꼴등 나열 주차 사분기 일분기 이분기 삼분기 오래 오래된 자주 종종 가끔 순서대로 꼴 꺼 중간 저조 꼴찌 부진 호조 우수 활발 취급 성장 하락 상승 거기서 여기서 그중에 이중에 휴무일 휴무 다음으로
현황표 내용 사항 자세 자세히 간단히 간략히 구체적으로 상세 상세히 정확히 바로 혹은 또는 아니면 수준 규모 전반적 전반
안녕하세요 안녕하십니까 한해 한달간 일년 회계연도 회계년도 아직도 아직 여전히 이맘때 맘때 초순 중순 하순 주말 평일 주중 지난번 나란히 쭉 쫙 한꺼번에 하나씩 죄다 현재까지 여태 총괄
실적표 집계표 집계 추이표 생산분 제조량 제조 산출량 산출 양산
"""
KO_NOUNS = tuple(_KO_NOUNS_TEXT.split())
_KO_VERBS_TEXT = """
알려 알고 알아 알수 보여 보고 보자 보면 말해 말씀 가르쳐 찾아 찾고 검색 조회 확인 궁금 부탁 만들
만든 만드 나왔 나온 나오 나와 뽑아 뽑은 계산 설명 정렬 나열 비교하 비교해 비교한 비교할 하는
하면 하고 하나 한거 한건 해줘 해주 해봐 되는 되나 되요 되었 이야 이에 이었 인가 인지 일까 입니
예요 주세 주실 주십 줄래 줄수 주라 많은 많아 많네 적어 많았 많고 많던 많냐 많이 적은 적었 적던
높은 높았 높아 낮은 낮았 낮아 크냐 작은 작았 늘었 늘어 늘고 늘은 줄었 줄어 줄고 올랐 올라 떨어
증가하 증가했 감소하 감소했 변했 변하 달라 차지 생산하 생산한 생산했 생산된 생산됐 생산되 생산중
시작하 시작되 끝나 뭐야 뭐예 뭐지 뭔가 뭔지 뭐니 뭔데 어때 어땠 어떻 어떠 몇이 좋았 좋은 좋아
나빴 나쁜 가능 원해 필요 나눠 묶어 그려 보내 내줘 들어 들어온 돌아 기억 까지 부터 제조 찍어
합쳐 합해 합친 더해 더한 합하 대비하 제출해 제출하 제시해 작성해 표시해 제공해 추출해 존재하 존재합 맞아 맞나 맞지 맞는 바빴 바쁜 바쁘 한가 들어간 들어가 들어있 포함 더한 취급하 취급해 성장하 성장한 성장했 하락하 하락한 하락했 상승하 상승한 상승했 줄어든 늘어난 떨어진 오른 저조하 저조한 저조했 부진한 부진했 쪼개 끊어 펼쳐 띄워 돌렸 돌린 돌려 돌렀 찍었 찍은 뽑았 뽑아 내놨 챙겨 잘나온 잘나왔 잘나오 잘된 잘됐 안나온 못나온 나갔 나간 얼마야 얼마예 얼마였 얼마인 얼마죠 얼마지 얼마니 얼마임 팔린 잘나가 주요
"""
KO_VERBS = tuple(_KO_VERBS_TEXT.split())
# Short stems end as verbs do, so that 하우징 or 볼트 is no verb.
_KO_SHORT_VERBS_TEXT = """
봐 볼 있 없 했 해 한 할 됐 돼 된 될 였 줘 싶 큰 컸 뜨 잘
"""
KO_SHORT_VERBS = tuple(_KO_SHORT_VERBS_TEXT.split())
_PARTICLES_TEXT = """
에서는 에서도 에서 으로는 으로 이랑은 이랑 이라고 이라 하고 까지는 까지의 까지 부터 보다는 보다 처럼 마다 대비 에는 에도 에게 에 은요
는요 은 는 이요 이 가 을 를 의 와 과 도 만 로 랑 요 야 들 임 인 용 치 분 씩
께 쯤
"""
_EN_WORDS_TEXT = """
a about across actually after again against ago all also altogether am amount amounts an and
annual annually annum another answer any approx approximately april are around article articles
as at august available average averages avg batch batches be because been before begin beginning
begins being best better between bigger biggest bit both bottom breakdown broken build built
busiest by called came can change changed changes changing chart charts code codes combined come
company compare compared comparing comparison complete contain containing contains contribution
could count counts cover coverage covered covering covers current currently daily data database
date date-wise dates day day-by-day days december decline declined decrease decreased decreases
detail details develop developed development did diff difference differences different display
distinct do does doing done down drop dropped during each early either end ending entire entries
entry even ever every everything evolution evolve evolved exact exactly exist existing exists
factory fall falling far february fell fetch few fewer fewest figure figures find first floor
for fraction fresh freshness friday fridays from full get gimme give gives go going gone good
graph graphs greatest grew grow growing grown growth had half has have having hello help here
hey hi high higher highest history how hub i if in increase increased increases individual info
information instead into is it item items its january july june just kind kindly kinds know
largest last late lately later latest least less let lets like list listing lists log logs long
look lookup lot lots low lower lowest made make makes making manufacture manufactured
manufacturing many march matching max maximum may me mean median might min mine minimum mom
monday mondays month monthly months more most mtd much must my name named names need newest next
no normally not november now number numbers october of off often ok okay on one ones only or
order other our out output outputs over overall overview part parts past pattern patterns pcs
peak per percent percentage percentages perform performance performed period periods piece
pieces plant please plot pls plz portion previous prior produce produced produces producing
product production productions products proportion qoq qty quantities quantity quarter quarterly
quarters question quick quickly rank ranked ranking rankings ranks ratio really recent recently
record records report reports respectively result results right rise risen rose roughly row rows
run runs same saturday search see september several shall share shares shop should show showing
shows since single site size sizes sku skus slowest smaller smallest so some sort sorted split
start starting starts state statistic statistics stats status still strongest sum summarise
summarize summary sums sunday system table tell than thank thanks that the their them then there
these they this those through thursday thursdays till time times to today tomorrow too top total
totals trend trending trends tuesday tuesdays type types typical typically u under unique unit
units until up up-to-date update updated us v value values versus view volume volumes vs want
was we weakest wednesday wednesdays week weekday weekdays weekend weekends weekly weeks well
went were what whats when where which while who whole whom whose why will wise with within
without worse worst would wow year yearly years yes yesterday yet you your yoy yr ytd
two three four five six seven eight nine ten eleven twelve twenty thirty second third fourth
fifth sixth seventh seller sellers increasing decreasing rising dropping shrinking going pull
anything something everyone guys team boss sir madam overview snapshot recap picture situation
happened happening iso calendar tracking pacing turn turned turning crank cranked churn churned roll rolled put finish finished looking
talking wondering curious checking check provide retrieve return print summarise summarised outline highlight
completely approximately exactly overall sofar upto entirely altogether respectively per-day per-month
upward downward steady stable flat momentum direction
combined together added sum'd kpi dashboard hows hw pls plz thx ty quickly briefly short
"""
EN_WORDS = frozenset(_EN_WORDS_TEXT.split())
_ENDINGS_TEXT = """
어요 아요 어 아 습니다 습니까 나요 나 니까 니 냐 는지 은지 지 죠 고 던 을까 을 ㄹ까 는데 는 은 다
음 줘 주세요 주십시오 줄래 도 서 요 야 봐 까 래 게 수 때 거 건 것 대 데 면 라 였 었
인가 구 네 군
"""
_ENDINGS = frozenset(_ENDINGS_TEXT.split())
_TOKENS = frozenset((*KO_NOUNS, *_PARTICLES_TEXT.split()))
_LONGEST_TOKEN = max(map(len, (*_TOKENS, *_ENDINGS)))
_NUMBER = re.compile(
    r"\d+(?:st|nd|rd|th|개|건|위|번|종|가지|일|월|년|주|회|%|퍼센트|프로)?.{0,3}|top-?\d+|no\.?\d*|[a-z]|[^\w가-힣]+"
)
_COPULA = re.compile(
    r"이?(?:냐|니|여|유|냐고|지요?|죠|인가요?|인지요?|인데요?|에요|예요|여요|라고|라며|라구|더라|더라고|든가|던가|였지|였더라|였나요?|였죠)"
)
_KO_TAIL = re.compile(
    r"[가-힣]{0,2}[었았렸졌겼쳤꼈랐났왔갔](?:어요?|나요?|니|냐|지요?|죠|음|던|는지요?|습니[다까]|을까요?|네요?|다)"
    r"|(?:수고|고생|안녕|반갑|실례|죄송|감사)[가-힣]*"
    r"|[가-힣]{2}(?:되어|되고|돼)"
    r"|[가-힣]{0,2}(?:줘|줘요|줘봐|주라|주세요|주십쇼|주시죠|줄래요?|줄래|해라|하자|봐라|볼래|보자|볼까요?|싶어요?|싶은데요?|싶습니다|할게요|바랍니다|드립니다|드려요)"
    r"|(?:[가-힣]{0,2})(?:습니다|습니까|니까|인가요|나요|까요|어요|아요|에요|예요|세요|데요|네요|군요|래요|지요|을까|는지|은지|던데|거든)"
)
_SYLLABLE = re.compile(r"[가-힣]")


def is_known(word: str) -> bool:
    """True for a word that is part of asking, not of an item's name. `word` is normal()."""
    plain = word.strip(".-_%'")
    if not plain or plain in EN_WORDS or _NUMBER.fullmatch(plain):
        return True
    if plain.endswith("'s") and plain[:-2] in EN_WORDS:
        return True
    if any("가" <= c <= "힣" for c in plain):
        # "탑5제품" is known when 탑 and 제품 are.
        plain = re.sub(r"\d+", "", plain)
    found = any(p.fullmatch(plain) is not None for p in (_KO_TAIL, _SYLLABLE))
    return found or _is_made_of_known(plain)


def _is_made_of_known(word: str) -> bool:
    """Nouns and particles, then perhaps a verb. In steps: one pattern for it tries every way."""
    reached = _covered(word, 0, _TOKENS)
    return len(word) in reached or any(_is_ending(word[place:]) for place in reached)


def _is_ending(text: str) -> bool:
    if text.startswith(KO_VERBS) and not text.isascii():
        return True
    short = next((verb for verb in KO_SHORT_VERBS if text.startswith(verb)), "")
    if short and len(text) in _covered(text, len(short), _ENDINGS):
        return True
    return _COPULA.fullmatch(text) is not None


def _covered(word: str, start: int, tokens: frozenset[str]) -> set[int]:
    """The places where a row of tokens from `start` on may end."""
    reached = {start}
    for place in range(start, len(word)):
        if place in reached:
            for end in range(place + 1, min(place + _LONGEST_TOKEN, len(word)) + 1):
                if word[place:end] in tokens:
                    reached.add(end)
    return reached
