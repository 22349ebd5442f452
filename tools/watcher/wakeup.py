"""File events that wake the loop early. They are hints: the signatures decide."""

import logging
import threading
from pathlib import Path

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer

from shared.settings import Settings

logger = logging.getLogger(__name__)


class Wakeup(FileSystemEventHandler):
    """Sets `event` when something happens in a folder with sources."""

    def __init__(self, event: threading.Event) -> None:
        self._event = event
        self._observer = Observer()

    def start(self, settings: Settings) -> None:
        """Watch what can be watched; shares and missing folders are left to polling."""
        # Started first: only then does `schedule` itself raise for a folder it cannot watch.
        self._observer.start()
        for folder in {path.parent.resolve() for path in settings.sources().values()}:
            self._watch(folder)

    def stop(self) -> None:
        self._observer.stop()
        self._observer.join()

    def on_any_event(self, event: FileSystemEvent) -> None:
        # Our own copying only opens and reads.
        if event.event_type not in {"opened", "closed_no_write"}:
            self._event.set()

    def _watch(self, folder: Path) -> None:
        try:
            self._observer.schedule(self, str(folder))
        except OSError as exc:
            logger.info("folder_not_watched path=%s reason=%s", folder, exc)
