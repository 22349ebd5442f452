"""Questions to the assistant, answered at once or as a stream, and what state it is in."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Path, Query, Request
from starlette.responses import Response

from api.assistant import failures
from api.assistant.plain_text import one_line
from api.chat_response import EVENT_STREAM, ChatJson, ChatStream
from api.chat_user import user_of
from api.dependencies import HubDep
from api.responses import problems, state_response
from shared.chat_errors import (
    ChatBusy,
    ChatDisabled,
    ChatQuestionsSpent,
    ChatStateUnavailable,
    ChatTokensSpent,
    ChatUserBusy,
    NotJson,
)
from shared.chat_schemas import AiHealth, Ask, ChatAnswer, ChatStatus, SessionDeleted
from shared.errors import GenerationUnreadable, InvalidQuery, NothingPublished, RouteNotFound
from shared.queries import NoParameters

router = APIRouter(tags=["assistant"])
NoQuery = Annotated[NoParameters, Query()]


async def get_user(request: Request) -> str:
    return user_of(request)


async def only_json(request: Request) -> None:
    """Raises NotJson. A page of another site can send a form or a plain text, but no JSON."""
    content_type = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if content_type != "application/json":
        raise NotJson(f"the body was sent as {one_line(content_type) or 'nothing'}")


UserDep = Annotated[str, Depends(get_user)]

AN_ID = "0f8fad5bd9cb469fa165708612345678"
EXAMPLE = (
    f'event: meta\ndata: {{"session_id":"{AN_ID}","model":"rules",'
    '"data_version":"5f0c1d2e3a4b","data_to":"2026-11-20","language":"ko"}\n\n'
    'event: tool_start\ndata: {"id":"r1","name":"aggregate","args":{}}\n\n'
    'event: done\ndata: {"ok":true,"model":"rules","text":"...","tools":[],"ms":80}\n\n'
)
NOT_TAKEN = (
    InvalidQuery,
    NothingPublished,
    GenerationUnreadable,
    NotJson,
    ChatDisabled,
    ChatQuestionsSpent,
    ChatUserBusy,
    ChatTokensSpent,
    ChatBusy,
    ChatStateUnavailable,
)
NOT_ANSWERED = (
    failures.ModelQuota,
    failures.ModelUnavailable,
    failures.ModelKeyRefused,
    failures.ModelUnreachable,
    failures.ModelTimeout,
    failures.ModelCutOff,
    failures.ModelMalformed,
    failures.ModelEmpty,
    failures.ModelUnknown,
    failures.ModelRefused,
    failures.ModelBlocked,
    failures.TurnTimeout,
)


@router.post(
    "/chat",
    response_model=ChatAnswer,
    responses=problems(*NOT_TAKEN, *NOT_ANSWERED),
    dependencies=[Depends(only_json)],
)
async def chat(ask: Ask, _: NoQuery, user: UserDep, hub: HubDep, request: Request) -> Response:
    """A question and its whole answer: text, the tables it rests on with their SQL, and which of
    its numbers no table holds. Takes up to HUB_CHAT_TURN_S."""
    return ChatJson(hub.assistant.answer(ask, user), request.scope["state"]["request_id"])


@router.post(
    "/chat/stream",
    response_class=Response,
    responses={
        **problems(*NOT_TAKEN),
        200: {"description": "One turn", "content": {EVENT_STREAM: {"example": EXAMPLE}}},
    },
    dependencies=[Depends(only_json)],
)
async def chat_stream(ask: Ask, _: NoQuery, user: UserDep, hub: HubDep) -> Response:
    """The same as Server-Sent Events, while it happens: `meta`, `tool_start`, `tool_result`,
    `text`, `fallback`, `reset`, `check`, `suggest`, `usage`, `error`, and `done` at the end.
    Closing the connection stops the turn."""
    return ChatStream(hub.assistant.answer(ask, user))


@router.get(
    "/chat/status",
    response_model=ChatStatus,
    responses=problems(InvalidQuery, ChatStateUnavailable),
)
async def chat_status(_: NoQuery, hub: HubDep) -> Response:
    """Who answers, and within which limits."""
    return state_response(await hub.assistant.status())


# An id is 32 hexadecimal digits, which a UUID is too: so it is never `status` or `stream`.
@router.delete(
    "/chat/{session_id:uuid}",
    response_model=SessionDeleted,
    responses=problems(InvalidQuery, RouteNotFound, ChatStateUnavailable),
)
async def chat_delete(
    session_id: Annotated[UUID, Path(description="`session_id` of an answer", examples=[AN_ID])],
    _: NoQuery,
    user: UserDep,
    hub: HubDep,
) -> Response:
    """Forget a conversation at once."""
    deleted = await hub.assistant.sessions.delete(user, session_id.hex)
    return state_response({"deleted": deleted})


@router.get(
    "/healthz/ai",
    response_model=AiHealth,
    responses={**problems(InvalidQuery), 503: {"model": AiHealth}},
)
async def healthz_ai(_: NoQuery, hub: HubDep) -> Response:
    """Whether the key and the models work, asked of the service every ten minutes at most; 503
    when a key is set and no model works. `rules` when no key is set."""
    report = await hub.assistant.report()
    response = state_response(report)
    response.status_code = 503 if report["status"] == "unavailable" else 200
    return response
