"""
Every error the hub raises on purpose:

* HubError                      500
  x InvalidSettings             (at process start)
  x RequestError                400
    + InvalidQuery              422
    + RouteNotFound             404
    + ItemNotFound              404
    + MethodNotAllowed          405
    + QueryTimeout              503  retry
  x DataUnavailable             503  retry
    + NothingPublished
    + GenerationUnreadable
  x SourceRejected, SourceWarning, PublishFailed: see shared/source_errors.py
"""

from typing import ClassVar


class HubError(Exception):
    """Base. `code()` is the stable machine name, `hint` the next thing a person should do."""

    status: ClassVar[int] = 500
    title: ClassVar[str] = "Internal error"
    title_ko: ClassVar[str] = "내부 오류"
    hint: ClassVar[str] = "Look up the request_id in the log of the API."
    hint_ko: ClassVar[str] = "API 로그에서 request_id를 찾아 보십시오."
    retry_after_s: ClassVar[int | None] = None

    @classmethod
    def code(cls) -> str:
        """`SourceNotSqlite` -> `source_not_sqlite`."""
        return "".join("_" + c.lower() if c.isupper() else c for c in cls.__name__).lstrip("_")


class InvalidSettings(HubError):
    title = "A setting is not valid"
    title_ko = "설정 값이 올바르지 않습니다"
    hint = "Correct the named variable in .env or in the environment and start again."
    hint_ko = ".env 또는 환경 변수에서 해당 값을 고친 뒤 다시 시작하십시오."


class RequestError(HubError):
    status = 400
    title = "Bad request"
    title_ko = "잘못된 요청"
    hint = "All addresses and their parameters are described at /docs."
    hint_ko = "주소와 매개변수는 /docs에 설명되어 있습니다."


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


class QueryTimeout(RequestError):
    status = 503
    title = "The query took too long"
    title_ko = "조회 시간이 너무 깁니다"
    hint = "Narrow the date range or name an item_code, then try again."
    hint_ko = "기간을 줄이거나 item_code를 지정한 뒤 다시 시도하십시오."
    retry_after_s = 5


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
