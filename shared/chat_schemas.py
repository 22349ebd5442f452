"""What the assistant is asked and what it answers as JSON."""

from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints

from shared.query_types import printable

MAX_QUESTION_CHARS = 1_000
Language = Literal["ko", "en"]


def _not_blank(value: str) -> str:
    if not value.strip():
        raise ValueError("is blank")
    return printable(value)


QuestionText = Annotated[
    str,
    StringConstraints(min_length=1, max_length=MAX_QUESTION_CHARS),
    AfterValidator(_not_blank),
    Field(
        description="The question, Korean or English",
        examples=["이번 달 BW0021 총 생산량은?"],
        json_schema_extra={"pattern": r"^[^\u0000]*[^\s\u0000][^\u0000]*$"},
    ),
]
SessionId = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{32}$")]


class Ask(BaseModel):
    """One question."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    question: QuestionText
    session_id: SessionId | None = Field(
        None,
        description="`session_id` of an earlier answer, to go on with that conversation; one that "
        "is unknown, forgotten or somebody else's begins a new one",
    )
    language: Language | None = Field(
        None, description="Language of the answer; the question's own if left out"
    )


class ChatAnswer(BaseModel):
    """A whole turn. `results` are the `tool_result` events, `check` what the number check found."""

    session_id: SessionId
    answer: str
    model: str = Field(description="Name of the model that answered; `rules` is none")
    language: Language
    data_version: str
    data_to: str | None
    results: list[dict[str, Any]]
    fallbacks: list[dict[str, Any]]
    check: dict[str, Any]
    questions: list[str] = Field(description="What may be asked next")
    usage: dict[str, int] = Field(description="Tokens; empty when no model was paid")
    ms: int


class ChatLimits(BaseModel):
    """Of HUB_CHAT_*."""

    question_chars: int
    turns_per_minute: int
    turns_per_user: int
    turns_at_once: int
    tokens_per_day: int
    tokens_left: int
    turn_s: float
    history_turns: int
    idle_s: float


class ChatStatus(BaseModel):
    """`mode`: `model` with a key, `rules` without; `enabled` is false when neither answers."""

    enabled: bool
    mode: Literal["model", "rules"]
    models: list[str]
    rules: bool
    limits: ChatLimits


class SessionDeleted(BaseModel):
    """False: there was no such conversation of yours."""

    deleted: bool


class ModelHealth(BaseModel):
    """`code` names the failure where there is one."""

    name: str
    ok: bool
    code: str | None
    title: str | None
    hint: str | None
    hint_ko: str | None


class AiHealth(BaseModel):
    """`degraded`: only one of two models works. `rules`: no key is set."""

    status: Literal["ok", "degraded", "unavailable", "rules"]
    models: list[ModelHealth]
    checked_at: str | None
