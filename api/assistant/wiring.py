"""The plant's own parts for the assistant: its six tools, the number check, the rules."""

from api.assistant.number_check import check
from api.assistant.parts import Parts
from api.assistant.rules.of_generation import rules_of
from api.assistant.suggestions import suggestions
from api.assistant.toolbox import Toolbox, declarations


def plant_parts() -> Parts:
    """What the API runs with; tests may hand other parts to the Hub."""
    return Parts(declarations, Toolbox, check, suggestions, rules_of)
