"""
Every error the hub raises on purpose:

* HubError                      500
  x InvalidSettings             (at process start)
  x InvalidTargets              (shown on the dashboard)
  x RequestError                400
    + MalformedRequest          400
    + RequestTooSlow            408
    + InvalidQuery              422
    + RouteNotFound             404
    + ItemNotFound              404
    + MethodNotAllowed          405
    + BodyTooLarge              413
    + UriTooLong                414
    + HostNotAllowed            421
    + HeadersTooLarge           431
    + SqlRefused                422
    + QueryTimeout              503  retry
    + TooManyListeners          503  retry
    + TooManyRows               422
    + ExportBusy                503  retry
  x DataUnavailable             503  retry
    + NothingPublished
    + GenerationUnreadable
  x SourceRejected, SourceWarning, PublishFailed: see shared/source_errors.py
  x API keys and request budgets: see shared/access_errors.py
  x The assistant: see shared/chat_errors.py, and api/assistant/failures.py for its models
"""

from typing import ClassVar


class HubError(Exception):
    """Base. `code()` is the stable machine name, `hint` the next thing a person should do."""

    status: ClassVar[int] = 500
    title: ClassVar[str] = "Internal error"
    title_ko: ClassVar[str] = "내부 오류"
    hint: ClassVar[str] = "Look up the request_id in the log of the API."
    hint_ko: ClassVar[str] = "API 로그에서 request_id를 찾아 보십시오."
    retry_after_s: int | None = None

    @classmethod
    def code(cls) -> str:
        """`SourceNotSqlite` -> `source_not_sqlite`."""
        return "".join("_" + c.lower() if c.isupper() else c for c in cls.__name__).lstrip("_")


class InvalidSettings(HubError):
    title = "A setting is not valid"
    title_ko = "설정 값이 올바르지 않습니다"
    hint = "Correct the named variable in .env or in the environment and start again."
    hint_ko = ".env 또는 환경 변수에서 해당 값을 고친 뒤 다시 시작하십시오."


class InvalidTargets(HubError):
    title = "The file of targets cannot be used"
    title_ko = "목표 파일을 사용할 수 없습니다"
    hint = "Correct the named place in the file of HUB_TARGETS; it is read again by itself."
    hint_ko = "HUB_TARGETS 파일의 해당 위치를 고치십시오. 파일은 자동으로 다시 읽습니다."


class RequestError(HubError):
    status = 400
    title = "Bad request"
    title_ko = "잘못된 요청"
    hint = "All addresses and their parameters are described at /docs."
    hint_ko = "주소와 매개변수는 /docs에 설명되어 있습니다."


class MalformedRequest(RequestError):
    title = "The request is not valid HTTP"
    title_ko = "올바른 HTTP 요청이 아닙니다"
    hint = "The address begins with http://, not https://; letters beyond ASCII in it are percent-encoded (curl -G --data-urlencode q=...)."
    hint_ko = "주소는 https://가 아니라 http://로 시작합니다. 주소 안의 한글은 퍼센트 인코딩합니다(curl -G --data-urlencode q=...)."


class RequestTooSlow(RequestError):
    status = 408
    title = "The request did not come in time"
    title_ko = "요청이 제시간에 도착하지 않았습니다"
    hint = "Send the request again; check the network if it happens often."
    hint_ko = "다시 요청하십시오. 자주 생기면 네트워크를 점검하십시오."


class InvalidQuery(RequestError):
    status = 422
    title = "A parameter is not valid"
    title_ko = "매개변수가 올바르지 않습니다"
    hint = "Correct the parameter named in `errors`; all parameters are described at /docs."
    hint_ko = "`errors`에 적힌 매개변수를 고치십시오. 설명은 /docs에 있습니다."

    def __init__(self, detail: str, *, parameter: str | None = None) -> None:
        super().__init__(detail)
        self.parameter = parameter


class RouteNotFound(RequestError):
    status = 404
    title = "No such address"
    title_ko = "없는 주소입니다"


class ItemNotFound(RequestError):
    status = 404
    title = "No such item"
    title_ko = "없는 품목입니다"
    hint = "Look the code up at /items?q=..., upper and lower case differ."
    hint_ko = "/items?q=...에서 품목 코드를 찾으십시오. 대소문자를 구분합니다."


class MethodNotAllowed(RequestError):
    status = 405
    title = "This address does not take that method"
    title_ko = "이 주소에서 쓸 수 없는 메서드입니다"


