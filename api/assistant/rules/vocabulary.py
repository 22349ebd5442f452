"""Words of questions that name no item: what is asked, how, and how politely."""

import re

KO_NOUNS = (
    "총생산량 생산량 생산실적 생산현황 생산수량 생산기록 생산일 생산품 생산 실적 양품 수량 총량 총합 총계 합계 합산 "
    "전체 전부 모두 모든 제품별 품목별 아이템별 제품명 제품들 제품 품목들 품목 아이템 물량 물건 월별 일별 일자별 날짜별 "
    "주별 주간별 주간 월간 연간 연도별 년도별 연별 분기별 요일별 로트별 배치별 추이 추세 트렌드 패턴 경향 변화량 변화율 변화 변동 흐름 그래프 "
    "차트 순위 랭킹 상위권 상위 하위권 하위 톱 탑 베스트 워스트 최다 최소 최대 최고치 최저치 최고 최저 비교 대비 "
    "증감률 증감율 증감 증가율 증가량 증가 감소율 감소량 감소 성장률 차이 마지막 최근 최신 이력 내역 기록 레코드 배치 "
    "로트번호 로트 랏 건수 횟수 개수 건별 데이터 자료 정보 현황 상태 요약 정리 평균값 평균 일평균 월평균 주평균 하루 "
    "매일 매주 매월 매달 매년 달마다 목록 리스트 명단 종류 가지 코드 번호 이름 비중 점유율 비율 구성비 퍼센트 프로 "
    "요일 평일 주말 공장 우리 회사 숫자 수치 결과 시점 시작일 종료일 기준 기준일 정도 대략 대충 그냥 혹시 그럼 그러면 "
    "그리고 그렇다면 그렇지만 근데 그런데 그거 그것 그건 그때 이거 이것 이건 거기 여기 얘 걔 그중 중에서 중에 중 "
    "무엇 무슨 뭐 뭘 어떤 어느 어디 언제 얼마나 얼마 얼만큼 몇개 몇건 몇번 몇 며칠 날짜 날 달 월 주 일 년 해 분기 기간 "
    "동안 사이 이후 이전 이래 초반 당시 현재 지금 방금 이번 지난번 지난 다음 각각 각 별로 별 순서 순으로 순 개월 정확 빠르게 빨리 "
    "다시 또 더 가장 제일 많이 적게 조금 좀 아주 매우 전부다 같은 동일 동기 동월 누적 누계 통산 업데이트 갱신 신선도 "
    "데이터베이스 디비 시스템 질문 답 보고서 리포트 표 시각화 성적 효율 단위 위 개 건 번 종 회 차 것 거 게 수 및 "
    "너 나 저 제가 내가 님 과장님 부장님 팀장님 사장님 선생님 안녕 고마워 감사 그래 네 응 아 음 "
    "하루평균 어제자 오늘자 최종 처음 첫 첫번째 두번째 세번째 한번 한눈에 관련 대한 대해 관해 분석 통계 합 총 다 올 금 당"
).split()
KO_VERBS = (
    "알려 알고 알아 알수 보여 보고 보자 보면 말해 말씀 가르쳐 찾아 찾고 검색 조회 확인 궁금 부탁 만들 만든 만드 나왔 나온 나오 나와 뽑아 뽑은 "
    "계산 설명 정렬 나열 비교하 비교해 비교한 비교할 하는 하면 하고 하나 한거 한건 해줘 해주 해봐 되는 되나 되요 되었 이야 이에 이었 인가 인지 "
    "일까 입니 예요 주세 주실 주십 줄래 줄수 주라 많은 많았 많고 많던 많냐 많이 적은 적었 적던 높은 높았 높아 낮은 낮았 낮아 크냐 작은 작았 "
    "늘었 늘어 늘고 늘은 줄었 줄어 줄고 올랐 올라 떨어 증가하 증가했 감소하 감소했 변했 변하 달라 차지 생산하 생산한 생산했 생산된 생산됐 생산되 "
    "생산중 시작하 시작되 끝나 뭐야 뭐예 뭐지 뭔가 뭔지 뭐니 뭔데 어때 어땠 어떻 어떠 몇이 좋았 좋은 좋아 나빴 나쁜 가능 원해 필요 나눠 묶어 "
    "그려 보내 내줘 들어 들어온 돌아 기억 까지 부터 제조 찍어 얼마야 얼마예 얼마였 얼마인 얼마죠 얼마지 얼마니 얼마임 팔린 잘나가 주요"
).split()
# Short stems end as verbs do, so that 하우징 or 볼트 is no verb.
KO_SHORT_VERBS = ("봐 볼 있 없 했 해 한 할 됐 돼 된 될 였 줘 싶 큰 컸 뜨 잘").split()
_PARTICLE = (
    "(?:에서는|에서도|에서|으로는|으로|이랑은|이랑|이라고|이라|하고|까지는|까지의|까지|부터|보다는|보다|처럼|"
    "마다|대비|에는|에도|에게|에|은요|는요|은|는|이요|이|가|을|를|의|와|과|도|만|로|랑|요|야|들|임|인|용|치|분|씩|께|쯤)"
)
EN_WORDS = frozenset(
    (
        "a an the and or of for in on at to by from with without per between versus vs v than as into over under up down "
        "off out about around during within since until till through against compared comparing compare comparison "
        "is are was were be been being am do does did doing done has have had having can could would should shall may "
        "might must will please pls plz kindly thanks thank hi hello hey ok okay yes no not so then also too again just "
        "only even still me my mine i you your u we our us they them their it its this that these those there here one ones "
        "what whats which who whom whose when where why how much many long often far some any all each every everything both either other another "
        "same more most less least fewer fewest few lot lots bit several total totals sum sums overall altogether combined "
        "produce produced produces producing production productions product products item items article articles part parts "
        "sku skus make makes made making manufacture manufactured manufacturing build built output outputs volume volumes "
        "quantity quantities qty amount amounts number numbers count counts figure figures value values unit units piece "
        "pieces pcs good batch batches record records run runs entry entries row rows history log logs list lists listing "
        "show shows showing give gives tell display get see view find search look lookup fetch need want like know let lets "
        "average averages avg mean median typical typically normally day days daily week weeks weekly month months monthly "
        "quarter quarters quarterly year years yearly annual annually annum weekday weekdays weekend weekends date dates time times "
        "period periods today yesterday tomorrow last latest newest recent recently previous prior past current currently "
        "next first best worst top bottom highest lowest largest biggest smallest greatest high low maximum minimum max min "
        "peak busiest slowest strongest weakest rank ranks ranked ranking rankings order sorted sort share shares percent "
        "percentage percentages proportion portion fraction ratio contribution split breakdown broken change changes "
        "changed changing difference differences diff grow grew grown growth growing rise rose risen increase increased "
        "increases decrease decreased decreases decline declined drop dropped fell fall falling trend trends trending "
        "develop developed development evolve evolved evolution pattern patterns chart charts graph graphs plot table "
        "better worse higher lower bigger smaller gone went go going come came data database fresh freshness updated update up-to-date "
        "status state available exist exists existing cover covers covered covering coverage report reports summary summarise "
        "summarize overview info information details detail name names named code codes called kind kinds type types different distinct unique "
        "starting start starts begin begins beginning end ending contain contains containing matching ever entire whole "
        "complete full far ago before after early late later yet now right currently yoy mom wow qoq ytd mtd "
        "plant factory site company shop floor hub system quick quickly exact exactly roughly approximately approx across "
        "if while because well really actually currently please could made produced individual single respectively "
        "performance perform performed results result stats statistics statistic question answer help instead doing "
        "monday tuesday wednesday thursday friday saturday sunday mondays tuesdays wednesdays thursdays fridays january february "
        "march april june july august september october november december half date-wise wise day-by-day"
    ).split()
)
_ENDING = (
    "(?:어요|아요|어|아|습니다|습니까|나요|나|니까|니|냐|는지|은지|지|죠|고|던|을까|을|ㄹ까|는데|는|은|다|음|줘|주세요|"
    "주십시오|줄래|도|서|요|야|봐|까|래|게|수|때|거|건|것|대|데|면|라|였|었|인가|구|네|군)"
)
_NUMBER = re.compile(
    r"\d+(?:st|nd|rd|th|개|건|위|번|종|가지|일|월|년|주|회|%|퍼센트|프로)?.{0,3}|top-?\d+|no\.?\d*|[a-z]|[^\w가-힣]+"
)
_KO_KNOWN = re.compile(
    rf"(?:(?:{'|'.join(sorted(KO_NOUNS, key=len, reverse=True))})(?:{_PARTICLE})*)*"
    rf"(?:(?:{'|'.join(sorted(KO_VERBS, key=len, reverse=True))})[가-힣]*"
    rf"|(?:{'|'.join(KO_SHORT_VERBS)}){_ENDING}*)?"
)
_KO_TAIL = re.compile(
    r"[가-힣]*[었았렸했됐졌겼쳤꼈랐났왔갔](?:어요?|나요?|니|냐|지요?|죠|음|던|는지요?|습니[다까]|을까요?|네요?|다)"
    r"|(?:[가-힣]{0,2})(?:습니다|습니까|니까|인가요|나요|까요|어요|아요|에요|예요|세요|데요|네요|군요|래요|지요|을까|는지|은지|던데|거든)"
)
_FILLER = re.compile(rf"(?:{_PARTICLE})+|[가-힣]")


def is_known(word: str) -> bool:
    """True for a word that is part of asking, not of an item's name. `word` is normal()."""
    plain = word.strip(".-_%'")
    if not plain or plain in EN_WORDS or _NUMBER.fullmatch(plain):
        return True
    if plain.endswith("'s") and plain[:-2] in EN_WORDS:
        return True
    return any(p.fullmatch(plain) is not None for p in (_KO_KNOWN, _KO_TAIL, _FILLER))
