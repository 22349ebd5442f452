"""The overview page."""

WORDS: dict[str, tuple[str, str]] = {
    "span": ("{first} ~ {last}", "{first} to {last}"),
    "total_of_period": ("총 생산량 {total}", "{total} in total"),
    "working_days": ("가동일 {days}일", "{days} working days"),
    "daily_average": ("가동일 평균 {average}", "{average} a working day"),
    "compared_weeks": (
        "{first} ~ {last} 대비 {change} (같은 일수, 같은 요일)",
        "{change} against {first} to {last} (as many days, same weekdays)",
    ),
    "compared_zero": (
        "{first} ~ {last}에는 생산량이 없어 비교할 수 없습니다",
        "nothing was made from {first} to {last} to compare with",
    ),
    "compared_nothing": (
        "비교할 이전 데이터가 없습니다",
        "no earlier data to compare with",
    ),
    "kpi_last_day": ("최근 가동일", "Last working day"),
    "kpi_last_day_help": (
        "기간 안에서 생산 기록이 있는 마지막 날의 양품 수량입니다. 1주 전 같은 요일과 비교합니다.",
        "Good quantity of the last day with a record, against the same weekday a week before.",
    ),
    "kpi_month": ("월 누계", "Month to date"),
    "kpi_month_help": (
        "기간의 마지막 날이 속한 달의 1일부터 그날까지이며, 전월 같은 날짜까지와 비교합니다.",
        "The month up to the period's last day, against the same days a month before.",
    ),
    "kpi_year": ("연 누계", "Year to date"),
    "kpi_year_help": (
        "1월 1일부터 기간의 마지막 날까지이며, 전년 같은 날짜까지와 비교합니다.",
        "From 1 January to the period's last day, against the same dates a year before.",
    ),
    "kpi_records": ("배치 수", "Batches"),
    "kpi_records_help": (
        "기간 안의 생산 기록 건수입니다.",
        "Number of production records in the period.",
    ),
    "kpi_items": ("활성 품목", "Active items"),
    "kpi_items_help": (
        "기간 안에 생산 기록이 있는 품목의 수입니다.",
        "Number of items that have a production record in the period.",
    ),
    "basis_weekday": ("{day}, 1주 전 대비", "{day}, vs a week before"),
    "basis_weekday_running": (
        "{day} 진행 중, 1주 전 대비",
        "{day} so far, vs a week before",
    ),
    "basis_day": ("{day} 하루", "on {day}"),
    "basis_day_running": ("{day} 진행 중", "{day} so far"),
    "day_best": ("가장 많은 날 {day}: {quantity}", "best day {day}: {quantity}"),
    "day_worst": ("가장 적은 날 {day}: {quantity}", "weakest day {day}: {quantity}"),
    "day_running": (
        "{day}은(는) 오늘이라 아직 늘어날 수 있습니다",
        "{day} is today: more may still come",
    ),
    "quality_line": (
        "ERP의 행 중 {rejected}건은 읽을 수 없어 제외, {hidden}건은 다른 파일에 있는 날짜라 "
        "숨겼습니다. 자세히 보기",
        "Of the ERP's rows {rejected} could not be read and {hidden} are hidden, because another "
        "file owns their days. Show more",
    ),
    "basis_month": ("전월 같은 기간 대비", "vs previous month"),
    "basis_year": ("전년 같은 기간 대비", "vs previous year"),
    "basis_weeks": ("{weeks}주 전 대비", "vs {weeks} weeks before"),
    "basis_none": ("비교 대상 없음", "nothing to compare"),
    "no_value": ("없음", "none"),
    "daily_title": ("일별 생산량과 7일 이동평균", "Daily production and 7-day average"),
    "daily_help": (
        "이동평균은 그날까지 7일의 평균이며, 기록이 없는 날은 0으로 셉니다. "
        "막대를 누르면 그날의 배치를 봅니다.",
        "The average covers the seven days up to each day; days without a record count as 0. "
        "Click a bar to see the batches of that day.",
    ),
    "daily_alt": (
        "{first}부터 {last}까지의 일별 생산량, 합계 {total}",
        "Daily production from {first} to {last}, {total} in total",
    ),
    "series_quantity": ("생산량", "Production"),
    "series_average": ("7일 이동평균", "7-day average"),
    "series_target": ("목표", "Target"),
    "target_month": ("월 목표 {target}의 {share}", "{share} of the month's target of {target}"),
    "target_month_running": (
        "월 목표 {target}의 {share} (날짜는 {passed} 지남)",
        "{share} of the month's target of {target} ({passed} of its days have passed)",
    ),
    "top_title": ("상위 10개 품목", "Top 10 items"),
    "top_alt": ("생산량 상위 품목, 1위 {item}", "Items by production, {item} first"),
    "period_empty": (
        "이 기간에는 생산 기록이 없습니다.",
        "There is no production record in this period.",
    ),
    "filters_empty": (
        "이 조건에 맞는 생산 기록이 없습니다. 기간을 늘리거나 품목과 검색어를 바꿔 보십시오.",
        "No production record matches. Choose a longer period, other items or another search.",
    ),
    "alerts_title": ("확인할 사항 {n}건", "Things to look at: {n}"),
    "alerts_help": (
        "평소 생산 간격의 3배가 넘게 쉰 품목, 가동하는 요일인데 기록이 없는 날, 새 품목입니다.",
        "Items silent for over three times their usual pause, silent days on which the plant "
        "usually works, and new items.",
    ),
    "alert_item_silent": (
        "**{item}**: {days}일째 생산 기록이 없습니다 (마지막 {day}, 평소 {usual}일 간격).",
        "**{item}** not produced for {days} days (last on {day}, usually every {usual} days).",
    ),
    "alert_item_new": (
        "**{item}**: {day}에 처음 생산했습니다.",
        "**{item}** first produced on {day}.",
    ),
    "alert_day_silent": (
        "**{day}**: 평소 가동하는 요일이지만 생산 기록이 없습니다.",
        "**{day}**: no record, though the plant usually works on this weekday.",
    ),
    "calendar_title": ("생산 달력", "Production calendar"),
    "calendar_help": (
        "한 해의 일별 생산량입니다. 진할수록 많고, 기록이 없는 날은 비어 있습니다.",
        "Production of each day of a year: darker is more, days without a record are empty.",
    ),
    "calendar_alt": (
        "{first}부터 {last}까지 하루하루의 생산량",
        "Production of each day from {first} to {last}",
    ),
    "calendar_weekdays": ("일 월 화 수 목 금 토", "Su Mo Tu We Th Fr Sa"),
    "calendar_months": (
        "1월 2월 3월 4월 5월 6월 7월 8월 9월 10월 11월 12월",
        "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec",
    ),
    "calendar_more": ("많음", "more"),
    "calendar_less": ("적음", "less"),
}
