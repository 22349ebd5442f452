"""What the doctor says: (Korean, English) side by side; a problem's sentence ends with its remedy."""

MESSAGES: dict[str, tuple[str, str]] = {
    "head_ok": ("정상", "ok"),
    "head_bad": ("문제", "PROBLEM"),
    "summary_good": ("문제를 찾지 못했습니다 (검사 {count}개).", "No problem found ({count} checks)."),
    "summary_bad": ("문제 {bad}개를 찾았습니다 (검사 {count}개).", "{bad} problems found ({count} checks)."),
    "check_python": ("Python", "Python"),
    "check_environment": (".venv", ".venv"),
    "check_settings": ("설정", "settings"),
    "check_permissions": ("쓰기 권한", "permissions"),
    "check_disk": ("디스크", "disk"),
    "check_memory": ("메모리", "memory"),
    "check_port": ("포트", "port"),
    "check_processes": ("프로세스", "processes"),
    "check_source": ("ERP 파일", "ERP file"),
    "check_recent": ("최근 데이터", "newest data"),
    "check_clock": ("시계", "clock"),
    "check_published": ("게시된 데이터", "published"),
    "check_watcher": ("감시기", "watcher"),
    "check_api_keys": ("API 키", "API keys"),
    "check_network": ("네트워크", "network"),
    "check_gemini": ("Gemini", "Gemini"),
    "check_core": ("허브", "hub"),
    # early
    "python_good": ("Python {version}", "Python {version}"),
    "environment_good": ("잠긴 패키지 {count}개와 맞습니다", "matches the lock ({count} packages)"),
    "environment_other": (
        "직접 만든 환경에서 실행 중입니다: {folder}",
        "runs in an environment of your own: {folder}",
    ),
    "environment_none": (
        "{folder}이(가) 없습니다. 만드십시오: python3 manager.py setup",
        "{folder} is not there. Make it: python3 manager.py setup",
    ),
    "environment_old": (
        "{folder}이(가) requirements.txt와 맞지 않습니다. 허브를 종료한 뒤: python3 manager.py setup",
        "{folder} does not match requirements.txt. Stop the hub, then: python3 manager.py setup",
    ),
    "environment_broken": (
        "패키지를 불러올 수 없습니다 ({error}). .venv 폴더를 지운 뒤: python3 manager.py setup",
        "a package cannot be loaded ({error}). Delete the folder .venv, then: python3 manager.py setup",
    ),
    # settings
    "settings_good": ("모든 설정 값이 올바릅니다", "every value is valid"),
    "setting_wrong": (
        "{name}: {reason} .env 또는 환경 변수에서 고치십시오: python3 manager.py settings {name}=값",
        "{name}: {reason} Correct it in .env or in the environment: python3 manager.py settings {name}=VALUE",
    ),
    "setting_unknown": (
        "{name}은(는) 없는 설정이라 무시됩니다.{nearest} 모든 이름: python3 manager.py settings",
        "{name} is no setting and is ignored.{nearest} All names: python3 manager.py settings",
    ),
    "dotenv_encoding": (
        ".env가 UTF-8이 아닙니다. 메모장에서 인코딩 UTF-8로 다시 저장하십시오.",
        ".env is not UTF-8. Save it again as UTF-8 (Notepad: Save as, encoding UTF-8).",
    ),
    "dotenv_unreadable": (
        ".env를 읽을 수 없습니다 ({error}). 이 사용자에게 읽기 권한을 주십시오.",
        ".env cannot be read ({error}). Give this user the right to read it.",
    ),
    # machine
    "folder_good": ("{folder}에 쓸 수 있습니다", "{folder} can be written"),
    "folder_unwritable": (
        "{folder}에 쓸 수 없습니다 ({error}). 공간과 쓰기 권한을 확인하거나 {variable}로 다른 폴더를 지정하십시오.",
        "{folder} cannot be written ({error}). Check space and permissions, or name another folder in {variable}.",
    ),
    "disk_good": ("{free:,} MB 남음", "{free:,} MB free"),
    "disk_small": (
        "{folder}의 디스크에 {free:,} MB만 남았습니다 ({needed:,} MB 필요). 파일을 지우거나 HUB_DATA_DIR을 더 큰 디스크로 옮기십시오.",
        "{folder} has {free:,} MB free, {needed:,} MB are needed. Free some space, or move HUB_DATA_DIR to a larger disk.",
    ),
    "memory_good": ("{free:,} MB 남음", "{free:,} MB free"),
    "memory_small": (
        "메모리가 {free:,} MB만 남았습니다 ({needed:,} MB 필요). 다른 프로그램을 종료하거나 HUB_API_WORKERS를 줄이십시오.",
        "{free:,} MB of memory are free, {needed:,} MB are needed. Close other programs, or lower HUB_API_WORKERS.",
    ),
    "port_free": ("{port} ({variable}): 비어 있음", "{port} ({variable}): free"),
    "port_ours": ("{port} ({variable}): 허브가 사용 중", "{port} ({variable}): used by the hub itself"),
    "processes_good": ("남은 프로세스가 없습니다", "nothing is left over"),
    "processes_left": (
        "허브 없이 실행 중입니다: {found}. 직접 시작한 것이 아니면 종료하십시오: {command}",
        "running without a hub: {found}. If nobody started them by hand, end them: {command}",
    ),
    # data
    "source_good": ("{name} ({path}): 읽을 수 있음, {day}까지", "{name} ({path}): readable, to {day}"),
    "source_missing": (
        "{path}이(가) 없습니다. ERP가 파일을 만들었는지 확인하거나 위치를 지정하십시오: python3 manager.py settings {variable}=경로",
        "{path} is not there. Check that the ERP has written it, or say where it is: python3 manager.py settings {variable}=PATH",
    ),
    "recent_good": ("{day}", "{day}"),
    "source_stale": (
        "ERP 파일의 데이터가 {day}에서 멈췄습니다 ({age}일 전). ERP의 내보내기 작업과 HUB_LIVE_DB가 올해 파일인지, 이 PC의 날짜가 맞는지 확인하십시오.",
        "the ERP's data ends on {day}, {age} days ago. Check the ERP's export job, that HUB_LIVE_DB is this year's file, and this PC's date.",
    ),
    "clock_good": ("{now} ({zone})", "{now} ({zone})"),
    "clock_behind_file": (
        "이 PC의 시각은 {now} ({zone})인데 {name}은(는) {moment}에 쓰였습니다. 시계와 표준 시간대를 맞추십시오.",
        "this PC says {now} ({zone}), but {name} was written at {moment}. Set the clock and the time zone right.",
    ),
    "clock_behind_data": (
        "이 PC의 시각은 {now} ({zone})인데 ERP에는 {day}의 생산 기록이 있습니다. 시계와 표준 시간대를 맞추거나 ERP의 날짜를 고치십시오.",
        "this PC says {now} ({zone}), but the ERP has records of {day}. Set clock and time zone right, or correct the ERP's date.",
    ),
    "clock_set_back": (
        "이 PC의 시각은 {now} ({zone})인데 데이터는 그 뒤에 게시되었습니다. 시계를 맞추십시오.",
        "this PC says {now} ({zone}), but the data was published later than that. Set the clock right.",
    ),
    "published_nothing": (
        "아직 게시된 데이터가 없습니다. 허브를 시작하고 위의 ERP 파일 문제를 해결하십시오: python3 manager.py start",
        "nothing is published yet. Solve the problems of the ERP's files above and start the hub: python3 manager.py start",
    ),
    "published_good": (
        "버전 {version}, {rows:,}행, {hours:.1f}시간 전",
        "version {version}, {rows:,} rows, {hours:.1f} hours ago",
    ),
    "published_old": (
        "버전 {version}은(는) {hours:.0f}시간 전 것이고 그 뒤 ERP 파일이 바뀌었습니다. 감시기 로그를 확인하십시오: python3 manager.py logs watcher",
        "version {version} is {hours:.0f} hours old and the ERP's files have changed since. See the watcher's log: python3 manager.py logs watcher",
    ),
    "watcher_good": ("응답함 ({state})", "reports ({state})"),
    "watcher_off": ("허브가 실행 중이 아니라 보고가 없습니다", "the hub does not run, so it does not report"),
    "watcher_silent": (
        "감시기가 응답하지 않아 새 데이터가 반영되지 않습니다. 다시 시작하십시오: python3 manager.py restart watcher",
        "the watcher does not report, so new data is not picked up. Restart it: python3 manager.py restart watcher",
    ),
    # access
    "keys_none": ("키 없음", "none"),
    "keys_good": ("{count}개", "{count}"),
    "network_here": ("이 PC에서만 접속 ({host})", "only this PC can connect ({host})"),
    "network_keys": ("네트워크에서 API 키로 접속 ({host})", "the network connects with API keys ({host})"),
    "network_open": (
        "HUB_HOST={host}: 네트워크의 누구나 http://{address}:{port} 에서 모든 기록을 읽습니다. 키를 만들거나 (python -m tools.keys add 이름) 이 PC에서만 쓰십시오: python3 manager.py settings HUB_HOST=127.0.0.1",
        "HUB_HOST={host}: everybody in the network reads every record at http://{address}:{port}. Make keys (python -m tools.keys add NAME), or: python3 manager.py settings HUB_HOST=127.0.0.1",
    ),
    "gemini_none": ("키가 없어 규칙으로 답합니다", "no key: the assistant answers by rules"),
    "gemini_good": ("{model}에 연결됨", "{model} can be reached"),
    "gemini_key": (
        "Gemini가 GEMINI_API_KEY를 거부했습니다 ({status}). 키를 다시 확인해 .env에 저장하십시오.",
        "Gemini refuses GEMINI_API_KEY ({status}). Check the key and save it in .env again.",
    ),
    "gemini_model": (
        "Gemini에 {model} 모델이 없습니다 ({status}). GEMINI_MODEL을 고치십시오.",
        "Gemini has no model {model} ({status}). Correct GEMINI_MODEL.",
    ),
    "gemini_quota": (
        "Gemini 사용 한도를 넘었습니다 ({status}). 기다리거나 요금제를 확인하십시오. 그동안 규칙이 답합니다.",
        "Gemini's quota is used up ({status}). Wait, or look at the plan; the rules answer meanwhile.",
    ),
    "gemini_trouble": (
        "{place}이(가) {status}로 답했습니다. 잠시 뒤 다시 검사하고, 게이트웨이면 그 담당자에게 문의하십시오.",
        "{place} answers {status}. Look again in a while; if it is a gateway, ask who runs it.",
    ),
    "gemini_unreachable": (
        "{place}에 연결할 수 없습니다. 인터넷, 방화벽, HTTPS_PROXY, GEMINI_BASE_URL을 확인하십시오.",
        "{place} cannot be reached. Check internet, firewall, HTTPS_PROXY and GEMINI_BASE_URL.",
    ),
    "gemini_proxy": (
        "프록시가 {place} 연결을 거부했습니다. HTTPS_PROXY를 확인하십시오.",
        "the proxy refuses the connection to {place}. Check HTTPS_PROXY.",
    ),
    "gemini_certificate": (
        "{place}의 인증서를 믿을 수 없습니다. IT 부서의 .pem 파일을 REQUESTS_CA_BUNDLE과 SSL_CERT_FILE에 지정하십시오.",
        "the certificate of {place} is not trusted. Name IT's .pem file in REQUESTS_CA_BUNDLE and SSL_CERT_FILE.",
    ),
    "gemini_silent": (
        "{place}이(가) {seconds:.0f}초 안에 답하지 않았습니다. 방화벽과 HTTPS_PROXY를 확인하십시오.",
        "{place} did not answer within {seconds:.0f} s. Check the firewall and HTTPS_PROXY.",
    ),
    # core
    "core_good": ("실행 중 (pid {pid})", "runs (pid {pid})"),
    "core_off": ("실행 중이 아닙니다 (시작: python3 manager.py start)", "does not run (python3 manager.py start)"),
    "core_updated": (
        "프로그램이 업데이트되었지만 이전 버전이 실행 중입니다: python3 manager.py restart",
        "the program was updated, the old one still runs: python3 manager.py restart",
    ),
}  # fmt: skip
