"""What the commands say: (Korean, English) side by side."""

MESSAGES: dict[str, tuple[str, str]] = {
    "usage": (
        """사용법: python3 manager.py [명령] [옵션]
  (명령 없음)           설정된 ERP 데이터로 허브를 시작하고, 화면이 있으면 창을 엽니다
  --demo                예제 데이터로 시작합니다 (demo 폴더)
  --no-browser          브라우저를 열지 않습니다
  --no-window           창 없이 이 터미널에서 실행합니다
  start [--demo]        허브를 뒤에서 시작합니다. 터미널을 닫아도 계속 실행됩니다
  stop                  허브를 종료합니다
  restart [서비스]      허브 전체 또는 한 서비스를 다시 시작합니다
  status [--json]       서비스와 데이터의 상태
  logs [서비스] [-f]    로그의 끝 부분, -f는 계속 보기
  open                  대시보드를 브라우저에서 엽니다
  settings [이름=값]    적용되는 설정을 보거나 .env에 저장합니다
  doctor [--json]       문제를 찾아 해결 방법을 알려 줍니다
  autostart on|off      로그온할 때 자동으로 시작합니다
  bundle                인터넷이 없는 PC를 위한 wheels 폴더를 만듭니다
  setup [mcp]           .venv만 준비합니다 (mcp: HUB_MCP에 필요한 패키지도)
  test [pytest 옵션]    모든 검사를 실행합니다: 서식, 린트, 타입, 테스트
  --demo로 시작한 허브에는 stop, restart, status, logs, open에도 --demo를 붙입니다""",
        """Usage: python3 manager.py [command] [options]
  (no command)          start the hub on the configured ERP data, with a window if it can
  --demo                start it on sample data (folder demo)
  --no-browser          do not open a browser
  --no-window           run at this terminal, without the window
  start [--demo]        start it in the background; it outlives the terminal
  stop                  end it
  restart [SERVICE]     the whole hub, or one service
  status [--json]       how services and data are
  logs [SERVICE] [-f]   the end of the logs; -f goes on
  open                  the dashboard, in the browser
  settings [NAME=VALUE] show what holds, or save it in .env
  doctor [--json]       find problems and their remedies
  autostart on|off      start at logon
  bundle                make the folder wheels, for PCs without internet
  setup [mcp]           only prepare .venv (mcp: with the package that HUB_MCP needs)
  test [pytest args]    run every check: format, lint, types, tests
  To a hub started with --demo, stop, restart, status, logs and open go with --demo too""",
    ),
    "word_unknown": (
        "'{word}'은(는) 알 수 없는 명령이나 옵션입니다.{nearest} 사용법: python3 manager.py help",
        "'{word}' is not a command or an option.{nearest} See: python3 manager.py help",
    ),
    "word_nearest": (" 혹시 '{word}'?", " Did you mean '{word}'?"),
    "as_it_is": ("{text}", "{text}"),
    # the core
    "core_starting": ("허브를 시작하는 중…", "The hub is starting …"),
    "start_waiting": (
        "다른 창에서 허브를 시작하고 있습니다. 끝날 때까지 기다립니다.",
        "Another start is under way. Waiting until it has finished.",
    ),
    "core_started": (
        "허브가 뒤에서 실행됩니다. 대시보드 {url}  API 문서 {api}  상태: python3 manager.py status",
        "The hub runs in the background. Dashboard {url}  API docs {api}  How it is: python3 manager.py status",
    ),
    "core_running": (
        "허브가 이미 실행 중입니다 (pid {pid}): {url}",
        "The hub is running already (pid {pid}): {url}",
    ),
    "core_not_running": (
        "허브가 실행 중이 아닙니다. 시작: python3 manager.py start",
        "The hub does not run. To start it: python3 manager.py start",
    ),
    "only_demo_runs": (
        "예제 데이터의 허브만 실행 중입니다: python3 manager.py status --demo",
        "Only the hub on sample data runs: python3 manager.py status --demo",
    ),
    "core_stopping": ("종료하는 중…", "Stopping …"),
    "core_stopped": ("종료했습니다.", "Stopped."),
    "core_keeps_running": (
        "허브(pid {pid})가 {seconds:.0f}초 안에 끝나지 않았습니다. python3 manager.py doctor로 확인하십시오.",
        "The hub (pid {pid}) has not ended within {seconds:.0f} s. See: python3 manager.py doctor",
    ),
    "core_restarting": ("허브를 다시 시작하는 중…", "The hub is restarting …"),
    "core_back": ("허브가 다시 실행 중입니다.", "The hub runs again."),
    "core_not_back": (
        "허브가 돌아오지 않았습니다. 이유는 {log}에 있습니다.",
        "The hub has not come back. {log} says why.",
    ),
    "service_restarting": ("{name}을(를) 다시 시작합니다.", "{name} is restarting."),
    "opening": ("대시보드를 엽니다: {url}", "Opening the dashboard: {url}"),
    "code_changed": (
        "프로그램이 업데이트되었습니다. 새 버전으로 바꾸기: python3 manager.py restart{option}",
        "The program was updated. To run the new one: python3 manager.py restart{option}",
    ),
    "data_unwritable": (
        "{folder}에 쓸 수 없습니다 ({error}). 쓰기 권한을 주거나 HUB_DATA_DIR로 다른 폴더를 지정하십시오.",
        "{folder} cannot be written ({error}). Give this user the right, or name another folder in HUB_DATA_DIR.",
    ),
    "log_missing": (
        "{folder}에 {name} 로그가 없습니다. 있는 로그: {names}",
        "There is no log {name} in {folder}. There are: {names}",
    ),
    "status_core": ("허브  pid {pid}, {uptime} 동안 실행", "Hub  pid {pid}, up {uptime}"),
    "status_service": (
        "  {name:<10} {state:<8} {since:<9} {pid:<12} 다시 시작 {restarts}번",
        "  {name:<10} {state:<8} {since:<9} {pid:<12} {restarts} restarts",
    ),
    "state_starting": ("시작 중", "starting"),
    "state_healthy": ("정상", "healthy"),
    "state_waiting": ("대기", "waiting"),
    "state_stopped": ("중지", "stopped"),
    "status_no_data": ("데이터  아직 게시되지 않았습니다", "Data  nothing is published yet"),
    "status_data": (
        "데이터  버전 {version}, {rows:,}행, {day}까지, {age} 전 게시",
        "Data  version {version}, {rows:,} rows to {day}, published {age} ago",
    ),
    # autostart
    "autostart_turned_on": (
        "로그온할 때 허브가 시작됩니다.{more}",
        "The hub starts at logon.{more}",
    ),
    "autostart_turned_off": (
        "이제 자동으로 시작하지 않습니다.",
        "The hub does not start by itself any more.",
    ),
    "autostart_is_on": ("자동 시작: 켜짐", "Autostart is on."),
    "autostart_is_off": (
        "자동 시작: 꺼짐 (켜기: python3 manager.py autostart on)",
        "Autostart is off (python3 manager.py autostart on).",
    ),
    "autostart_failed": (
        "자동 시작을 바꾸지 못했습니다: {error}",
        "Autostart could not be changed: {error}",
    ),
    "autostart_linux": (
        " 로그온 전에도 시작하려면: loginctl enable-linger, 또는 관리자가 {path}을(를) /etc/systemd/system에 복사한 뒤 systemctl enable --now {unit}",
        " Before anybody logs on: loginctl enable-linger, or as administrator copy {path} to /etc/systemd/system and run systemctl enable --now {unit}",
    ),
    "autostart_no_systemd": (
        " 이 세션에는 systemd가 없어 등록만 했습니다. 관리자는 {path}을(를) /etc/systemd/system에 복사한 뒤 systemctl enable --now {unit}",
        " No systemd answers in this session: after the next logon run systemctl --user enable {unit}, or as administrator use {path}",
    ),
    "autostart_windows": (
        ' 로그온 전에도 시작하려면 관리자 명령 프롬프트에서: schtasks /Create /TN {name} /XML "{path}" /RU 사용자 /RP *',
        ' Before anybody logs on, at an administrator\'s prompt: schtasks /Create /TN {name} /XML "{path}" /RU USER /RP *',
    ),
    # bundle
    "bundle_use": (
        "사용법: python3 manager.py bundle [--platform win_amd64] [--python 3.12] (Python 3.11~3.14)",
        "Usage: python3 manager.py bundle [--platform win_amd64] [--python 3.12] (Python 3.11-3.14)",
    ),
    "bundle_no_pip": (
        "이 Python({path})에는 pip이 없습니다. Debian/Ubuntu: apt install python3-pip",
        "This Python ({path}) has no pip. Debian/Ubuntu: apt install python3-pip",
    ),
    "bundle_start": ("패키지를 받는 중: {folder}", "Fetching the packages into {folder} …"),
    "bundle_done": (
        "패키지 {count}개를 {folder}에 넣었습니다. 이 폴더를 인터넷이 없는 PC의 프로그램 폴더에 복사하십시오.",
        "{count} packages are in {folder}. Copy it into the hub's folder on the PC without internet.",
    ),
    "bundle_failed": (
        "패키지를 받지 못했습니다: {reason} 자세한 내용: {log}",
        "The packages could not be fetched: {reason} Details: {log}",
    ),
    # settings
    "settings_head": (
        "적용되는 설정 (환경 변수가 .env보다 우선합니다). 바꾸기: python3 manager.py settings 이름=값",
        "Settings in effect (the environment wins over .env). To change one: python3 manager.py "
        "settings NAME=VALUE",
    ),
    "origin_environment": ("환경 변수", "environment"),
    "origin_dotenv": (".env", ".env"),
    "origin_default": ("기본값", "default"),
    "secret_set": ("(설정됨, 표시하지 않음)", "(set, not shown)"),
    "secret_unset": ("(없음)", "(none)"),
    "setting_unknown": (
        "'{name}'은(는) 설정 이름이 아닙니다.{nearest} 모든 이름: python3 manager.py settings",
        "'{name}' is not a setting.{nearest} All names: python3 manager.py settings",
    ),
    "setting_nearest": (" 혹시 {name}?", " Did you mean {name}?"),
    "setting_no_value": (
        "'{word}'에 '='가 없습니다. 이렇게 쓰십시오: python3 manager.py settings 이름=값",
        "'{word}' has no '='. Write: python3 manager.py settings NAME=VALUE",
    ),
    "setting_refused": (
        "저장하지 않았습니다. {name}: {reason}",
        "Nothing was saved. {name}: {reason}",
    ),
    "setting_saved": (
        "{name}을(를) .env에 저장했습니다. 실행 중인 허브에는 다시 시작한 뒤 적용됩니다.",
        "{name} is saved in .env. A running hub follows it after a restart.",
    ),
    "setting_overruled": (
        "주의: 환경 변수 {name}이(가) .env보다 우선하므로 저장한 값은 적용되지 않습니다.",
        "Note: the environment variable {name} wins over .env, so the saved value has no effect.",
    ),
    "setting_still_wrong": ("아직 잘못된 설정: {name}: {reason}", "Still wrong: {name}: {reason}"),
    "dotenv_unwritable": (
        "{path}을(를) 쓸 수 없습니다 ({error}). 폴더의 쓰기 권한을 확인하십시오.",
        "{path} cannot be written ({error}). Check the permissions of its folder.",
    ),
    "dotenv_encoding": (
        "{path}이(가) UTF-8이 아닙니다. 메모장에서 '다른 이름으로 저장' > 인코딩 UTF-8로 저장하십시오.",
        "{path} is not UTF-8. Save it again as UTF-8 (Notepad: Save as, encoding UTF-8).",
    ),
    # what is wrong with a value, by pydantic's name of the error
    "wrong_whole_number": ("정수를 적으십시오.", "a whole number is wanted."),
    "wrong_number": ("숫자를 적으십시오.", "a number is wanted."),
    "wrong_at_most": ("{le} 이하여야 합니다.", "at most {le}."),
    "wrong_at_least": ("{ge} 이상이어야 합니다.", "at least {ge}."),
    "wrong_more_than": ("{gt}보다 커야 합니다.", "more than {gt}."),
    "wrong_choice": ("다음 중 하나: {expected}.", "one of {expected}."),
    "wrong_yes_no": ("true 또는 false를 적으십시오.", "true or false is wanted."),
    "wrong_date": ("YYYY-MM-DD 형식의 날짜를 적으십시오.", "a date as YYYY-MM-DD is wanted."),
    "wrong_pattern": ("형식이 맞지 않습니다: {pattern}", "does not fit the pattern {pattern}"),
    "wrong_other": ("{message}", "{message}"),
}
