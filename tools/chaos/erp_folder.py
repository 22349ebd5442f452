"""The ERP's folder as the ERP left it: the hub must not change anything in it."""

from pathlib import Path

Footprint = dict[str, tuple[int, int, int]]


class ErpFolder:
    """Remembers how it is now; `touched` before the ERP's next change, `look` after it."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.look()

    def look(self) -> None:
        self._left: Footprint = self._footprint()

    def touched(self) -> list[str]:
        """Names of files that somebody else made, changed or deleted since `look`."""
        now = self._footprint()
        return sorted(
            name for name in now.keys() | self._left.keys() if now.get(name) != self._left.get(name)
        )

    def _footprint(self) -> Footprint:
        found: Footprint = {}
        for path in self._folder.iterdir():
            stat = path.stat()
            found[path.name] = (stat.st_ino, stat.st_size, stat.st_mtime_ns)
        return found
