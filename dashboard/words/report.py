"""The report of a month."""

WORDS: dict[str, tuple[str, str]] = {
    "report_month": ("보고 월", "Month"),
    "print": ("인쇄", "Print"),
    "report_title": ("{month} 생산 보고서", "Production report {month}"),
    "report_compared": ("전월 {span}과 비교합니다.", "Compared with the month before, {span}."),
    "report_running": (
        "아직 끝나지 않은 달이므로 전월 같은 날짜까지({span})와 비교합니다.",
        "The month is still running: compared with the same days of the month before, {span}.",
    ),
    "report_days": ("일별 생산량", "Daily production"),
    "report_items": ("상위 {n}개 품목", "The {n} largest items"),
    "report_class": ("{name} 등급 {n}개 ({share})", "class {name}: {n} items ({share})"),
    "report_changes": ("전월 대비 변화가 큰 품목", "Largest changes against the month before"),
    "before": ("전월", "Before"),
    "now": ("당월", "Now"),
    "change": ("증감", "Change"),
}
