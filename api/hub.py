"""What one API process owns while it runs."""

import time
from collections.abc import Callable

from api.access_log import AccessLog
from api.assistant.assistant import Assistant
from api.assistant.parts import Parts
from api.assistant.wiring import plant_parts
from api.broadcaster import Broadcaster
from api.executor import SqlExecutor
from api.export.desk import ExportDesk
from api.request_metrics import RequestMetrics
from api.response_cache import ResponseCache
from api.worker import Worker
from shared.db.router import DatabaseRouter
from shared.settings import Settings

# Each holds memory, a version and a client's patience; more of them are asked to come again.
EXPORTS_AT_ONCE = 2


class Hub:
    """Built once by `create_app` and handed to every part that needs it."""

    def __init__(
        self, settings: Settings, worker: Worker | None = None, parts: Parts | None = None
    ) -> None:
        """`worker`: which one this is of several behind one port; None when it is the only one."""
        self.settings = settings
        self.worker = worker
        self.connections: Callable[[], int] = lambda: 0
        self.router = DatabaseRouter(settings)
        self.sql = SqlExecutor(settings.sql_threads)
        self.exports = ExportDesk(EXPORTS_AT_ONCE)
        self.cache = ResponseCache(settings.cache_max_bytes)
        self.events = Broadcaster()
        self.requests = RequestMetrics()
        self.access_log = AccessLog()
        self.assistant = Assistant(settings, self.router, self.sql, parts or plant_parts())
        self.started_at = time.monotonic()

    def close(self) -> None:
        self.events.close()
        self.exports.close()
        self.sql.close()
        self.router.close()
        self.access_log.flush()
