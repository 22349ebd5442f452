"""The parts of the assistant that others own: tools, number check, suggestions, rules."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from api.assistant.model import Model
from api.assistant.tool_desk import Tools
from api.assistant.turn import Check, Suggest
from shared.db.generation import Generation
from shared.settings import Settings


@dataclass(frozen=True)
class Parts:
    """Handed to the Assistant. `tools` gets the version and the answer's language; `rules` today
    and the version whose items it should know, and may read them."""

    declarations: Callable[[], Sequence[Mapping[str, Any]]]
    tools: Callable[[Generation, Settings, str], Tools]
    check: Check
    suggest: Suggest
    rules: Callable[[date, Generation], Model]
