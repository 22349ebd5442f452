"""The real API against its own OpenAPI document, by schemathesis: all of its checks and phases."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.examples import LONG
from tests.hub_fixtures import make_plant_files
from tests.processes import RealHub

pytestmark = pytest.mark.process
EXAMPLES = LONG or "8"
CONFIG = Path(__file__).with_name("schemathesis.toml")


@pytest.fixture
def hub(tmp_path: Path) -> Iterator[RealHub]:
    make_plant_files(tmp_path)
    one = RealHub(tmp_path)
    # Hundreds of questions in a minute are this test's own.
    one.environment["HUB_CHAT_TURNS_PER_MINUTE"] = "10000"
    one.environment["HUB_CHAT_TURNS_PER_USER"] = "100"
    # No watcher runs beside it: `degraded`, and 200.
    one.publish()
    try:
        one.api.start()
        yield one
    finally:
        one.api.kill()


# The long form needs an hour.
@pytest.mark.timeout(3_600 if LONG else 180)
def test_every_answer_is_as_documented(hub: RealHub, tmp_path: Path) -> None:
    document = hub.api.url.replace("/healthz", "/openapi.json")
    seeds = ["--seed", str(os.getpid())] if LONG else ["--generation-deterministic"]
    command = [sys.executable, "-m", "schemathesis.cli", "--config-file", str(CONFIG), "run"]
    done = subprocess.run(
        [*command, document, "--checks", "all", "-n", EXAMPLES, "--no-color", *seeds],
        env={**hub.environment, "SCHEMATHESIS_HOOKS": "tests.contract.hooks"},
        cwd=tmp_path,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    print(done.stdout)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Fuzzing (in" in done.stdout
    assert "Coverage (in" in done.stdout
    assert "Stateful (in" in done.stdout
