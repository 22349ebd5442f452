"""Opens the Gemini client when it is first needed, in a thread: the SDK's import takes a second."""

import asyncio
from typing import TYPE_CHECKING

from shared.settings import Settings

if TYPE_CHECKING:
    from api.assistant.gemini import GeminiService


class GeminiDoor:
    """Used by the event loop's thread only."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._opening: asyncio.Task[GeminiService] | None = None

    @property
    def models(self) -> tuple[str, ...]:
        """Names in the order in which they are asked; none without a key."""
        settings = self._settings
        if settings.gemini_api_key is None or not settings.gemini_api_key.get_secret_value():
            return ()
        return tuple(dict.fromkeys((settings.gemini_model, settings.gemini_fallback_model)))

    def open(self) -> "asyncio.Task[GeminiService]":
        """The one service of this process; whoever gives up waiting for it stops nobody else."""
        if self._opening is None:
            self._opening = asyncio.create_task(asyncio.to_thread(self._load))
        return self._opening

    async def probe(self, name: str) -> None:
        """Raises ModelFailed."""
        service = await asyncio.shield(self.open())
        await service.probe(name)

    async def aclose(self) -> None:
        if self._opening is not None:
            service = await self._opening
            await service.aclose()

    def _load(self) -> "GeminiService":
        from api.assistant.gemini import GeminiService

        return GeminiService(self._settings)
