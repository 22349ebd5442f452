"""What stands around every page."""

WORDS: dict[str, tuple[str, str]] = {
    "period_custom": ("직접 선택", "Custom"),
    "filter_days": ("첫날과 마지막 날", "First and last day"),
    "filter_text": ("검색어", "Search"),
    "filter_text_hint": ("코드, 품목명, 로트", "code, name, lot"),
    "items": ("품목", "Items"),
    "items_all": ("전체 품목", "All items"),
    "items_some": ("품목 {n}개", "{n} items"),
    "items_unknown": (
        "품목 목록을 아직 받지 못했습니다.",
        "The list of items has not been received yet.",
    ),
    "only_items": ("품목 {items}만", "only {items}"),
    "only_text": ("검색어 '{words}'에 맞는 기록만", "only records that match '{words}'"),
    "link_value_unknown": (
        "링크의 값 {name}={value}은(는) 알 수 없어 기본값으로 보여 드립니다.",
        "The link holds {name}={value}, which means nothing here; the default is shown instead.",
    ),
    "script_error": (
        "화면을 그리는 중 오류가 났습니다. 새로 고쳐도 계속되면 대시보드 로그를 확인하십시오.",
        "This page could not be drawn. Reload it; if it lasts, see the log of the dashboard.",
    ),
    "title": ("생산 데이터 허브", "Production Data Hub"),
    "page_overview": ("종합 현황", "Overview"),
    "page_products": ("제품 분석", "Products"),
    "page_trend": ("추세", "Trend"),
    "page_control": ("공정 관리도", "Control chart"),
    "page_batches": ("배치 내역", "Batches"),
    "page_chat": ("AI 질의", "Ask"),
    "page_report": ("월간 보고서", "Monthly report"),
    "page_wall": ("현황판", "Wall display"),
    "page_system": ("시스템", "System"),
    "period": ("기간", "Period"),
    "period_7d": ("7일", "7 days"),
    "period_30d": ("30일", "30 days"),
    "period_90d": ("90일", "90 days"),
    "period_month": ("월 누계", "Month to date"),
    "period_year": ("연 누계", "Year to date"),
    "language": ("언어", "Language"),
    "no_name": ("이름 없음", "no name"),
    "light_ok": ("정상", "OK"),
    "light_degraded": ("주의", "Attention"),
    "light_down": ("API 연결 끊김", "API down"),
    "light_direct": ("API 연결 끊김, 직접 읽음", "API down, read directly"),
    "direct_read": (
        "API가 중단되어 게시된 데이터 버전 {version}에서 수치를 직접 읽었습니다.",
        "The API is down: numbers are read directly from version {version}.",
    ),
    "light_locked": ("API 키 필요", "API key needed"),
    "light_refusing": ("데이터 제공 안 됨", "Not serving"),
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
}
