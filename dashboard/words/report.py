"""The report of a month."""

WORDS: dict[str, tuple[str, str]] = {
    "report_month": ("보고 월", "Month"),
    "print": ("인쇄", "Print"),
    "report_title": ("{month} 생산 보고서", "Production report {month}"),
    "report_compared": ("비교: 전월 {span}", "compared with the month before, {span}"),
    "report_running_month": (
        "아직 끝나지 않은 달로, 전월도 같은 날짜까지만 셉니다",
        "the month is still running: of the month before the same days count",
    ),
    "report_days": ("일별 생산량", "Daily production"),
    "report_items": ("상위 {n}개 품목", "The {n} largest items"),
    "report_class": ("{name} 등급 {n}개 ({share})", "class {name}: {n} items ({share})"),
    "report_changes": ("전월 대비 변화가 큰 품목", "Largest changes against the month before"),
    "before": ("전월", "Before"),
    "now": ("당월", "Now"),
    "change": ("증감", "Change"),
    "change_percent": ("증감률", "Change in %"),
    "change_new": ("신규", "new"),
}
