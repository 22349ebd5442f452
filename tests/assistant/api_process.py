"""An API worker with the small parts: `python -m tests.assistant.api_process FOLDER PORT`.

The folder's plant must be published; there is no key, so the rules answer.
"""

import sys
from pathlib import Path

import uvicorn

from api.app import assemble
from api.hub import Hub
from shared.db.connection import configure_sqlite
from tests.assistant_parts import small_parts
from tests.hub_fixtures import plant_settings


def main(folder: str, port: str) -> None:
    configure_sqlite()
    settings = plant_settings(Path(folder), chat_turns_per_minute=20, chat_turns_per_user=50)
    hub = Hub(settings, parts=small_parts())
    uvicorn.run(assemble(hub), host="127.0.0.1", port=int(port), log_config=None, ws="none")


if __name__ == "__main__":
    main(*sys.argv[1:])
