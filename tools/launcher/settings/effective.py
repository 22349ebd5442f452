"""The settings in effect, and where each of them comes from."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from pydantic import SecretStr

from shared.assistant_settings import variable_name
from shared.settings import SECRETS, Settings
from tools.settings_docs import default_text, documented


@dataclass(frozen=True)
class Setting:
    """`value` as `.env` would have it, None for a secret; `is_set` tells whether there is any."""

    name: str
    value: str | None
    is_set: bool
    origin: str
    default: str
    description: str

    def to_json(self) -> dict[str, object]:
        return {
            "name": self.name,
            "value": self.value,
            "is_set": self.is_set,
            "secret": self.value is None,
            "origin": self.origin,
            "default": self.default,
            "description": self.description,
        }


def effective(settings: Settings, in_file: Mapping[str, str]) -> list[Setting]:
    """`in_file`: what `.env` says, by upper-case name."""
    return [
        _one(settings, name, description=field.description or "", default=default_text(field),
             in_file=in_file)
        for name, field in documented().items()
    ]  # fmt: skip


def names() -> list[str]:
    return [variable_name(name) for name in documented()]


def _one(
    settings: Settings, name: str, *, description: str, default: str, in_file: Mapping[str, str]
) -> Setting:
    variable = variable_name(name)
    value = getattr(settings, name)
    shown = None if name in SECRETS else _text(value)
    return Setting(
        variable, shown, value not in (None, "", {}), _origin(variable, in_file),
        default, description,
    )  # fmt: skip


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, SecretStr):
        raise TypeError("a secret that SECRETS does not name")
    if isinstance(value, Mapping):
        return ",".join(f"{ours}={theirs}" for ours, theirs in value.items())
    return value.as_posix() if isinstance(value, Path) else str(value)


def _origin(variable: str, in_file: Mapping[str, str]) -> str:
    if from_environment(variable):
        return "environment"
    return "dotenv" if in_file.get(variable) else "default"


def from_environment(variable: str) -> bool:
    """Whether the environment sets it; names count without case, empty ones not at all."""
    return any(name.upper() == variable and value for name, value in os.environ.items())
