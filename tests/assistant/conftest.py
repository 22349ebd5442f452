"""One plant, one Gemini and one API for a module of tests; each test writes its own script."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.assistant_world import MODEL, SECOND, ApiServer, chat_settings
from tests.fake_gemini import FakeGemini
from tests.hub_fixtures import make_plant_files, plant_settings, publish_now


@pytest.fixture(scope="module")
def plant_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("plant")
    make_plant_files(folder, rows=200)
    publish_now(plant_settings(folder))
    return folder


@pytest.fixture(scope="module")
def gemini_server() -> Iterator[FakeGemini]:
    with FakeGemini() as one:
        yield one


@pytest.fixture
def gemini(gemini_server: FakeGemini) -> FakeGemini:
    """With nothing asked and nothing scripted."""
    gemini_server.asked.clear()
    gemini_server.left.clear()
    for model in (MODEL, SECOND):
        gemini_server.script(model)
    return gemini_server


@pytest.fixture(scope="module")
def api(plant_folder: Path, gemini_server: FakeGemini) -> Iterator[ApiServer]:
    with ApiServer(chat_settings(plant_folder, gemini_server)) as one:
        yield one
