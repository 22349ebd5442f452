"""The wall display."""

WORDS: dict[str, tuple[str, str]] = {
    "kpi_target": ("월 목표 달성률", "Of the month's target"),
    "kpi_target_help": (
        "월 누계를 목표 파일의 월 목표로 나눈 값입니다.",
        "Month to date divided by the month's target of the file of targets.",
    ),
    "of_target": ("{day}까지, 목표 {target}", "by {day}, of {target}"),
}
