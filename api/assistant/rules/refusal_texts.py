"""Why a question is not answered and what to ask instead, Korean and English side by side."""

REFUSALS: dict[str, tuple[str, str]] = {
    "idle_long": (
        "생산이 없던 날은 한 해 정도까지의 기간에서만 찾을 수 있습니다.",
        "Days without production can be listed for about a year at most.",
    ),
    "too_many": (
        "'{said}'에 해당하는 품목이 너무 많습니다. 코드의 앞부분을 더 길게 쓰거나 품목 하나를 말해 주십시오: {names}…",
        "Too many items match '{said}'. Give a longer beginning of the code, or one item: {names}…",
    ),
    "instead": (
        "대신 이렇게 물어볼 수 있습니다: {examples}.",
        "You can ask instead: {examples}.",
    ),
    "ask": ("이렇게 물어보십시오: {examples}.", "Ask for example: {examples}."),
    "no_such_day": ("달력에 없는 날짜입니다.", "There is no such day in the calendar."),
    "not_understood": ("질문을 이해하지 못했습니다.", "I did not understand the question."),
    "help": (
        "생산 기록에서 생산량, 평균, 순위, 추이, 비교, 로트 기록을 찾아 드립니다.",
        "I look up totals, averages, rankings, trends, comparisons and lots in the production records.",
    ),
    "write": ("데이터는 읽기만 하며 바꾸거나 지울 수 없습니다.", "The data is only read; it cannot be changed or deleted."),
    "defect": (
        "불량이나 품질은 데이터에 없습니다. 양품 수량만 있습니다.",
        "The data says nothing about defects or quality; it has good quantities only.",
    ),
    "stock": ("재고는 데이터에 없습니다. 생산 기록만 있습니다.", "The data says nothing about stock; it has production records only."),
    "forecast": (
        "앞으로의 생산이나 계획은 알 수 없습니다. 지난 생산 기록만 있습니다.",
        "The future and plans are not in the data; it has past production only.",
    ),
    "price": ("가격, 원가, 매출은 데이터에 없습니다.", "The data says nothing about prices, costs or sales."),
    "order": ("주문, 고객, 출하는 데이터에 없습니다.", "The data says nothing about orders, customers or deliveries."),
    "people": ("작업자나 담당자는 데이터에 없습니다.", "The data says nothing about people."),
    "machine": ("설비, 라인, 가동률은 데이터에 없습니다.", "The data says nothing about machines, lines or downtime."),
    "cause": (
        "원인은 데이터로 알 수 없습니다. 언제 얼마나 변했는지는 알려 드릴 수 있습니다.",
        "The data does not tell causes; it tells when and by how much production changed.",
    ),
    "plants": (
        "이 데이터는 한 공장의 생산 기록이라 공장별로는 나눌 수 없습니다.",
        "The data is of one plant; it cannot be split by plant.",
    ),
    "hours": (
        "시간대별로는 나눌 수 없습니다. 하루 단위까지 답할 수 있습니다.",
        "Hours of the day cannot be told apart; the smallest unit is a day.",
    ),
    "statistics": (
        "그 통계값은 계산하지 않습니다. 합계, 평균, 최대, 최소, 비중, 증감률을 답할 수 있습니다.",
        "That statistic is not computed here; totals, averages, extremes, shares and changes are.",
    ),
    "holiday": (
        "공휴일과 명절은 데이터에 없습니다. 날짜로 물어보십시오.",
        "Holidays are not in the data; ask by date.",
    ),
    "exclude": (
        "무엇을 빼고 계산하는 것은 할 수 없습니다. 전체나 품목별로는 답할 수 있습니다.",
        "Leaving something out is not possible here; everything or each item is.",
    ),
    "condition": (
        "수량 조건으로는 고를 수 없습니다. 큰 순서나 작은 순서로는 답할 수 있습니다.",
        "Days or items cannot be picked by an amount; the largest and the smallest can.",
    ),
    "than_average": (
        "평균보다 많고 적음은 견주지 않습니다. 하루 평균과 그날의 생산량은 따로 답할 수 있습니다.",
        "Nothing is held against an average here; the average and the amount can each be told.",
    ),
    "series": (
        "기간마다의 비중이나 증감은 한 번에 답하지 못합니다. 기간 하나씩, 또는 추이로 물어보십시오.",
        "Shares or changes for each period in turn are not given; ask for one period or for the trend.",
    ),
    "two_groups": (
        "두 가지로 동시에 나누지는 못합니다. 하나씩 물어보십시오.",
        "Only one way of grouping at a time; ask for one of them.",
    ),
    "one_item": (
        "마지막 생산일은 품목 하나씩 답할 수 있습니다.",
        "The last production day can be told for one item at a time.",
    ),
    "negated": (
        "'~하지 않은' 것을 찾는 질문은 답하지 못합니다. 생산이 없던 날과 적게 만든 순서는 답할 수 있습니다.",
        "What was not made cannot be listed; days without production and the least made items can.",
    ),
    "two_periods": (
        "기간이 둘로 읽혀 답하지 않았습니다. 기간을 하나만 쓰거나 두 기간을 비교해 달라고 해 주십시오.",
        "Two periods were named and it is not clear how. Name one, or ask to compare the two.",
    ),
    "strange_words": (
        "알아듣지 못한 말이 있어 답하지 않았습니다: {strange}.",
        "Some words were not understood, so there is no answer: {strange}.",
    ),
    "unread": (
        "질문을 다 알아듣지 못해 답하지 않았습니다: `{word}`.",
        "Part of the question was not understood, so there is no answer: `{word}`.",
    ),
    "future": (
        "아직 오지 않은 기간입니다. 데이터는 {data_to}까지 있습니다.",
        "That period is still to come; the data ends on {data_to}.",
    ),
    "other": ("생산 기록에 대한 질문만 답할 수 있습니다.", "Only questions about the production records can be answered."),
}  # fmt: skip

EXAMPLES: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "cause": (
        ("지난달 대비 이번 달 생산량", "올해 월별 추이"),
        ("this month compared to last month", "monthly trend this year"),
    ),
    "forecast": (
        ("올해 월별 추이", "전년 대비 올해 생산량"),
        ("monthly trend this year", "this year compared to last year"),
    ),
    "two_groups": (
        ("올해 월별 추이", "올해 제품별 생산량"),
        ("monthly trend this year", "production by item this year"),
    ),
    "series": (
        ("올해 월별 추이", "지난달 대비 이번 달 생산량"),
        ("monthly trend this year", "this month compared to last month"),
    ),
    "hours": (
        ("이번 주 일별 생산량", "요일별 생산량"),
        ("daily production this week", "production by weekday"),
    ),
    "exclude": (
        ("이번 달 제품별 생산량", "이번 달 총 생산량"),
        ("production by item this month", "total production this month"),
    ),
    "negated": (
        ("이번 달 생산 안 한 날", "이번 달 하위 5개 제품"),
        ("days without production this month", "bottom 5 items this month"),
    ),
    "condition": (
        ("이번 달 가장 많이 생산한 날", "올해 하위 5개 제품"),
        ("best day this month", "bottom 5 items this year"),
    ),
    "": (
        ("이번 달 총 생산량", "올해 상위 5개 제품", "지난달 대비 이번 달 생산량"),
        ("total production this month", "top 5 items this year", "this month compared to last month"),
    ),
}  # fmt: skip
