"""What the core needs of the settings, without the packages that read them (22 MB of memory)."""

import json
import subprocess
import sys
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent.parent
CHILD = "tools.supervisor.settings_child"


class SettingsRefused(Exception):
    """The variables that are wrong, and what to do: title, detail and hint by language."""

    def __init__(self, sentences: dict[str, dict[str, str]]) -> None:
        super().__init__(sentences["en"]["detail"])
        self.sentences = sentences

    def flat(self) -> dict[str, str]:
        """For a message that has both languages in it: title_ko, title_en, ..."""
        return {f"{n}_{k}": v for k, texts in self.sentences.items() for n, v in texts.items()}


@dataclass(frozen=True)
class CoreSettings:
    """Named as in shared.settings. Nothing secret is among them."""

    host: str
    api_port: int
    api_workers: int
    api_url: str
    dashboard_port: int
    data_dir: Path
    log_dir: Path
    live_db: Path
    archive_dbs: str
    manifest_path: Path
    watcher_state_path: Path
    workers_dir: Path
    asks_for_keys: bool

    def to_json(self) -> str:
        return json.dumps(
            {k: str(v) if isinstance(v, Path) else v for k, v in asdict(self).items()}
        )


def from_json(text: str) -> CoreSettings:
    """Raises ValueError, KeyError."""
    found: dict[str, Any] = json.loads(text)
    for one in fields(CoreSettings):
        found[one.name] = Path(found[one.name]) if one.type is Path else found[one.name]
    return CoreSettings(**found)


def load_core_settings() -> CoreSettings:
    """From HUB_* and `.env`, read by a short-lived child. Raises SettingsRefused."""
    done = subprocess.run(
        [sys.executable, "-m", CHILD], stdin=subprocess.DEVNULL, capture_output=True, check=False
    )
    output = done.stdout.decode("utf-8", "replace")
    try:
        if done.returncode == 0:
            return from_json(output)
        raise SettingsRefused(json.loads(output))
    except (ValueError, KeyError, TypeError) as exc:
        words = done.stderr.decode("utf-8", "replace").strip().splitlines()
        raise _unreadable(words[-1] if words else f"exit {done.returncode}") from exc


def _unreadable(last: str) -> SettingsRefused:
    """The child itself has failed: a broken environment, no memory."""
    korean = {"title": "설정을 읽지 못했습니다", "hint": "python3 manager.py setup을 실행하십시오."}
    english = {"title": "The settings were not read", "hint": "Run python3 manager.py setup."}
    return SettingsRefused({"ko": korean | {"detail": last}, "en": english | {"detail": last}})
