"""Every sentence the dashboard shows, Korean and English side by side."""

from collections.abc import Callable
from typing import Literal

Language = Literal["ko", "en"]
Translate = Callable[..., str]

LANGUAGES: tuple[Language, ...] = ("ko", "en")
LANGUAGE_NAMES: dict[str, str] = {"ko": "한국어", "en": "English"}

TEXTS: dict[str, tuple[str, str]] = {
    "title": ("생산 데이터 허브", "Production Data Hub"),
    "page_overview": ("종합 현황", "Overview"),
    "period": ("기간", "Period"),
    "period_7d": ("7일", "7 days"),
    "period_30d": ("30일", "30 days"),
    "period_90d": ("90일", "90 days"),
    "period_month": ("월 누계", "Month to date"),
    "period_year": ("연 누계", "Year to date"),
    "language": ("언어", "Language"),
    "span": ("{first} ~ {last}", "{first} to {last}"),
    "working_days": ("가동일 {days}일", "{days} working days"),
    "compared_weeks": (
        "비교 기간 {first} ~ {last} (같은 일수, 같은 요일)",
        "compared with {first} to {last} (as many days, same weekdays)",
    ),
    "compared_month": (
        "비교 기간 {first} ~ {last} (전월 같은 날짜까지)",
        "compared with {first} to {last} (previous month, same dates)",
    ),
    "compared_year": (
        "비교 기간 {first} ~ {last} (전년 같은 날짜까지)",
        "compared with {first} to {last} (previous year, same dates)",
    ),
    "compared_nothing": (
        "비교할 이전 데이터가 없습니다",
        "no earlier data to compare with",
    ),
    "kpi_total": ("총 생산량", "Total production"),
    "kpi_total_help": (
        "기간 안의 양품 수량 합계입니다.",
        "Sum of the good quantity in the period.",
    ),
    "kpi_daily": ("가동일 평균 생산량", "Daily average"),
    "kpi_daily_help": (
        "총 생산량을 생산 기록이 있는 날의 수로 나눈 값입니다.",
        "Total production divided by the number of days that have a production record.",
    ),
    "kpi_batches": ("배치 수", "Batches"),
    "kpi_batches_help": (
        "기간 안의 생산 기록 건수입니다.",
        "Number of production records in the period.",
    ),
    "kpi_batch_size": ("평균 배치 크기", "Average batch size"),
    "kpi_batch_size_help": (
        "수량이 기록된 배치의 평균 수량입니다.",
        "Average quantity of the batches that have a quantity.",
    ),
    "kpi_items": ("활성 품목", "Active items"),
    "kpi_items_help": (
        "기간 안에 생산 기록이 있는 품목의 수입니다.",
        "Number of items that have a production record in the period.",
    ),
    "kpi_delta": ("전기 대비", "vs before"),
    "no_value": ("없음", "none"),
    "no_name": ("이름 없음", "no name"),
    "daily_title": ("일별 생산량과 7일 이동평균", "Daily production and 7-day average"),
    "daily_help": (
        "이동평균은 그날까지 7일의 평균이며, 기록이 없는 날은 0으로 셉니다.",
        "The average covers the seven days up to each day; days without a record count as 0.",
    ),
    "daily_alt": (
        "{first}부터 {last}까지의 일별 생산량, 합계 {total}",
        "Daily production from {first} to {last}, {total} in total",
    ),
    "series_quantity": ("생산량", "Production"),
    "series_average": ("7일 이동평균", "7-day average"),
    "top_title": ("상위 10개 품목", "Top 10 items"),
    "top_alt": ("생산량 상위 품목, 1위 {item}", "Items by production, {item} first"),
    "period_empty": (
        "이 기간에는 생산 기록이 없습니다.",
        "There is no production record in this period.",
    ),
    "light_ok": ("정상", "OK"),
    "light_degraded": ("주의", "Attention"),
    "light_down": ("API 연결 끊김", "API down"),
    "light_refusing": ("데이터 제공 안 됨", "Not serving"),
    "light_locked": ("API 키 필요", "API key needed"),
    "as_of": ("데이터 기준일 {day}", "Data as of {day}"),
    "version": ("버전 {version}", "version {version}"),
    "published": ("{age} 게시", "published {age}"),
    "age_now": ("방금", "just now"),
    "age_minutes": ("{n}분 전", "{n} min ago"),
    "age_hours": ("{n}시간 전", "{n} h ago"),
    "age_days": ("{n}일 전", "{n} d ago"),
    "degraded_unnamed": (
        "API가 주의 상태를 알렸습니다. 감시기 상태: {state}",
        "The API reports a degraded state. Watcher: {state}",
    ),
    "last_good_served": (
        "마지막으로 검증된 데이터를 계속 보여 드립니다.",
        "The last verified data stays on show.",
    ),
    "failure_refused": ("API에 연결할 수 없습니다", "The API cannot be reached"),
    "failure_timeout": ("API가 제때 응답하지 않습니다", "The API does not answer in time"),
    "failure_invalid": (
        "API의 응답을 이해할 수 없습니다",
        "The API's answer cannot be understood",
    ),
    "failure_problem": ("API가 요청을 처리하지 못했습니다", "The API could not answer"),
    "failure_api_key_missing": (
        "대시보드에 API 키가 없습니다",
        "The dashboard has no API key",
    ),
    "failure_api_key_unknown": (
        "대시보드의 API 키가 등록되어 있지 않거나 폐기되었습니다",
        "The dashboard's API key is not known or has been revoked",
    ),
    "failure_scope_missing": (
        "대시보드의 API 키에 read 권한이 없습니다",
        "The dashboard's API key lacks the scope read",
    ),
    "hint_wants_key": (
        "python -m tools.keys add dashboard 로 키를 만들어 .env의 HUB_API_KEY에 적고 대시보드를 "
        "다시 시작하십시오.",
        "Make a key with python -m tools.keys add dashboard, put it into HUB_API_KEY in .env and "
        "restart the dashboard.",
    ),
    "hint_refused": (
        "API가 실행 중인지 확인하십시오. 다시 연결되면 화면이 저절로 갱신됩니다.",
        "Check that the API is running. This page refreshes by itself once it is back.",
    ),
    "hint_timeout": (
        "잠시 기다리거나 기간을 줄이십시오. 응답이 오면 화면이 저절로 갱신됩니다.",
        "Wait a moment or choose a shorter period. This page refreshes by itself.",
    ),
    "hint_invalid": (
        "API와 대시보드의 버전이 같은지, 포트를 다른 프로그램이 쓰고 있지 않은지 확인하십시오.",
        "Check that API and dashboard are of one release and that no other program has the port.",
    ),
    "hint_problem": (
        "다시 시도하고, 계속되면 API 로그를 확인하십시오.",
        "Try again; if it lasts, see the log of the API.",
    ),
    "last_received": (
        "화면의 값은 마지막으로 받은 것입니다: 버전 {version}, {age} 받음.",
        "The values shown are the last received: version {version}, received {age}.",
    ),
    "never_received": (
        "이 기간의 값은 아직 받은 적이 없어 보여 드릴 수 없습니다.",
        "The values of this period have never been received, so none can be shown.",
    ),
    "retry": ("다시 시도", "Retry"),
    "server_gone": (
        "대시보드 서버와 연결이 끊겼습니다. 화면은 {s}초 전 상태입니다.",
        "The dashboard server does not answer. This page is {s} s old.",
    ),
    "script_error": (
        "화면을 그리는 중 오류가 났습니다. 새로 고쳐도 계속되면 대시보드 로그를 확인하십시오.",
        "This page could not be drawn. Reload it; if it lasts, see the log of the dashboard.",
    ),
}


def translator(language: str) -> Translate:
    """A function `text(key, **values)` for one language; an unknown key is a KeyError."""
    column = LANGUAGES.index("en" if language == "en" else "ko")

    def text(key: str, **values: object) -> str:
        return TEXTS[key][column].format(**values)

    return text
