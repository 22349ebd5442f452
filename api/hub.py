"""What one API process owns while it runs."""

import time

from api.executor import SqlExecutor
from api.response_cache import ResponseCache
from shared.db.router import DatabaseRouter
from shared.settings import Settings


class Hub:
    """Built once by `create_app` and handed to every part that needs it."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.router = DatabaseRouter(settings)
        self.sql = SqlExecutor(settings.sql_threads)
        self.cache = ResponseCache(settings.cache_max_bytes)
        self.started_at = time.monotonic()

    def close(self) -> None:
        self.sql.close()
        self.router.close()
