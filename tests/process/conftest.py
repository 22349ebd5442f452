"""One real API process over a published plant, for tests that cannot change it."""

from collections.abc import Iterator

import pytest

from tests.hub_fixtures import make_plant_files
from tests.processes import RealHub


@pytest.fixture(scope="module")
def api_process(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RealHub]:
    folder = tmp_path_factory.mktemp("plant")
    make_plant_files(folder)
    hub = RealHub(folder)
    hub.environment["HUB_CACHE_MAX_BYTES"] = "1000000"
    hub.publish()
    try:
        hub.api.start()
        yield hub
    finally:
        hub.api.kill()