class BodyTooLarge(RequestError):
    status = 413
    title = "The request body is too large"
    title_ko = "요청 본문이 너무 큽니다"
    hint = "No address takes a body of more than 64 KB; shorten the text that you send."
    hint_ko = "모든 주소에서 본문은 64KB까지입니다. 보내는 내용을 줄이십시오."


class UriTooLong(RequestError):
    status = 414
    title = "The address is too long"
    title_ko = "주소가 너무 깁니다"
    hint = "Path and parameters may have 8 KB each; name fewer items in one request."
    hint_ko = "경로와 매개변수는 각각 8KB까지입니다. 한 번에 요청하는 품목 수를 줄이십시오."


class HeadersTooLarge(RequestError):
    status = 431
    title = "The request headers are too large"
    title_ko = "요청 헤더가 너무 큽니다"
    hint = "Request line and headers together may have 64 KB."
    hint_ko = "요청 줄과 헤더를 합해 64KB까지입니다."


class HostNotAllowed(RequestError):
    status = 421
    title = "This name of the server is not allowed"
    title_ko = "허용되지 않은 서버 이름입니다"
    hint = "Add the name to HUB_ALLOWED_HOSTS, or use the machine's own name or address."
    hint_ko = "HUB_ALLOWED_HOSTS에 이름을 추가하거나 이 PC의 이름 또는 주소를 사용하십시오."


class SqlRefused(RequestError):
    status = 422
    title = "This SQL is not possible here"
    title_ko = "여기서는 실행할 수 없는 SQL입니다"
    hint = "Write one SELECT on the view production, narrowed by day; the text above says what is in the way."
    hint_ko = "production 뷰에 대한 SELECT 하나를, day로 기간을 좁혀 쓰십시오. 위에 적힌 이유를 참고하십시오."


class QueryTimeout(RequestError):
    status = 503
    title = "The query took too long"
    title_ko = "조회 시간이 너무 깁니다"
    hint = "Narrow the date range or name an item_code, then try again."
    hint_ko = "기간을 줄이거나 item_code를 지정한 뒤 다시 시도하십시오."
    retry_after_s = 5


class TooManyRows(RequestError):
    status = 422
    title = "More rows than Excel can hold"
    title_ko = "엑셀이 담을 수 있는 행 수를 넘습니다"
    hint = "Take format=csv or format=parquet, which have no limit, or narrow the filters."
    hint_ko = "제한이 없는 format=csv 또는 format=parquet을 쓰거나 조건을 좁히십시오."


class ExportBusy(RequestError):
    status = 503
    title = "Too many exports at once"
    title_ko = "동시에 진행 중인 내보내기가 너무 많습니다"
    hint = "Wait until one of the running exports has ended, then try again."
    hint_ko = "진행 중인 내보내기가 끝난 뒤 다시 시도하십시오."
    retry_after_s = 10


class ExportFailed(HubError):
    title = "The export could not be written"
    title_ko = "내보내기 파일을 만들지 못했습니다"
    hint = "Try again, or use format=csv; the reason is in the API's log."
    hint_ko = "다시 시도하거나 format=csv를 쓰십시오. 원인은 API 로그에 있습니다."


class TooManyListeners(RequestError):
    status = 503
    title = "Too many listeners"
    title_ko = "이벤트 수신 연결이 너무 많습니다"
    hint = "Close event streams that nobody reads; until then ask /healthz now and then."
    hint_ko = "쓰지 않는 이벤트 연결을 닫으십시오. 그때까지는 /healthz를 가끔 조회하십시오."
    retry_after_s = 10


class DataUnavailable(HubError):
    status = 503
    title = "No data to serve"
    title_ko = "제공할 데이터가 없습니다"
    hint = "See /status for the reason; the hub tries again by itself."
    hint_ko = "이유는 /status에 있습니다. 허브가 스스로 다시 시도합니다."
    retry_after_s = 5


class NothingPublished(DataUnavailable):
    title = "Nothing has been published yet"
    title_ko = "아직 게시된 데이터가 없습니다"
    hint = "Start the watcher (python -m tools.watcher) and check that HUB_LIVE_DB names the ERP's file."
    hint_ko = "감시기(python -m tools.watcher)를 시작하고 HUB_LIVE_DB가 ERP 파일을 가리키는지 확인하십시오."


class GenerationUnreadable(DataUnavailable):
    title = "The published data cannot be read"
    title_ko = "게시된 데이터를 읽을 수 없습니다"
    hint = "Restart the watcher: it checks the data folder at start and publishes again."
    hint_ko = "감시기를 다시 시작하십시오. 시작할 때 데이터 폴더를 점검하고 다시 게시합니다."
