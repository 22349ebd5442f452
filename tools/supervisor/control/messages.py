"""What the core, its control API and its client say: (Korean, English) side by side."""

from tools.setup import console
from tools.setup.messages import MESSAGES as SUPERVISOR_MESSAGES

MESSAGES = {
    "core_gone": (
        "허브가 실행 중이 아닙니다. 'python3 manager.py start'로 시작하십시오.",
        "The hub does not run. Start it with 'python3 manager.py start'.",
    ),
    "core_silent": (
        "허브(pid {pid})가 {seconds:.0f}초 안에 응답하지 않았습니다. 다시 시도하고, 계속되면 "
        "logs/core.log를 확인하십시오.",
        "The hub (pid {pid}) did not answer within {seconds:.0f} s. Try again; if it goes on, "
        "see logs/core.log.",
    ),
    "answer_unreadable": (
        "허브의 응답을 읽을 수 없습니다. 허브를 다시 시작하십시오.",
        "The hub's answer cannot be read. Start the hub again.",
    ),
    "start_failed": ("허브가 시작되지 않았습니다: {last}", "The hub did not start: {last}"),
    "start_slow": (
        "허브가 {seconds:.0f}초 안에 준비되지 않았습니다. {log}를 확인하십시오.",
        "The hub was not ready within {seconds:.0f} s. See {log}.",
    ),
    "log_unwritable": (
        "{path}에 쓸 수 없습니다 ({error}). 쓰기 권한을 확인하십시오.",
        "{path} cannot be written ({error}). Check this user's rights.",
    ),
    "bad_request": ("잘못된 요청입니다.", "The request cannot be understood."),
    "token_wrong": ("토큰이 맞지 않습니다.", "The token is missing or wrong."),
    "origin_refused": (
        "브라우저와 다른 컴퓨터는 이 주소를 쓸 수 없습니다.",
        "Browsers and other machines may not use this address.",
    ),
    "not_found": ("그런 주소가 없습니다.", "There is no such address."),
    "service_unknown": (
        "'{name}' 서비스가 없습니다. 있는 서비스: {names}",
        "There is no service '{name}'. There are: {names}",
    ),
    "method_wrong": (
        "이 주소에는 {method}을(를) 쓸 수 없습니다.",
        "This address does not take {method}.",
    ),
    "request_large": ("요청이 너무 큽니다.", "The request is too large."),
    "request_slow": ("요청이 너무 느립니다.", "The request took too long to arrive."),
    "core_busy": (
        "동시 연결이 너무 많습니다. 잠시 뒤 다시 시도하십시오.",
        "Too many connections at once. Try again in a moment.",
    ),
    "core_failed": (
        "허브가 요청을 처리하지 못했습니다: {error}",
        "The hub could not answer: {error}",
    ),
    "stopped_by_user": (
        "사용자가 중지했습니다. 시작하면 다시 실행됩니다.",
        "Stopped by a user. It stays so until it is started.",
    ),
    "packages_changed": (
        "새 버전에는 다른 패키지가 필요합니다. 허브를 종료하고 'python3 manager.py start'로 다시 "
        "시작하십시오.",
        "The new version needs other packages. Stop the hub and start it with "
        "'python3 manager.py start', which installs them.",
    ),
    "settings_refused": (
        "{title_ko}: {detail_ko}. {hint_ko} 아무것도 다시 시작하지 않았습니다.",
        "{title_en}: {detail_en}. {hint_en} Nothing was restarted.",
    ),
    "how_to_stop_detached": (
        "종료하려면 'python3 manager.py stop'을 실행하십시오.",
        "Stop it with 'python3 manager.py stop'.",
    ),
    "restarting": ("다시 시작하는 중…", "Restarting …"),
    "state_unwritable": (
        "{folder}에 쓸 수 없어 ({error}) 허브를 다른 창에서 제어할 수 없습니다. 공간을 늘린 뒤 "
        "다시 시작하십시오.",
        "{folder} cannot be written ({error}): the hub runs, but only from here can it be "
        "stopped. Free some space and start it again.",
    ),
    "swept": (
        "이전 실행이 남긴 프로세스 {count}개를 끝냈습니다.",
        "Ended what an earlier run had left (processes: {count}).",
    ),
    "core_stopping": ("허브가 종료하는 중입니다.", "The hub is stopping."),
}


def sentence(key: str, **values: object) -> dict[str, str]:
    """{"key", "ko", "en"}."""
    korean, english = (MESSAGES.get(key) or SUPERVISOR_MESSAGES[key])[:2]
    return {"key": key, "ko": korean.format(**values), "en": english.format(**values)}


def say(key: str, **values: object) -> None:
    """To the person at the terminal, as console.say does."""
    console.write(sentence(key, **values)[console.language()])
