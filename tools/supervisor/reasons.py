"""Why a service does not run, as a sentence in both languages."""

import json
import signal

from tools.supervisor.control.messages import sentence
from tools.supervisor.model import Event


def why(event: Event) -> dict[str, str]:
    """{"key", "ko", "en"}; with the child's last words where it ended by itself."""
    values = dict(event.values)
    code = values.get("code")
    last = _message(str(values.get("last") or ""))
    if event.reason == "why_hung":
        # What it wrote while it was well says nothing about this.
        last = ""
    if isinstance(code, int) and code < 0:
        # A signal came from outside: what it said last has nothing to do with it.
        values["code"], last = signal.Signals(-code).name, ""
    found = sentence(event.reason, **values)
    if last:
        found |= {language: f"{found[language]} [{last}]" for language in ("ko", "en")}
    return found


def _message(line: str) -> str:
    """The services log JSON lines; what ended them often is a plain one."""
    try:
        return str(json.loads(line)["message"])
    except (ValueError, KeyError, TypeError):
        return line
