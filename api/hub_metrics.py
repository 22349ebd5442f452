"""The state of data, cache and publishing as Prometheus metrics, read when they are asked for."""

from collections.abc import Callable, Iterator, Sequence

from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from api.health_report import age_s, find_troubles
from api.hub import Hub
from api.request_metrics import Labels, request_metrics
from shared.db.generation import Generation
from shared.watcher_state import SourceState, State, WatcherState, read_watcher_state
from shared.worker_figures import WorkerFigures

Family = type[CounterMetricFamily] | type[GaugeMetricFamily]
MISSING = "missing"
PER_WORKER: tuple[tuple[Family, str, str, Callable[[WorkerFigures], float]], ...] = (
    (CounterMetricFamily, "hub_cache_hits", "Answers out of the cache.", lambda w: w.cache["hits"]),
    (
        CounterMetricFamily,
        "hub_cache_misses",
        "Answers not in the cache.",
        lambda w: w.cache["misses"],
    ),
    (
        GaugeMetricFamily,
        "hub_cache_responses",
        "Answers in the cache.",
        lambda w: w.cache["responses"],
    ),
    (GaugeMetricFamily, "hub_cache_bytes", "Bytes in the cache.", lambda w: w.cache["bytes"]),
    (
        GaugeMetricFamily,
        "hub_cache_max_bytes",
        "Bytes the cache may take.",
        lambda w: w.cache["max_bytes"],
    ),
    (
        CounterMetricFamily,
        "hub_slow_queries",
        "SQL statements over HUB_SLOW_QUERY_MS.",
        lambda w: w.slow_queries,
    ),
    (
        GaugeMetricFamily,
        "hub_connections",
        "Open connections of clients.",
        lambda w: w.connections,
    ),
    (
        GaugeMetricFamily,
        "hub_worker_figures_age_seconds",
        "Seconds since the worker told its numbers; its heartbeat is another matter.",
        lambda w: age_s(w.written_at),
    ),
)


def metrics_text(
    hub: Hub, generation: Generation | None, figures: Sequence[WorkerFigures]
) -> bytes:
    """Prometheus text of all workers: what each has counted, then what is the same for all.

    The registry is our own: no app sees another's numbers.
    """
    registry = CollectorRegistry(auto_describe=False)
    registry.register(_Collected(hub, generation, figures))
    return generate_latest(registry)


class _Collected(Collector):
    def __init__(
        self, hub: Hub, generation: Generation | None, figures: Sequence[WorkerFigures]
    ) -> None:
        self._hub = hub
        self._generation = generation
        self._figures = figures
        self._labels = Labels(("worker",) if hub.worker else ())

    def collect(self) -> Iterator[Metric]:
        watcher = read_watcher_state(self._hub.settings.watcher_state_path)
        yield from request_metrics(self._figures, self._labels)
        yield from self._workers()
        yield from self._data()
        yield from _publishing(watcher)
        manifest = self._generation.manifest if self._generation else None
        troubles = find_troubles(self._hub, manifest, watcher)
        yield _gauge("hub_problems", "Problems that /status lists.", len(troubles))

    def _workers(self) -> Iterator[Metric]:
        for kind, name, meaning, figure in PER_WORKER:
            metric = kind(name, meaning, labels=self._labels.names)
            for one in self._figures:
                metric.add_metric(self._labels.of(one), figure(one))
            yield metric

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
