"""`python -m tools.settings_docs [--check]`: README's settings table and `.env.example`, made
from the Settings class."""

import sys
from collections.abc import Sequence
from pathlib import Path

from pydantic.fields import FieldInfo

from shared.assistant_settings import AssistantSettings, variable_name
from shared.settings import Settings

ROOT = Path(__file__).resolve().parent.parent
BEGIN = "<!-- settings: made by python -m tools.settings_docs -->"
END = "<!-- /settings -->"


def main(arguments: Sequence[str]) -> int:
    """With --check nothing is written, and 1 says that something is out of date."""
    wanted = {
        ROOT / "README.md": with_table((ROOT / "README.md").read_text(encoding="utf-8")),
        ROOT / ".env.example": env_example(),
    }
    stale = [path for path, text in wanted.items() if _read(path) != text]
    for path in stale:
        if "--check" in arguments:
            print(f"{path.name} is out of date: python -m tools.settings_docs", file=sys.stderr)
        else:
            path.write_text(wanted[path], encoding="utf-8", newline="\n")
            print(f"{path.name} written")
    return 1 if stale and "--check" in arguments else 0


def with_table(readme: str) -> str:
    """`readme` with the table between its markers renewed. Raises ValueError without markers."""
    head, begin, rest = readme.partition(BEGIN)
    _, end, tail = rest.partition(END)
    if not begin or not end:
        raise ValueError(f"README.md lacks the lines {BEGIN} and {END}")
    return f"{head}{BEGIN}\n{table()}{END}{tail}"


def table() -> str:
    rows = ["| Variable | Default | Meaning |", "|---|---|---|"]
    for name, field in documented().items():
        default = default_text(field)
        shown = f"`{default}`" if default else ""
        meaning = (field.description or "").replace("|", "\\|")
        rows.append(f"| `{variable_name(name)}` | {shown} | {meaning} |")
    return "\n".join(rows) + "\n"


def env_example() -> str:
    """Every setting at its default, commented out."""
    lines = ["# Copy to .env and uncomment what you change. Variables of the environment win.", ""]
    for name, field in documented().items():
        lines += [f"# {field.description}", f"# {variable_name(name)}={default_text(field)}", ""]
    return "\n".join(lines).rstrip() + "\n"


def documented() -> dict[str, FieldInfo]:
    """The assistant's last, although a base class comes first in a model."""
    fields = Settings.model_fields
    return dict(sorted(fields.items(), key=lambda one: one[0] in AssistantSettings.model_fields))


def default_text(field: FieldInfo) -> str:
    """As it would be written into `.env`; "" for none."""
    value = field.get_default(call_default_factory=True)
    if value is None or value == {}:
        return ""
    return value.as_posix() if isinstance(value, Path) else str(value)


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8") if path.exists() else ""


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
