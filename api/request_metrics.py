"""Requests and their times, counted as plain numbers: a hit costs 1 us, labels are made on reading.

Written by the event loop's thread only.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from prometheus_client.core import CounterMetricFamily, HistogramMetricFamily, Metric
from starlette.types import Scope

from shared.worker_figures import RequestRow, WorkerFigures

UNMATCHED = "unmatched"
METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
BOUNDS_S = (0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)

Key = tuple[str, str, int]


@dataclass(frozen=True)
class Labels:
    """The worker's name as a label, where there are several."""

    names: tuple[str, ...]

    def of(self, figures: WorkerFigures) -> list[str]:
        return [figures.worker] if self.names else []


class RequestMetrics:
    """By method, route template and status. The template is never the path that was asked for."""

    def __init__(self) -> None:
        # Seconds in all, then a count for each bucket; the last one is for what is slower.
        self._series: dict[Key, list[float]] = {}

    def count(self, method: str, route: str, status: int, took_s: float) -> None:
        """`took_s`: until the answer began; a stream's length says nothing about the server."""
        key = (method, route, status)
        series = self._series.get(key)
        if series is None:
            key = (method if method in METHODS else "other", route, status)
            series = self._series.setdefault(key, [0.0] * (len(BOUNDS_S) + 2))
        series[0] += took_s
        series[1 + bisect_left(BOUNDS_S, took_s)] += 1

    def rows(self) -> list[RequestRow]:
        """All that was counted, as it is told to the other workers."""
        return [(*key, list(series)) for key, series in self._series.items()]


def request_metrics(figures: Iterable[WorkerFigures], labels: Labels) -> Iterator[Metric]:
    """What Prometheus reads; `labels` go in front of the request's own."""
    requests = CounterMetricFamily(
        "hub_http_requests",
        "Requests answered.",
        labels=[*labels.names, "method", "route", "status"],
    )
    seconds = HistogramMetricFamily(
        "hub_http_request_duration_seconds",
        "Seconds until the answer began.",
        labels=[*labels.names, "method", "route"],
    )
    for one in figures:
        summed: dict[tuple[str, str], list[float]] = {}
        own = labels.of(one)
        for method, route, status, series in one.requests:
            requests.add_metric([*own, method, route, str(status)], sum(series[1:]))
            before = summed.get((method, route), [0.0] * len(series))
            summed[method, route] = [a + b for a, b in zip(before, series, strict=True)]
        for request, (total_s, *counts) in summed.items():
            seconds.add_metric([*own, *request], _buckets(counts), total_s)
    yield requests
    yield seconds


def _buckets(counts: list[float]) -> list[tuple[str, float]]:
    """Prometheus wants each bucket to hold all the faster ones too."""
    edges = [*(str(bound) for bound in BOUNDS_S), "+Inf"]
    return [(edge, sum(counts[: place + 1])) for place, edge in enumerate(edges)]


def route_template(scope: Scope) -> str:
    """`/records/{item_code}` for what the app has routed, else "unmatched"."""
    path = getattr(scope.get("route"), "path", None)
    if path is None and "endpoint" in scope and not scope.get("path_params"):
        # A plain Starlette route without parameters: its path is its template.
        path = scope["path"]
    return path or UNMATCHED
