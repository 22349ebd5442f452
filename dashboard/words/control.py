"""The control chart page."""

WORDS: dict[str, tuple[str, str]] = {
    "control_measure": ("관리 대상", "Watched value"),
    "measure_quantity": ("일 생산량", "Daily production"),
    "measure_size": ("평균 배치 크기", "Average batch size"),
    "measure_batches": ("일 배치 수", "Daily batches"),
    "control_base": ("관리한계 기준", "Limits from"),
    "base_own": ("이 기간", "This period"),
    "base_before": ("직전 기간", "The period before"),
    "base_days": (
        "관리한계는 {first} ~ {last}에서 계산했습니다.",
        "Limits are calculated from {first} to {last}.",
    ),
    "control_days": ("대상일", "Days"),
    "days_work": ("평일만", "Workdays"),
    "days_all": ("모든 날", "All days"),
    "too_few_days": (
        "관리한계를 계산하려면 기록이 있는 날이 {n}일 이상 필요합니다. 기간을 늘려 보십시오.",
        "Limits need at least {n} days with a record. Choose a longer period.",
    ),
    "too_few_base_days": (
        "직전 기간에 기록이 있는 날이 {n}일보다 적어 관리한계를 계산할 수 없습니다. "
        "기간을 늘리거나 '이 기간'을 기준으로 고르십시오.",
        "The period before has fewer than {n} days with a record, so it gives no limits. Choose "
        "a longer period, or limits from this period.",
    ),
    "running_left_out": (
        "{day}은(는) 아직 끝나지 않아 제외했습니다.",
        "{day} is left out: it is not over yet.",
    ),
    "flagged_unknown": (
        "관리한계가 없어 규칙을 적용하지 않았습니다.",
        "Without limits no rule is applied.",
    ),
    "individuals_title": ("개별값 관리도 (I): {measure}", "Individuals chart (I): {measure}"),
    "individuals_help": (
        "중심선은 평균, 관리한계는 평균 이동범위로 추정한 표준편차의 3배입니다. "
        "빨간 점은 규칙에 걸린 날입니다. 점을 누르면 그날의 배치를 봅니다.",
        "The centre is the mean; the limits lie three standard deviations off, estimated from "
        "the mean moving range. Red days are flagged by a rule. Click one to see its batches.",
    ),
    "individuals_alt": (
        "{n}일의 개별값 관리도, 규칙에 걸린 날 {flagged}일",
        "Individuals chart of {n} days, {flagged} of them flagged",
    ),
    "ranges_title": ("이동범위 관리도 (MR)", "Moving range chart (MR)"),
    "ranges_help": (
        "하루와 바로 앞 대상일의 차이입니다.",
        "The difference between each day and the one before it.",
    ),
    "ranges_alt": ("이동범위 {n}개", "{n} moving ranges"),
    "center": ("중심선", "Centre"),
    "center_help": ("대상일 값의 평균입니다.", "The mean of the days."),
    "ucl": ("관리상한", "Upper limit"),
    "ucl_help": ("중심선 + 3 표준편차입니다.", "Centre + 3 standard deviations."),
    "lcl": ("관리하한", "Lower limit"),
    "lcl_help": (
        "중심선 - 3 표준편차입니다. 음수 값이 없으면 0보다 작지 않습니다.",
        "Centre - 3 standard deviations, not below 0 unless some value is.",
    ),
    "points_shown": ("대상일", "Days shown"),
    "points_flagged": ("규칙에 걸린 날", "Flagged days"),
    "left_out": (
        "주말과 공휴일 {n}일은 제외했습니다.",
        "{n} days are left out: weekends and public holidays.",
    ),
    "series_daily": ("값", "Value"),
    "series_flagged": ("규칙에 걸린 날", "Flagged"),
    "series_moving": ("이동범위", "Moving range"),
    "flagged_title": ("규칙에 걸린 날", "Flagged days"),
    "flagged_none": (
        "규칙에 걸린 날이 없습니다. 이 기간은 안정적입니다.",
        "No day is flagged: the period is steady.",
    ),
    "day": ("날짜", "Day"),
    "value": ("값", "Value"),
    "why": ("이유", "Why"),
    "holiday": ("공휴일", "Holiday"),
    "rule_1": ("한 점이 관리한계를 벗어남", "one point beyond a limit"),
    "rule_2": (
        "연속 3점 중 2점이 같은 쪽 2 표준편차 밖",
        "two of three points beyond two standard deviations on one side",
    ),
    "rule_3": (
        "연속 5점 중 4점이 같은 쪽 1 표준편차 밖",
        "four of five points beyond one standard deviation on one side",
    ),
    "rule_4": ("연속 8점이 중심선의 같은 쪽", "eight points in a row on one side of the centre"),
}
