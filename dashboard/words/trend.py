"""The trend page."""

WORDS: dict[str, tuple[str, str]] = {
    "trend_step": ("단위", "By"),
    "step_day": ("일", "Day"),
    "step_week": ("주", "Week"),
    "step_month": ("월", "Month"),
    "step_quarter": ("분기", "Quarter"),
    "trend_compare": ("비교", "Compare with"),
    "compare_before": ("이전 기간", "Before"),
    "compare_year": ("1년 전", "A year before"),
    "comparison_late": ("비교 기간을 불러오는 중입니다", "The earlier period is being loaded"),
    "compare_none": ("비교 안 함", "Nothing"),
    "step_partial": (
        "{step}: {all}일 중 {inside}일만 포함",
        "{step} holds only {inside} of its {all} days",
    ),
    "trend_title": ("기간별 생산량", "Production over time"),
    "trend_help": (
        "주는 월요일에 시작합니다. 일과 주는 같은 요일끼리, 월과 분기는 같은 날짜끼리 비교합니다. "
        "기간의 처음과 끝이 걸친 주와 월은 기간 안의 날만 더한 값입니다.",
        "Weeks begin on Monday. Days and weeks are compared by weekday, months and quarters by "
        "date. Weeks and months at both ends hold only the days of the period.",
    ),
    "series_average_day": ("{n}일 이동평균", "{n}-day average"),
    "series_average_week": ("{n}주 이동평균", "{n}-week average"),
    "series_average_month": ("{n}개월 이동평균", "{n}-month average"),
    "series_average_quarter": ("{n}분기 이동평균", "{n}-quarter average"),
    "kpi_total": ("총 생산량", "Total production"),
    "kpi_total_help": (
        "기간 안의 양품 수량 합계입니다.",
        "Sum of the good quantity in the period.",
    ),
    "kpi_batch_size": ("평균 배치 크기", "Average batch size"),
    "kpi_batch_size_help": (
        "수량이 기록된 배치의 평균 수량입니다.",
        "Average quantity of the batches that have a quantity.",
    ),
    "kpi_days": ("가동일", "Working days"),
    "kpi_days_help": (
        "생산 기록이 있는 날의 수입니다.",
        "Number of days that have a production record.",
    ),
    "basis_before": ("이전 기간 대비", "vs the period before"),
}
