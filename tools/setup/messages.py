"""Everything that the launcher and the supervisor say: (Korean, English) side by side."""

MESSAGES = {
    "usage": (
        "사용법: python3 manager.py [명령] [옵션]\n"
        "  (명령 없음)         설정된 ERP 데이터로 허브를 시작합니다\n"
        "  --demo              예제 데이터로 시작합니다 (demo 폴더)\n"
        "  --no-browser        브라우저를 열지 않습니다\n"
        "  setup [mcp]         .venv만 준비합니다 (mcp: HUB_MCP에 필요한 패키지도)\n"
        "  test [pytest 옵션]  모든 검사를 실행합니다: 서식, 린트, 타입, 테스트\n"
        "  --help              이 도움말",
        "Usage: python3 manager.py [command] [options]\n"
        "  (no command)        start the hub on the configured ERP data\n"
        "  --demo              start it on sample data (folder demo)\n"
        "  --no-browser        do not open a browser\n"
        "  setup [mcp]         only prepare .venv (mcp: with the package that HUB_MCP needs)\n"
        "  test [pytest args]  run every check: format, lint, types, tests\n"
        "  --help              this text",
    ),
    "unknown_argument": (
        "'{argument}'은(는) 알 수 없는 명령이나 옵션입니다. 사용법: python3 manager.py --help",
        "'{argument}' is not a command or an option. See: python3 manager.py --help",
    ),
    # Python itself
    "python_version": (
        "Python {version}({path})으로는 허브를 실행할 수 없습니다. python.org에서 64비트 Python "
        "3.11~3.14를 설치한 뒤 그 Python으로 다시 실행하십시오 (Windows: py -3.13 manager.py).",
        "Python {version} ({path}) cannot run the hub. Install 64-bit Python 3.11-3.14 from "
        "python.org and start again with it (Windows: py -3.13 manager.py).",
    ),
    "python_32bit": (
        "32비트 Python({path})입니다. python.org에서 64비트 Python 3.11~3.14를 설치하십시오.",
        "This is a 32-bit Python ({path}). Install 64-bit Python 3.11-3.14 from python.org.",
    ),
    "python_kind": (
        "{kind}({path})으로는 허브를 실행할 수 없습니다. python.org의 Python 3.11~3.14를 쓰십시오.",
        "{kind} ({path}) cannot run the hub. Use Python 3.11-3.14 from python.org.",
    ),
    # setting up
    "setup_start": (
        "처음 실행이거나 새 버전입니다. 패키지 {count}개를 {folder}에 설치합니다 (한 번만, 1~3분).",
        "First start or new version: installing {count} packages into {folder} (once, 1-3 "
        "minutes).",
    ),
    "setup_waiting": (
        "다른 창에서 설치가 진행 중입니다. 끝날 때까지 기다립니다.",
        "Another start is setting up already. Waiting until it has finished.",
    ),
    "setup_done": ("설치를 마쳤습니다 ({seconds:.0f}초).", "Setup done ({seconds:.0f} s)."),
    "setup_interrupted": (
        "설치를 중단했습니다. 다시 실행하면 이어서 마칩니다.",
        "Setup was interrupted. Start again to complete it.",
    ),
    "step_uv": ("설치 도구(uv)를 받는 중…", "fetching the installer (uv) …"),
    "step_pip": (
        "uv를 쓸 수 없어 pip으로 설치합니다.",
        "uv is of no use here; pip installs instead.",
    ),
    "step_package": (
        "{seconds:.0f}초  [{done}/{total}] {name}",
        "{seconds:.0f} s  [{done}/{total}] {name}",
    ),
    "step_unpack": (
        "{seconds:.0f}초  설치하는 중 (가장 오래 걸립니다)…",
        "{seconds:.0f} s  unpacking (the longest step) …",
    ),
    "step_retry": (
        "{seconds:.0f}초  패키지 서버가 응답하지 않아 다시 시도합니다…",
        "{seconds:.0f} s  the package server does not answer, trying again …",
    ),
    "no_pip": (
        "이 Python({path})에는 pip이 없습니다. Debian/Ubuntu: apt install python3-pip "
        "python3-venv. "
        "Windows: Python을 'pip' 항목을 켜서 다시 설치하십시오.",
        "This Python ({path}) has no pip. Debian/Ubuntu: apt install python3-pip python3-venv. "
        "Windows: repair Python with 'pip' ticked.",
    ),
    "no_venv": (
        "이 Python({path})으로 .venv를 만들 수 없습니다. Debian/Ubuntu: apt install python3-venv. "
        "Windows: python.org의 Python을 다시 설치하십시오. 자세한 내용: {log}",
        "This Python ({path}) cannot make .venv. Debian/Ubuntu: apt install python3-venv. "
        "Windows: reinstall Python from python.org. Details: {log}",
    ),
    "disk_small": (
        "{folder}에 {free_mb} MB만 남았습니다. {needed_mb} MB가 필요합니다. 공간을 늘린 뒤 다시 "
        "실행하십시오.",
        "Only {free_mb} MB are free in {folder}; {needed_mb} MB are needed. Free some space and "
        "start again.",
    ),
    "folder_unwritable": (
        "{folder}에 쓸 수 없습니다. 허브를 쓰기 가능한 폴더로 옮기거나 이 사용자에게 쓰기 권한을 "
        "주십시오. "
        "허브가 실행 중이면 먼저 종료하십시오.",
        "{folder} cannot be written. Move the hub to a folder where this user may write, or give "
        "this user the right. If the hub is running, stop it first.",
    ),
    "setup_failed": (
        "설치하지 못했습니다: {reason} 자세한 내용: {log}",
        "Setting up failed: {reason} Details: {log}",
    ),
    "reason_proxy": (
        "회사 프록시가 연결을 거부했습니다. HTTPS_PROXY=http://사용자:암호@프록시:포트 를 "
        "설정하고 다시 실행하십시오.",
        "the proxy refused the connection. Set HTTPS_PROXY=http://user:password@proxy:port and "
        "start again.",
    ),
    "reason_certificate": (
        "프록시의 인증서를 믿을 수 없습니다. IT 부서에서 .pem 파일을 받아 PIP_CERT에 경로를 "
        "지정하십시오.",
        "the proxy's certificate is not trusted. Get its .pem file from IT and name it in "
        "PIP_CERT.",
    ),
    "reason_network": (
        "패키지 서버에 연결할 수 없습니다. 인터넷 연결을 확인하거나, 연결된 PC에서 받은 패키지를 "
        "'wheels' 폴더에 넣고 다시 실행하십시오.",
        "the package server cannot be reached. Check the internet connection, or put the packages, "
        "fetched on a connected PC, into the folder 'wheels', and start again.",
    ),
    "reason_disk": (
        "디스크가 가득 찼습니다. 1 GB 이상 비운 뒤 다시 실행하십시오.",
        "the disk is full. Free at least 1 GB and start again.",
    ),
    "reason_hash": (
        "받은 파일이 잠긴 파일과 다릅니다 (프록시나 미러가 바꾼 것 같습니다). IT 부서에 "
        "문의하십시오.",
        "a downloaded file is not the locked one (a proxy or mirror changed it). Ask IT.",
    ),
    "reason_no_build": (
        "이 PC의 Python에 맞는 패키지가 없습니다. python.org의 64비트 Python 3.11~3.14를 쓰십시오.",
        "a package has no build for this Python. Use 64-bit Python 3.11-3.14 from python.org.",
    ),
    "reason_wheels": (
        "'wheels' 폴더에 필요한 패키지가 빠져 있습니다. 폴더를 다시 만들거나 지우고 다시 "
        "실행하십시오.",
        "the folder 'wheels' lacks a package. Make it anew, or remove it, and start again.",
    ),
    "reason_permission": (
        "파일을 쓸 수 없습니다. 허브가 실행 중이면 종료하고, 폴더의 쓰기 권한을 확인하십시오.",
        "a file cannot be written. Stop the hub if it is running, and check the folder's "
        "permissions.",
    ),
    "reason_path": (
        "폴더 경로가 Windows에 너무 깁니다. 허브를 C:\\hub 같은 짧은 폴더로 옮기십시오.",
        "the folder's path is too long for Windows. Move the hub to a short one such as C:\\hub.",
    ),
    "reason_unknown": ("{line}", "{line}"),
    "setup_ready": (".venv가 준비되어 있습니다.", ".venv is ready."),
    # the hub
    "service_watcher": ("감시기", "Watcher"),
    "service_api": ("API", "API"),
    "service_dashboard": ("대시보드", "Dashboard"),
    "starting": ("{name} 시작 중…", "{name} is starting …"),
    "healthy": ("{name} 정상 ({seconds:.1f}초)", "{name} is healthy ({seconds:.1f} s)"),
    "waiting": (
        "{name}: {why} {seconds:.1f}초 뒤에 다시 시작합니다.",
        "{name}: {why} Starting it again in {seconds:.1f} s.",
    ),
    "why_exit": (
        "{lived:.1f}초 만에 끝났습니다 (종료 코드 {code}).",
        "ended after {lived:.1f} s (exit {code}).",
    ),
    "why_hung": (
        "상태 확인에 {misses}번 연속 응답하지 않았습니다.",
        "did not answer {misses} health checks in a row.",
    ),
    "why_slow": ("{limit:.0f}초 안에 준비되지 않았습니다.", "was not ready within {limit:.0f} s."),
    "why_error": ("시작하지 못했습니다: {error}.", "could not be run: {error}."),
    "url_dashboard": ("대시보드  {url}", "Dashboard  {url}"),
    "url_api": ("API 문서  {url}", "API docs   {url}"),
    "how_to_stop": ("종료하려면 Ctrl+C를 누르십시오.", "Press Ctrl+C to stop."),
    "stopping": ("종료하는 중…", "Stopping …"),
    "stopped": ("종료했습니다.", "Stopped."),
    "rejection": (
        "{source}: {title}. {detail} → {hint}",
        "{source}: {title}. {detail} -> {hint}",
    ),
    "rejection_over": ("{source}: 문제가 해결되었습니다.", "{source}: the problem is over."),
    "lan_rule": ("*" * 72, "*" * 72),
    "lan_warning": (
        "주의: HUB_HOST={host} — 이 네트워크의 누구나 암호 없이 http://{address}:{port} 에서 "
        "모든 생산 기록을 읽을 수 있습니다. 이 PC에서만 쓰려면 HUB_HOST=127.0.0.1로 바꾸십시오.",
        "WARNING: HUB_HOST={host} - everybody in this network can read every production record "
        "at http://{address}:{port} without a password. For this PC only: HUB_HOST=127.0.0.1.",
    ),
    "lan_with_keys": (
        "알림: HUB_HOST={host} — 이 네트워크에서 API(http://{address}:{port})는 API 키로만 "
        "열립니다. 대시보드는 키 없이 누구나 볼 수 있습니다.",
        "NOTE: HUB_HOST={host} - in this network the API (http://{address}:{port}) asks for an API "
        "key. The dashboard shows its numbers to everybody without one.",
    ),
    "already_running": (
        "허브가 이미 실행 중입니다 ({url}, 데이터 폴더 {folder}). 그 허브를 쓰거나 먼저 "
        "종료하십시오.",
        "A hub is running already ({url}, data folder {folder}). Use that one or stop it first.",
    ),
    "data_unwritable": (
        "{folder}에 쓸 수 없습니다 ({error}). 쓰기 권한을 주거나 HUB_DATA_DIR, HUB_LOG_DIR로 다른 "
        "폴더를 "
        "지정하십시오.",
        "{folder} cannot be written ({error}). Give this user the right, or name other folders in "
        "HUB_DATA_DIR and HUB_LOG_DIR.",
    ),
    "port_used": (
        "포트 {port}을(를) 다른 프로그램이 쓰고 있습니다 ({owner}). 그 프로그램을 종료하거나 다른 "
        "포트로 "
        "시작하십시오: {variable}={other}",
        "Port {port} is used by another program ({owner}). Stop it, or start on another port: "
        "{variable}={other}",
    ),
    "port_forbidden": (
        "포트 {port}은(는) 관리자만 쓸 수 있습니다. 다른 포트로 시작하십시오: {variable}=8000",
        "Port {port} is for administrators only. Start on another one: {variable}=8000",
    ),
    "ports_equal": (
        "{variables} = {port}: 두 서비스에 같은 포트를 쓸 수 없습니다. 하나를 바꾸십시오.",
        "{variables} = {port}: two services cannot share a port. Change one of them.",
    ),
    "host_unknown": (
        "HUB_HOST={host}은(는) 이 PC의 주소가 아닙니다. 127.0.0.1 또는 이 PC의 IP 주소를 쓰십시오.",
        "HUB_HOST={host} is not an address of this PC. Use 127.0.0.1 or this PC's IP address.",
    ),
    "invalid_settings": ("{title}: {detail}. {hint}", "{title}: {detail}. {hint}"),
    "sample_writing": ("예제 ERP 파일을 만드는 중: {folder}", "Writing sample ERP files: {folder}"),
    "sample_failed": (
        "예제 ERP 파일을 만들지 못했습니다: {reason}",
        "The sample ERP files could not be written: {reason}",
    ),
    # the checks
    "check_installing": (
        "브라우저 테스트에 필요한 패키지를 설치합니다: {packages}",
        "Installing what the browser tests need: {packages}",
    ),
    "check_missing": (
        "브라우저 테스트에 필요한 것이 없습니다: {packages}. 관리자 권한으로 설치하십시오: "
        "apt-get install {packages} (다른 시스템: Chrome, chromedriver, 한글 글꼴)",
        "The browser tests lack: {packages}. Install it as administrator: apt-get install "
        "{packages} (elsewhere: Chrome, chromedriver and a Korean font)",
    ),
    "check_failed": ("실패한 검사: {steps}", "Failed checks: {steps}"),
}
