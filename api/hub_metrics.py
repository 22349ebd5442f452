"""The state of data, cache and publishing as Prometheus metrics, read when they are asked for."""

from collections.abc import Iterator

from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from api.health_report import age_s, find_troubles
from api.hub import Hub
from shared.db.generation import Generation
from shared.watcher_state import SourceState, State, WatcherState, read_watcher_state

MISSING = "missing"


def metrics_text(hub: Hub, generation: Generation | None) -> bytes:
    """Prometheus text of one worker. The registry is our own: no app sees another's numbers."""
    registry = CollectorRegistry(auto_describe=False)
    registry.register(_Collected(hub, generation))
    return generate_latest(registry)


class _Collected(Collector):
    def __init__(self, hub: Hub, generation: Generation | None) -> None:
        self._hub = hub
        self._generation = generation

    def collect(self) -> Iterator[Metric]:
        watcher = read_watcher_state(self._hub.settings.watcher_state_path)
        yield from self._hub.requests.collect()
        yield from self._cache()
        yield from self._data()
        yield from _publishing(watcher)
        manifest = self._generation.manifest if self._generation else None
        troubles = find_troubles(self._hub, manifest, watcher)
        yield _gauge("hub_problems", "Problems that /status lists.", len(troubles))

    def _cache(self) -> Iterator[Metric]:
        cache = self._hub.cache.stats()
        yield _counter("hub_cache_hits", "Answers out of the cache.", cache["hits"])
        yield _counter("hub_cache_misses", "Answers not in the cache.", cache["misses"])
        yield _gauge("hub_cache_responses", "Answers in the cache.", cache["responses"])
        yield _gauge("hub_cache_bytes", "Bytes in the cache.", cache["bytes"])
        yield _gauge("hub_cache_max_bytes", "Bytes the cache may take.", cache["max_bytes"])
        slow = self._hub.router.slow_queries.count
        yield _counter("hub_slow_queries", "SQL statements over HUB_SLOW_QUERY_MS.", slow)

    def _data(self) -> Iterator[Metric]:
        served = self._generation is not None
        yield _gauge("hub_data_available", "1 while a data version is served.", int(served))
        if self._generation is None:
            return
        manifest = self._generation.manifest
        info = GaugeMetricFamily("hub_data_info", "The data version.", labels=["version"])
        info.add_metric([manifest.version], 1)
        yield info
        age = age_s(manifest.published_at)
        yield _gauge("hub_data_age_seconds", "Seconds since this version was published.", age)
        yield _gauge("hub_data_rows", "Records that are served.", manifest.rows)


def _publishing(watcher: WatcherState | None) -> Iterator[Metric]:
    state = watcher.state if watcher else MISSING
    states = GaugeMetricFamily(
        "hub_publish_state", "1 for what the watcher is doing.", labels=["state"]
    )
    for one in (*State, MISSING):
        states.add_metric([str(one)], int(one == state))
    yield states
    if watcher is None:
        return
    yield _gauge(
        "hub_watcher_heartbeat_age_seconds", "Seconds since the heartbeat.", watcher.age_s()
    )
    sources = GaugeMetricFamily("hub_sources", "ERP files by their state.", labels=["state"])
    for kind in SourceState:
        found = sum(source.state == kind for source in watcher.sources.values())
        sources.add_metric([str(kind)], found)
    yield sources


def _gauge(name: str, meaning: str, value: float) -> Metric:
    return GaugeMetricFamily(name, meaning, value=value)


def _counter(name: str, meaning: str, value: float) -> Metric:
    return CounterMetricFamily(name, meaning, value=value)
