"""`python -m tools.supervisor.settings_child`: checks the settings, prints the core's part."""

import json
import sys

from shared.access_errors import ApiKeysUnreadable
from shared.api_keys import read_keys
from shared.errors import InvalidSettings
from shared.settings import Settings, load_settings
from tools.supervisor.core_settings import CoreSettings


def core_part(settings: Settings) -> CoreSettings:
    return CoreSettings(
        host=settings.host,
        api_port=settings.api_port,
        api_workers=settings.api_workers,
        api_url=settings.api_url,
        dashboard_port=settings.dashboard_port,
        data_dir=settings.data_dir,
        log_dir=settings.log_dir,
        live_db=settings.live_db,
        archive_dbs=settings.archive_dbs,
        manifest_path=settings.manifest_path,
        watcher_state_path=settings.watcher_state_path,
        workers_dir=settings.workers_dir,
        asks_for_keys=_asks_for_keys(settings),
    )


def main() -> int:
    """0 with the settings, 2 with what is wrong, as JSON on stdout."""
    try:
        print(core_part(load_settings()).to_json())
    except InvalidSettings as exc:
        found = {
            "ko": {"title": exc.title_ko, "detail": str(exc), "hint": exc.hint_ko},
            "en": {"title": exc.title, "detail": str(exc), "hint": exc.hint},
        }
        print(json.dumps(found))
        return 2
    return 0


def _asks_for_keys(settings: Settings) -> bool:
    """A key file that cannot be read lets nobody in, so nobody reads without a key either."""
    try:
        return bool(read_keys(settings.api_keys))
    except ApiKeysUnreadable:
        return True


if __name__ == "__main__":
    sys.exit(main())
