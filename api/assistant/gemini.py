"""Gemini behind the Model protocol. Wraps google-genai; import it only when a key is set:
the SDK costs a process a second and 21 MB."""

from collections.abc import AsyncGenerator, AsyncIterator, Mapping, Sequence
from contextlib import aclosing
from dataclasses import dataclass, field
from typing import Any

from google import genai
from google.genai import types

from api.assistant.failures import ModelBlocked
from api.assistant.gemini_failures import check_finish, translated
from api.assistant.model import Answered, Call, Delta, Exchange, Step
from shared.settings import Settings

MAX_OUTPUT_TOKENS = 4_096
CUT = " …"
NO_TOOLS = types.ToolConfig(
    function_calling_config=types.FunctionCallingConfig(mode=types.FunctionCallingConfigMode.NONE)
)


class GeminiService:
    """One client for a process: its connections stay open from one question to the next."""

    def __init__(self, settings: Settings) -> None:
        assert settings.gemini_api_key is not None
        self._client = genai.Client(
            # Else GOOGLE_GENAI_USE_VERTEXAI of the environment would turn it to another service.
            vertexai=False,
            api_key=settings.gemini_api_key.get_secret_value(),
            http_options=types.HttpOptions(
                base_url=settings.gemini_base_url or None,
                timeout=round(settings.gemini_timeout_s * 1_000),
            ),
        )
        self._thinking = types.ThinkingLevel(settings.gemini_thinking.upper())

    def model(
        self, name: str, system_text: str, declarations: Sequence[Mapping[str, Any]]
    ) -> "GeminiModel":
        """`declarations`: name, description and `parameters`, a JSON schema."""
        tools = [
            types.FunctionDeclaration(
                name=one["name"],
                description=one["description"],
                parameters_json_schema=one["parameters"],
            )
            for one in declarations
        ]
        config = types.GenerateContentConfig(
            system_instruction=system_text,
            max_output_tokens=MAX_OUTPUT_TOKENS,
            tools=[types.Tool(function_declarations=tools)],
            automatic_function_calling=types.AutomaticFunctionCallingConfig(disable=True),
            automatic_continuation=False,
            thinking_config=types.ThinkingConfig(thinking_level=self._thinking),
        )
        return GeminiModel(self._client, name, config)

    async def probe(self, name: str) -> None:
        """Is the key good and the model there? Costs no tokens. Raises ModelFailed."""
        with translated():
            await self._client.aio.models.get(model=name)

    async def aclose(self) -> None:
        await self._client.aio.aclose()
        self._client.close()


@dataclass
class _Heard:
    """What came of one round so far."""

    parts: list[types.Part] = field(default_factory=list)
    usage: types.GenerateContentResponseUsageMetadata | None = None
    finish: str | None = None


class GeminiModel:
    """One model of the service, for one turn."""

    def __init__(
        self, client: genai.Client, name: str, config: types.GenerateContentConfig
    ) -> None:
        self.name = name
        self._client = client
        self._config = config

    def start(
        self,
        history: Sequence[Exchange],
        question: str,
        language: str,  # noqa: ARG002 - stands in the system text
    ) -> list[types.Content]:
        contents = []
        for exchange in history:
            contents += [_text("user", exchange.question), _text("model", exchange.answer)]
        return [*contents, _text("user", question)]

    async def step(self, state: list[types.Content], *, final: bool) -> AsyncIterator[Delta | Step]:
        """Raises ModelFailed."""
        config = self._config
        if final:
            config = config.model_copy(update={"tool_config": NO_TOOLS})
        heard = _Heard()
        async with aclosing(self._responses(state, config)) as responses:
            async for response in responses:
                for text in _hear(response, heard):
                    yield Delta(text)
        check_finish(heard.finish)
        if heard.finish == "MAX_TOKENS" and any(part.text for part in heard.parts):
            yield Delta(CUT)
        yield Step(
            calls=tuple(_calls(heard.parts)),
            opaque=heard.parts,
            usage=_usage(heard.usage),
            finish=str(heard.finish).lower(),
        )

    async def _responses(
        self, contents: list[types.Content], config: types.GenerateContentConfig
    ) -> AsyncGenerator[types.GenerateContentResponse, None]:
        """What the SDK gives, piece by piece."""
        with translated():
            stream = await self._client.aio.models.generate_content_stream(
                model=self.name, contents=list[Any](contents), config=config
            )
            async with aclosing(stream):  # type: ignore[type-var]
                async for response in stream:
                    yield response

    def feed(self, state: list[types.Content], step: Step, answers: Sequence[Answered]) -> None:
        state.append(types.Content(role="model", parts=step.opaque))
        parts = [types.Part(function_response=_response(answer)) for answer in answers]
        state.append(types.Content(role="user", parts=parts))


def _text(role: str, text: str) -> types.Content:
    return types.Content(role=role, parts=[types.Part(text=text)])


def _hear(response: types.GenerateContentResponse, heard: _Heard) -> list[str]:
    """Keep every part as it is (they carry thought signatures); the texts that are the answer."""
    if response.prompt_feedback is not None and response.prompt_feedback.block_reason is not None:
        raise ModelBlocked("the question")
    heard.usage = response.usage_metadata or heard.usage
    texts = []
    for candidate in (response.candidates or ())[:1]:
        if candidate.finish_reason is not None:
            heard.finish = candidate.finish_reason.name
        for part in (candidate.content.parts if candidate.content else None) or ():
            heard.parts.append(part)
            if part.text and not part.thought:
                texts.append(part.text)
    return texts


def _calls(parts: Sequence[types.Part]) -> list[Call]:
    found = [part.function_call for part in parts if part.function_call is not None]
    return [Call(call.name or "", dict(call.args or {}), call.id) for call in found]


def _response(answer: Answered) -> types.FunctionResponse:
    body: dict[str, Any] = {"error": answer.error}
    if answer.result is not None:
        body = {"output": dict(answer.result)}
    return types.FunctionResponse(id=answer.call.id, name=answer.call.name, response=body)


def _usage(usage: types.GenerateContentResponseUsageMetadata | None) -> dict[str, int]:
    if usage is None:
        return {}
    return {
        "prompt": usage.prompt_token_count or 0,
        "output": usage.candidates_token_count or 0,
        "thoughts": usage.thoughts_token_count or 0,
        "total": usage.total_token_count or 0,
    }
