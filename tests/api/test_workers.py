"""Any worker answers `/metrics` and `/status` for all of them."""

import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from prometheus_client.parser import text_string_to_metric_families
from starlette.testclient import TestClient

from api.app import assemble
from api.hub import Hub
from api.worker import Worker
from shared.settings import Settings
from shared.worker_board import WorkerBoard
from tests.hub_fixtures import publish_now


@pytest.fixture
def pair(settings: Settings) -> Iterator[list[TestClient]]:
    """Two workers; their heartbeat is the test's to give."""
    publish_now(settings)
    workers = [Worker(number, settings.workers_dir) for number in (1, 2)]
    with (
        TestClient(assemble(Hub(settings, workers[0]))) as first,
        TestClient(assemble(Hub(settings, workers[1]))) as second,
    ):
        for worker in workers:
            worker.beat(0)
        yield [first, second]


def requests(client: TestClient, route: str) -> dict[str, float]:
    """Answers with 200 by worker."""
    families = text_string_to_metric_families(client.get("/metrics").text)
    return {
        sample.labels["worker"]: sample.value
        for family in families
        for sample in family.samples
        if sample.name == "hub_http_requests_total"
        and (sample.labels["route"], sample.labels["status"]) == (route, "200")
    }


def told(client: TestClient) -> list[tuple[str, int]]:
    """Worker and answers in its cache."""
    return [(w["worker"], w["cache"]["responses"]) for w in client.get("/status").json()["workers"]]


def test_metrics_and_status_of_both_from_each(pair: list[TestClient]) -> None:
    first, second = pair
    for path in ("/items", "/items", "/records?limit=2"):
        first.get(path)
    second.get("/items")
    # Each tells its own figures when it is asked, so one round makes them known.
    requests(first, "/items")
    assert requests(second, "/items") == {"api-1": 2, "api-2": 1}
    assert requests(first, "/items") == {"api-1": 2, "api-2": 1}
    assert told(first) == told(second) == [("api-1", 2), ("api-2", 1)]
    cache = first.get("/status").json()["cache"]
    assert (cache["hits"], cache["responses"]) == (1, 3)
    assert cache["max_bytes"] == 2 * 64_000_000


def test_no_counter_falls_whoever_is_asked(pair: list[TestClient]) -> None:
    seen = 0.0
    for _ in range(5):
        for client in pair:
            client.get("/items")
            found = sum(requests(client, "/items").values())
            assert found > seen
            seen = found


@pytest.mark.parametrize("change", ["left", "another process", "damaged"])
def test_a_worker_that_is_gone_is_not_told(
    pair: list[TestClient], settings: Settings, change: str
) -> None:
    first, second = pair
    requests(second, "/items")
    assert [name for name, _ in told(first)] == ["api-1", "api-2"]
    path = settings.workers_dir / "api-2.json"
    if change == "left":
        board = WorkerBoard(settings.workers_dir / "board")
        board.clear(2)
        board.close()
    elif change == "another process":
        path.write_text(json.dumps({**json.loads(path.read_text()), "pid": os.getpid() + 1}))
    else:
        path.write_text("{")
    assert [name for name, _ in told(first)] == ["api-1"]


def test_the_only_worker_is_as_before(client: TestClient, settings: Settings) -> None:
    (alone,) = client.get("/status").json()["workers"]
    assert (alone["worker"], alone["pid"]) == ("api", os.getpid())
    assert "worker=" not in client.get("/metrics").text
    assert not settings.workers_dir.exists()


def test_a_folder_that_cannot_be_written_takes_no_answer_away(
    pair: list[TestClient], settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_self: Path, *_args: object, **_kwargs: object) -> None:
        raise OSError(28, "No space left on device")

    first, second = pair
    requests(second, "/items")
    monkeypatch.setattr(Path, "replace", full)
    first.get("/items")
    assert requests(first, "/items") == {"api-1": 1}
    assert [name for name, _ in told(first)] == ["api-1", "api-2"]
    assert [path.name for path in settings.workers_dir.glob("*.tmp")] == []
