"""`/metrics` can be parsed, counts by route template, and knows the state of the data."""

import pytest
from prometheus_client.parser import text_string_to_metric_families
from starlette.testclient import TestClient

from api.app import create_app
from api.request_metrics import RequestMetrics
from shared.settings import Settings
from tests.hub_fixtures import publish_now

Samples = dict[tuple[str, tuple[tuple[str, str], ...]], float]


@pytest.fixture
def samples(client: TestClient) -> Samples:
    for path in ("/records?limit=2", "/records?limit=2", "/records/BW0021", "/records/NO", "/no"):
        client.get(path)
    client.head("/items")
    client.request("BREW", "/records")
    return read(client)


def read(client: TestClient) -> Samples:
    response = client.get("/metrics")
    assert response.status_code == 200
    assert response.headers["content-type"].startswith("text/plain; version=")
    return {
        (sample.name, tuple(sorted(sample.labels.items()))): sample.value
        for family in text_string_to_metric_families(response.text)
        for sample in family.samples
    }


def requests(samples: Samples, method: str, route: str, status: int) -> float:
    labels = (("method", method), ("route", route), ("status", str(status)))
    return samples["hub_http_requests_total", labels]


@pytest.mark.parametrize(
    ("method", "route", "status", "expected"),
    [
        ("GET", "/records", 200, 2),  # computed and out of the cache
        ("GET", "/records/{item_code}", 200, 1),
        ("GET", "/records/{item_code}", 404, 1),
        ("GET", "unmatched", 404, 1),
        ("HEAD", "/items", 200, 1),
        ("other", "/records", 405, 1),
    ],
)
def test_requests_by_template(
    samples: Samples, method: str, route: str, status: int, expected: int
) -> None:
    assert requests(samples, method, route, status) == expected


def test_a_histogram_that_adds_up(samples: Samples) -> None:
    labels = (("method", "GET"), ("route", "/records"))
    name = "hub_http_request_duration_seconds"
    assert samples[f"{name}_bucket", (("le", "+Inf"), *labels)] == 2
    assert samples[f"{name}_count", labels] == 2
    assert 0 < samples[f"{name}_sum", labels] < 60
    edges = [
        value
        for (found, its), value in samples.items()
        if found == f"{name}_bucket" and its[1:] == labels
    ]
    assert edges == sorted(edges)


def test_the_state_of_cache_and_data(samples: Samples, client: TestClient) -> None:
    health = client.get("/healthz").json()
    assert samples["hub_cache_hits_total", ()] == 1
    assert samples["hub_cache_misses_total", ()] >= 3
    assert samples["hub_cache_bytes", ()] > 0
    assert samples["hub_data_available", ()] == 1
    assert samples["hub_data_rows", ()] == health["rows"]
    assert samples["hub_data_info", (("version", health["version"]),)] == 1
    assert 0 <= samples["hub_data_age_seconds", ()] < 600
    assert samples["hub_problems", ()] == len(health["problems"])
    assert samples["hub_publish_state", (("state", "missing"),)] == 1
    assert samples["hub_slow_queries_total", ()] == 0


def test_without_data_and_one_app_apart_from_another(settings: Settings) -> None:
    with TestClient(create_app(settings)) as empty:
        found = read(empty)
    assert found["hub_data_available", ()] == 0
    assert ("hub_data_rows", ()) not in found
    publish_now(settings)
    with TestClient(create_app(settings)) as other:
        assert not [name for name, _ in read(other) if name.startswith("hub_http_")]


def test_paths_and_methods_that_are_made_up_make_no_labels() -> None:
    metrics = RequestMetrics()
    for number in range(1_000):
        metrics.count(f"BREW{number}", "unmatched", 404, 0.1)
    assert len(metrics._series) == 1
