"""What commands have changed in the data folder behind a running publisher's back."""

from dataclasses import dataclass

from shared.db.manifest import Manifest
from shared.db.pin import Pin, read_pin
from shared.settings import Settings
from tools.publisher.naming import good_manifest

Stamp = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Change:
    """What holds from now on; either part may be the one that is new."""

    manifest: Manifest | None
    pin: Pin | None


class Outside:
    """Looked at before each attempt; two stats (5 us) as long as nothing has changed."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._stamp: Stamp | None = None
        self.pin: Pin | None = None

    def look(self, current: Manifest | None) -> Change | None:
        """None when all is as `current` and the last look say.

        A manifest that is damaged or gone is no decision of anybody: `current` stays.
        """
        pin = read_pin(self._settings)
        stamp = self._manifest_stamp()
        manifest = current
        if stamp != self._stamp:
            manifest = good_manifest(self._settings) or current
            self._stamp = stamp
        if pin == self.pin and manifest == current:
            return None
        self.pin = pin
        return Change(manifest, pin)

    def _manifest_stamp(self) -> Stamp | None:
        try:
            found = self._settings.manifest_path.stat()
        except OSError:
            return None
        return found.st_mtime_ns, found.st_size, found.st_ino
