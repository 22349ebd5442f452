"""The scene of a run: a plant's files, the real watcher and API workers over one folder."""

import asyncio
import shutil
import tempfile
import time
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from tools.chaos.erp_folder import ErpFolder
from tools.chaos.processes import Child, environment, free_ports, wait_ready
from tools.chaos.truth import Truths
from tools.erp_simulator.erp_file import create
from tools.erp_simulator.plant import Plant, make_plant

TODAY = date(2026, 11, 23)
# HUB_RETENTION's default.
KEPT_VERSIONS = 2
LAST_YEAR = date(2025, 12, 31)
ARCHIVE = "archive_2025"
# All that paths may hold: a space, what URIs mean something by, Korean.
FOLDER = "1공장 #3 100% 생산"


@dataclass(frozen=True)
class Scene:
    """`base` holds the ERP's folder, the data folder and the logs."""

    base: Path
    plant: Plant
    truths: Truths
    erp_folder: ErpFolder
    watcher: Child
    apis: dict[int, Child]

    @property
    def live(self) -> Path:
        return self.base / "erp" / "production_analysis.db"

    @property
    def data(self) -> Path:
        return self.base / "data"

    def children(self) -> dict[str, Child]:
        names = {f"api {n}": api for n, api in enumerate(self.apis.values(), 1)}
        return {"watcher": self.watcher, **names}

    def log_lines(self, *levels: str) -> list[str]:
        """Lines of these levels, and what is no log line at all, of every process."""
        return [line for child in self.children().values() for line in child.log_lines(levels)]

    def leftovers(self) -> list[str]:
        """Names in the data folder that should have been swept."""
        work = [path.name for path in (self.data / "work").iterdir()]
        live = sorted(path.name for path in (self.data / "partitions").glob("live-*"))
        return work + live[KEPT_VERSIONS:]


@asynccontextmanager
async def open_scene(
    folder: Path | None, *, rows: int, seed: int, workers: int, settings: Mapping[str, str]
) -> AsyncIterator[Scene]:
    """Everything runs and serves generation 0. Without `folder` all files go in the end."""
    parent = folder or Path(tempfile.mkdtemp(prefix="hub-chaos-"))
    scene = _prepare(parent / f"{FOLDER} {time.time_ns()}", rows, seed, workers, settings)
    try:
        await asyncio.to_thread(_start, scene)
        yield scene
    finally:
        for child in scene.children().values():
            child.kill()
        if folder is None:
            shutil.rmtree(parent, ignore_errors=True)


def _prepare(base: Path, rows: int, seed: int, workers: int, settings: Mapping[str, str]) -> Scene:
    plant = make_plant(rows=rows, seed=seed, until=TODAY, tagged=True)
    archived = make_plant(rows=rows // 4, seed=seed + 1, until=LAST_YEAR).content(0)
    erp, data = base / "erp", base / "data"
    erp.mkdir(parents=True)
    live = erp / "production_analysis.db"
    create(live, plant.content(0))
    create(erp / f"{ARCHIVE}.db", archived)
    variables = environment(live, data, settings)
    apis = {
        port: Child("api", {**variables, "HUB_API_PORT": str(port)}, base, base / f"api-{port}.log")
        for port in free_ports(workers)
    }
    watcher = Child("tools.watcher", variables, base, base / "watcher.log")
    truths = Truths(plant, {ARCHIVE: archived})
    return Scene(base, plant, truths, ErpFolder(erp), watcher, apis)


def _start(scene: Scene) -> None:
    for child in scene.children().values():
        child.start()
    for port, api in scene.apis.items():
        wait_ready(api, port)
