"""The plant whose records the assistant's tests ask about."""

from pathlib import Path

import pytest

from tests.assistant_tools import ReferenceTools
from tests.hub_fixtures import SNAPSHOT_DAY, make_plant_files, plant_settings
from tests.reference import reference_rows


@pytest.fixture(scope="session")
def tools(tmp_path_factory: pytest.TempPathFactory) -> ReferenceTools:
    folder: Path = tmp_path_factory.mktemp("asked-plant")
    make_plant_files(folder, rows=1_500)
    sources = plant_settings(folder).sources()
    return ReferenceTools(reference_rows(sources, SNAPSHOT_DAY).rows)
