"""`data/core/state.json`: where the running core is and how to speak to it. Its owner's only."""

import json
from dataclasses import asdict, dataclass
from pathlib import Path

from shared.files import write_atomic
from tools.supervisor.processes.identity import Identity

FOLDER = "core"
NAME = "state.json"
MAX_BYTES = 10_000


@dataclass(frozen=True)
class CoreState:
    """`address` is the control API's; `started_at` is ISO 8601 in UTC."""

    pid: int
    process_started: str
    started_at: str
    address: str
    token: str

    def lives(self) -> bool:
        return Identity(self.pid, self.process_started).lives()


def core_folder(data_dir: Path) -> Path:
    return data_dir / FOLDER


def children_folder(data_dir: Path) -> Path:
    """Where a core notes its children, for the one after it."""
    return core_folder(data_dir) / "children"


def read_state(data_dir: Path) -> CoreState | None:
    """None when there is none, or none that can be read."""
    try:
        with (core_folder(data_dir) / NAME).open("rb") as file:
            found = json.loads(file.read(MAX_BYTES))
        state = CoreState(**{name: found[name] for name in CoreState.__dataclass_fields__})
    except (OSError, ValueError, KeyError, TypeError):
        return None
    texts = (state.process_started, state.started_at, state.address, state.token)
    sound = type(state.pid) is int and all(isinstance(text, str) for text in texts)
    return state if sound else None


def write_state(data_dir: Path, state: CoreState) -> None:
    """Raises OSError."""
    core_folder(data_dir).mkdir(parents=True, exist_ok=True)
    content = json.dumps(asdict(state), indent=1).encode()
    write_atomic(core_folder(data_dir) / NAME, content, durable=False, private=True)


def remove_state(data_dir: Path) -> None:
    """At an orderly end. Raises OSError."""
    (core_folder(data_dir) / NAME).unlink(missing_ok=True)
