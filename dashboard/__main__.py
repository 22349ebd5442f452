"""`python -m dashboard`: serves the dashboard on HUB_HOST:HUB_DASHBOARD_PORT."""

import sys

from dashboard import server
from shared.errors import InvalidSettings
from shared.logging import configure_logging
from shared.settings import load_settings


def main() -> int:
    configure_logging()
    try:
        settings = load_settings()
    except InvalidSettings as exc:
        sys.stderr.write(f"{exc.title}: {exc}\n{exc.hint}\n")
        return 2
    server.run(settings)
    return 0


if __name__ == "__main__":
    sys.exit(main())
