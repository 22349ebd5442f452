"""Settings of the chat assistant. `GEMINI_*` are named as in other programs that use the API."""

from typing import Annotated, Literal

from pydantic import Field, SecretStr, StringConstraints
from pydantic_settings import BaseSettings

ModelName = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9._/-]{1,100}$")]
# These keep their own names, without HUB_ in front.
OWN_PREFIX = "GEMINI_"


class AssistantSettings(BaseSettings):
    """Part of Settings."""

    gemini_api_key: SecretStr | None = Field(
        None,
        alias="GEMINI_API_KEY",
        description="Key of the Gemini API. Empty: the assistant answers by its built-in rules, "
        "and no text leaves this machine.",
    )
    gemini_model: ModelName = Field(
        "gemini-3.8-flash", alias="GEMINI_MODEL", description="Model that answers in the chat."
    )
    gemini_fallback_model: ModelName = Field(
        "gemini-3.5-flash-lite",
        alias="GEMINI_FALLBACK_MODEL",
        description="Model that is asked when the first one fails. The same as GEMINI_MODEL: none.",
    )
    gemini_base_url: str = Field(
        "",
        alias="GEMINI_BASE_URL",
        pattern=r"^(https?://\S+)?$",
        description="Address of a gateway that speaks the Gemini API. Empty: Google's own.",
    )
    gemini_thinking: Literal["low", "medium", "high"] = Field(
        "low", alias="GEMINI_THINKING", description="How long the model thinks before it answers."
    )
    gemini_timeout_s: float = Field(
        15.0,
        alias="GEMINI_TIMEOUT_S",
        ge=0.1,
        le=300,
        description="Longest silence of the model, in seconds, before the next one is asked.",
    )
    chat_rules: bool = Field(
        True,
        description="Answer by rules when there is no key, or when no model answers. "
        "`false`: such a question is an error.",
    )
    mcp: bool = Field(
        False,
        description="Offer the assistant's tools to other programs at /mcp (Model Context "
        "Protocol). Needs `python3 manager.py setup mcp` once.",
    )
    chat_max_rounds: int = Field(
        6, ge=1, le=20, description="Requests to one model for one question."
    )
    chat_max_calls: int = Field(12, ge=1, le=50, description="Tool calls for one question.")
    chat_turn_s: float = Field(
        45.0, ge=1, le=600, description="Longest time for one question, in seconds."
    )
    chat_turns_per_minute: int = Field(
        10, ge=1, le=10_000, description="Questions that one user may ask in a minute."
    )
    chat_turns_per_user: int = Field(
        2, ge=1, le=100, description="Questions of one user that are answered at once."
    )
    chat_turns_at_once: int = Field(
        8, ge=1, le=1_000, description="Questions of all users that are answered at once."
    )
    chat_tokens_per_day: int = Field(
        500_000,
        ge=0,
        description="Tokens that all users may spend on models in a day (this PC's clock). "
        "After that the rules answer.",
    )
    chat_idle_s: float = Field(
        1_800.0, ge=1, le=86_400, description="A conversation is forgotten after this many seconds."
    )
    chat_history_turns: int = Field(
        6, ge=0, le=50, description="Earlier questions of a conversation that a model is told."
    )
    chat_audit_days: int = Field(
        90, ge=1, le=3_650, description="Days that the record of who spent how much is kept."
    )


def variable_name(field: str) -> str:
    """`chat_rules` -> `HUB_CHAT_RULES`, `gemini_model` -> `GEMINI_MODEL`."""
    name = field.upper()
    return name if name.startswith(OWN_PREFIX) else f"HUB_{name}"
