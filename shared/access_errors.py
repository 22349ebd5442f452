"""
Who is let in, and how often:

* HubError
  x RequestError
    + ApiKeyMissing             401
    + ApiKeyUnknown             401
    + ScopeMissing              403
    + OriginNotAllowed          403
    + McpNotInstalled           501
    + TooManyRequests           429  retry
  x ApiKeysUnreadable           503  retry
"""

from shared.errors import HubError, RequestError


class ApiKeyMissing(RequestError):
    status = 401
    title = "An API key is needed"
    title_ko = "API 키가 필요합니다"
    hint = "Send the key as `Authorization: Bearer <key>` or `X-API-Key: <key>`; who runs the hub makes one with python -m tools.keys add NAME."
    hint_ko = "키를 `Authorization: Bearer <키>` 또는 `X-API-Key: <키>` 헤더로 보내십시오. 키는 허브 관리자가 python -m tools.keys add 이름 으로 만듭니다."


class ApiKeyUnknown(RequestError):
    status = 401
    title = "This API key is not known"
    title_ko = "등록되지 않은 API 키입니다"
    hint = (
        "Check that the key was copied whole; it may have been revoked (python -m tools.keys list)."
    )
    hint_ko = (
        "키 전체가 복사되었는지 확인하십시오. 폐기된 키일 수 있습니다(python -m tools.keys list)."
    )


class ScopeMissing(RequestError):
    status = 403
    title = "This API key does not open this address"
    title_ko = "이 API 키로는 열 수 없는 주소입니다"
    hint = "Ask for a key with the scope that `detail` names: python -m tools.keys add NAME --scope SCOPE."
    hint_ko = (
        "`detail`에 적힌 권한이 있는 키를 요청하십시오: python -m tools.keys add 이름 --scope 권한."
    )


class OriginNotAllowed(RequestError):
    status = 403
    title = "Web pages of other sites may not call this address"
    title_ko = "다른 사이트의 웹 페이지에서는 호출할 수 없는 주소입니다"
    hint = "Call it from a program, or add the page's host name to HUB_ALLOWED_HOSTS."
    hint_ko = "프로그램에서 호출하거나 그 페이지의 호스트 이름을 HUB_ALLOWED_HOSTS에 추가하십시오."


class McpNotInstalled(RequestError):
    status = 501
    title = "HUB_MCP is on, but its package is not installed"
    title_ko = "HUB_MCP가 켜져 있지만 필요한 패키지가 설치되어 있지 않습니다"
    hint = "Install it on the hub's PC with `python3 manager.py setup mcp`, then restart the hub."
    hint_ko = "허브 PC에서 `python3 manager.py setup mcp`로 설치한 뒤 허브를 다시 시작하십시오."


class TooManyRequests(RequestError):
    status = 429
    title = "Too many requests"
    title_ko = "요청이 너무 많습니다"
    hint = (
        "Wait as many seconds as `Retry-After` says; `RateLimit-Policy` shows how much is allowed."
    )
    hint_ko = (
        "`Retry-After`에 적힌 시간(초)만큼 기다리십시오. 허용량은 `RateLimit-Policy`에 있습니다."
    )

    def __init__(self, detail: str, retry_after_s: int) -> None:
        super().__init__(detail)
        self.wait_s = retry_after_s


class ApiKeysUnreadable(HubError):
    status = 503
    title = "The file of the API keys cannot be read, so nobody is let in"
    title_ko = "API 키 파일을 읽을 수 없어 모든 요청을 막습니다"
    hint = "Restore the file that HUB_API_KEYS names, or move it away and make the keys anew: python -m tools.keys add NAME."
    hint_ko = "HUB_API_KEYS 파일을 복원하거나, 다른 곳으로 옮긴 뒤 키를 다시 만드십시오: python -m tools.keys add 이름."
    retry_after_s = 5
