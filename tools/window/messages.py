"""What the window says: (Korean, English) side by side."""

from tools.setup.messages import MESSAGES as SETUP_MESSAGES

LANGUAGES = ("ko", "en")

MESSAGES = {
    "title": ("생산 데이터 허브", "Production Data Hub"),
    "other_language": ("English", "한국어"),
    # the whole hub
    "hub_looking": ("상태를 확인하는 중…", "Looking …"),
    "hub_good": ("정상 작동 중", "Running well"),
    "hub_busy": ("시작하는 중…", "Starting …"),
    "hub_bad": ("확인이 필요합니다", "Needs attention"),
    "hub_off": ("허브가 꺼져 있습니다", "The hub is off"),
    "hub_idle": ("모든 서비스가 중지되어 있습니다", "Every service is stopped"),
    "hub_stopping": ("종료하는 중…", "Stopping …"),
    "hub_restarting": ("다시 시작하는 중…", "Restarting …"),
    "hub_silent": ("허브가 응답하지 않습니다", "The hub does not answer"),
    "demo": ("예제 데이터", "sample data"),
    "up_for": ("{time} 동안 작동", "up for {time}"),
    # services
    "service_watcher": ("감시기", "Watcher"),
    "service_api": ("API", "API"),
    "service_dashboard": ("대시보드", "Dashboard"),
    "service_core": ("허브 자체", "The hub itself"),
    "good": ("정상", "Healthy"),
    "busy": ("시작 중", "Starting"),
    "bad": ("다시 시작 대기", "Waiting to restart"),
    "partly": ("일부만 정상", "Partly healthy"),
    "off": ("중지됨", "Stopped"),
    "workers": ("프로세스 {healthy}/{all}", "{healthy} of {all} workers"),
    "since": ("{time} 전부터", "for {time}"),
    "restarts": ("다시 시작 {count}회", "restarted {count} times"),
    "restarts_one": ("다시 시작 1회", "restarted once"),
    "next_start": ("{seconds}초 뒤 다시 시작", "next start in {seconds} s"),
    "not_running": ("허브를 시작하면 실행됩니다.", "Runs when the hub is started."),
    "start": ("시작", "Start"),
    "stop": ("중지", "Stop"),
    "restart": ("다시 시작", "Restart"),
    # data
    "data": ("데이터", "Data"),
    "data_line": ("{to}까지 {rows}행", "{rows} rows up to {to}"),
    "data_none": ("아직 게시된 데이터가 없습니다.", "No data has been published yet."),
    "data_unknown": ("허브가 꺼져 있어 알 수 없습니다.", "Not known while the hub is off."),
    "data_age": ("{time} 전 게시", "published {time} ago"),
    "data_version": ("버전 {version}", "version {version}"),
    # the network
    "network": ("태블릿과 다른 PC", "Tablets and other PCs"),
    "network_scan": (
        "카메라로 QR 코드를 찍거나 주소를 입력하십시오.",
        "Scan the code with a camera, or type the address.",
    ),
    "network_off": (
        "지금은 이 PC에서만 열립니다. 다른 기기에서 보려면 설정에서 '사용 범위'를 '공장 "
        "네트워크'로 바꾸십시오.",
        "Only this PC can open it now. For other devices choose 'The plant's network' under "
        "'Who may use it' in the settings.",
    ),
    "network_unknown": ("허브가 켜지면 표시됩니다.", "Shown when the hub runs."),
    # what one can do
    "open_dashboard": ("대시보드 열기", "Open dashboard"),
    "start_hub": ("허브 시작", "Start hub"),
    "stop_hub": ("허브 중지", "Stop hub"),
    "restart_hub": ("허브 다시 시작", "Restart hub"),
    "settings": ("설정…", "Settings …"),
    "quit": ("종료", "Quit"),
    "code_changed": (
        "프로그램이 업데이트되었습니다. 다시 시작하면 적용됩니다.",
        "The program was updated. Restart to use the new version.",
    ),
    "settings_saved": (
        "설정을 저장했습니다. 다시 시작하면 적용됩니다.",
        "Settings saved. Restart to use them.",
    ),
    "settings_saved_off": (
        "설정을 저장했습니다. 다음에 시작할 때 적용됩니다.",
        "Settings saved. They count from the next start.",
    ),
    "restart_now": ("지금 다시 시작", "Restart now"),
    "dismiss": ("닫기", "Dismiss"),
    # logs
    "logs": ("로그", "Log"),
    "follow": ("새 줄 따라가기", "Follow"),
    # closing
    "close_title": ("창을 닫을까요?", "Close the window?"),
    "close_text": (
        "허브가 작동 중입니다. 창만 닫으면 허브는 뒤에서 계속 작동합니다. 다시 보려면 manager.py를 "
        "실행하십시오.",
        "The hub is running. It can go on without this window; run manager.py to see it again.",
    ),
    "close_keep": ("창만 닫기", "Close window only"),
    "close_quit": ("모두 종료", "Quit everything"),
    "cancel": ("취소", "Cancel"),
    # settings
    "settings_title": ("설정", "Settings"),
    "save": ("저장", "Save"),
    "checking": ("확인하는 중…", "Checking …"),
    "browse": ("찾아보기…", "Browse …"),
    "field_HUB_LIVE_DB": ("올해 ERP 파일", "This year's ERP file"),
    "field_HUB_ARCHIVE_DBS": ("지난 해 ERP 파일", "Earlier years' ERP files"),
    "field_HUB_HOST": ("사용 범위", "Who may use it"),
    "field_HUB_API_PORT": ("API 포트", "API port"),
    "field_HUB_DASHBOARD_PORT": ("대시보드 포트", "Dashboard port"),
    "field_HUB_LANGUAGE": ("언어", "Language"),
    "field_HUB_TARGETS": ("생산 목표 파일", "File of production targets"),
    "field_GEMINI_API_KEY": ("Gemini API 키", "Gemini API key"),
    "hint_HUB_ARCHIVE_DBS": (
        "파일 이름의 *는 아무 글자나 뜻합니다. 예: D:/ERP/archive_*.db",
        "* in the name stands for anything, as D:/ERP/archive_*.db",
    ),
    "hint_HUB_TARGETS": ("CSV 또는 TOML. 없으면 비워 두십시오.", "CSV or TOML. Empty: none."),
    "hint_GEMINI_API_KEY": (
        "비워 두면 채팅은 내장 규칙으로 답하고 밖으로 나가는 내용이 없습니다.",
        "Empty: the chat answers by its own rules, and nothing leaves this PC.",
    ),
    "host_local": ("이 PC에서만", "This PC only"),
    "host_lan": ("공장 네트워크", "The plant's network"),
    "host_warning": (
        "네트워크의 누구나 대시보드를 볼 수 있게 됩니다.",
        "Everybody in the network will see the dashboard.",
    ),
    "from_environment": (
        "환경 변수로 정해져 있어 여기서 바꿀 수 없습니다.",
        "Set in the environment, so it cannot be changed here.",
    ),
    "empty": ("파일을 선택하십시오.", "Choose a file."),
    "key_kept": (
        "키가 저장되어 있습니다. 바꿀 때만 새 키를 입력하십시오.",
        "A key is saved. Type a new one only to change it.",
    ),
    "key_remove": ("저장된 키 지우기", "Remove the saved key"),
    "file_kind_sqlite": ("SQLite 파일", "SQLite files"),
    "file_kind_targets": ("목표 파일", "Target files"),
    "file_kind_all": ("모든 파일", "All files"),
    "ports_equal": (
        "API와 대시보드에 같은 포트({port})를 쓸 수 없습니다.",
        "API and dashboard cannot share port {port}.",
    ),
    "file_missing": ("{path}: 파일이 없습니다.", "{path}: no such file."),
    # first run
    "first_title": ("ERP 파일 선택", "Choose the ERP's file"),
    "first_text": (
        "설정된 곳에 ERP 파일이 없습니다: {path}\n올해 생산 기록이 든 SQLite 파일을 선택하십시오. "
        "저장하기 전에 확인합니다.",
        "The ERP's file is not where the settings say: {path}\nChoose the SQLite file with this "
        "year's production records. It is checked before it is saved.",
    ),
    "first_save": ("저장하고 시작", "Save and start"),
    "first_later": ("나중에", "Later"),
    # at the terminal
    "no_display": (
        "화면이 없어 창 없이 실행합니다.",
        "No display here: running without the window.",
    ),
    "no_tkinter": (
        "이 Python에 tkinter가 없어 창 없이 실행합니다 (Debian/Ubuntu: apt install python3-tk).",
        "This Python has no tkinter: running without the window (Debian/Ubuntu: apt install "
        "python3-tk).",
    ),
    "window_asked_away": ("창 없이 실행합니다.", "Running without the window."),
    "window_open": (
        "창이 열렸습니다. 여기서 Ctrl+C를 누르면 허브까지 모두 종료합니다.",
        "The window is open. Ctrl+C here quits everything, the hub too.",
    ),
}


def sentence(key: str, language: str, **values: object) -> str:
    return MESSAGES[key][LANGUAGES.index(language)].format(**values)


def both(key: str, **values: object) -> dict[str, str]:
    """In each language, by its name; what concerns setting up is said there."""
    pair = MESSAGES.get(key) or SETUP_MESSAGES[key]
    return {name: pair[LANGUAGES.index(name)].format(**values) for name in LANGUAGES}


def duration(seconds: float, language: str) -> str:
    """The largest unit that fits: `5초`, `12 min`, `3시간`, `2 d`."""
    units = ((86_400, "일", "d"), (3_600, "시간", "h"), (60, "분", "min"), (1, "초", "s"))
    for size, korean, english in units:
        if seconds >= size or size == 1:
            count = int(seconds // size)
            return f"{count}{korean}" if language == "ko" else f"{count} {english}"
    raise AssertionError(seconds)
