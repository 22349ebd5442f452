"""What the control API's addresses mean."""

from http import HTTPStatus
from typing import Any, Protocol

from tools.supervisor.control.wire import Answer, Refused, Request

MAX_LOG_LINES = 2_000
DEFAULT_LOG_LINES = 200
SERVICE_ACTIONS = ("start", "stop", "restart")


class Controlled(Protocol):
    """What the API controls; `act` and `log` are told names that `services` or `logs` hold."""

    def services(self) -> tuple[str, ...]: ...
    def logs(self) -> tuple[str, ...]: ...
    def status(self) -> dict[str, Any]: ...
    def act(self, service: str, action: str) -> None: ...
    def log(self, name: str, lines: int, after: str | None) -> dict[str, Any]: ...
    def stop(self) -> None: ...
    def restart(self) -> None:
        """Raises Refused when the hub could not come back."""


def answer(core: Controlled, request: Request) -> Answer:
    """Raises Refused."""
    match request.parts:
        case ("v1", "status"):
            _wants("GET", request)
            return Answer(HTTPStatus.OK, core.status())
        case ("v1", "stop"):
            _wants("POST", request)
            core.stop()
        case ("v1", "restart"):
            _wants("POST", request)
            core.restart()
        case ("v1", "services", name, "log"):
            _wants("GET", request)
            return Answer(HTTPStatus.OK, _log(core, _known(name, core.logs()), request.query))
        case ("v1", "services", name, action) if action in SERVICE_ACTIONS:
            _wants("POST", request)
            core.act(_known(name, core.services()), action)
        case _:
            raise Refused(HTTPStatus.NOT_FOUND, "not_found")
    return Answer(HTTPStatus.ACCEPTED, {"accepted": True})


def _wants(method: str, request: Request) -> None:
    if request.method != method:
        raise Refused(HTTPStatus.METHOD_NOT_ALLOWED, "method_wrong", method=request.method)


def _known(name: str, names: tuple[str, ...]) -> str:
    if name not in names:
        raise Refused(
            HTTPStatus.NOT_FOUND, "service_unknown", name=name[:40], names=", ".join(names)
        )
    return name


def _log(core: Controlled, name: str, query: dict[str, str]) -> dict[str, Any]:
    wanted = query.get("lines", str(DEFAULT_LOG_LINES))
    if not (wanted.isascii() and wanted.isdigit() and len(wanted) <= 6):
        raise Refused(HTTPStatus.BAD_REQUEST, "bad_request")
    return core.log(name, max(1, min(int(wanted), MAX_LOG_LINES)), query.get("after"))
