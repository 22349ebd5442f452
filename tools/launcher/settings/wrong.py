"""What is wrong with the settings, in both languages; never a secret's value."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from shared.assistant_settings import variable_name
from shared.settings import Settings
from tools.launcher.messages import MESSAGES
from tools.launcher.speech import both

KEYS = {
    "int_parsing": "wrong_whole_number",
    "int_from_float": "wrong_whole_number",
    "float_parsing": "wrong_number",
    "less_than_equal": "wrong_at_most",
    "greater_than_equal": "wrong_at_least",
    "greater_than": "wrong_more_than",
    "literal_error": "wrong_choice",
    "bool_parsing": "wrong_yes_no",
    "date_parsing": "wrong_date",
    "date_from_datetime_parsing": "wrong_date",
    "date_from_datetime_inexact": "wrong_date",
    "string_pattern_mismatch": "wrong_pattern",
}
# What errors that name no field are about.
COMMON_FIELDS = ("source_columns", "api_keys")


@dataclass(frozen=True)
class Wrong:
    """`name` is the variable, "" where several settings do not fit together."""

    name: str
    ko: str
    en: str

    def to_json(self) -> dict[str, str]:
        return {"name": self.name, "ko": self.ko, "en": self.en}


def load(dotenv: Path | None) -> tuple[Settings, list[Wrong]]:
    """The settings, each wrong one at its default, and what is wrong. Raises UnicodeDecodeError."""
    defaults: dict[str, object] = {}
    found: list[Wrong] = []
    while True:
        try:
            # The defaults come first in pydantic's order, so they win over what is wrong.
            return Settings(_env_file=dotenv, **defaults), found  # type: ignore[arg-type]
        except ValidationError as exc:
            found += _wrongs(exc)
            fields = [_field(error["loc"]) for error in exc.errors()]
            for name in [name for name in fields if name] or COMMON_FIELDS:
                field = Settings.model_fields[name]
                defaults[name] = field.get_default(call_default_factory=True)


def _field(place: tuple[int | str, ...]) -> str:
    name = str(place[0]).lower() if place else ""
    return name if name in Settings.model_fields else ""


def _wrongs(exc: ValidationError) -> list[Wrong]:
    return [
        Wrong(variable_name(name) if (name := _field(error["loc"])) else "", **_said(error))
        for error in exc.errors()
    ]


def _said(error: Mapping[str, object]) -> dict[str, str]:
    key = KEYS.get(str(error["type"]), "wrong_other")
    context = error.get("ctx")
    values = dict(context) if isinstance(context, Mapping) else {}
    return both(MESSAGES, key, **values, message=str(error["msg"]).removeprefix("Value error, "))
