"""What the system page says of processes and moments."""

from datetime import UTC, datetime, timedelta

from dashboard.system.tables import (
    hit_rate,
    local_words,
    since_words,
    source_rows,
    worker_rows,
)
from dashboard.texts import translator

SINCE = datetime(2026, 11, 20, 8, 30, tzinfo=UTC)


def test_a_moment_is_told_in_local_time_and_as_an_age() -> None:
    local = SINCE.astimezone().strftime("%Y-%m-%d %H:%M")
    assert local_words(SINCE.isoformat()) == local
    assert local_words(None) == "-"
    now = SINCE + timedelta(hours=3)
    assert since_words(SINCE.isoformat(), now, translator("ko")) == f"{local}부터, 3시간 전"
    assert since_words(SINCE.isoformat(), SINCE - timedelta(1), translator("en")) == (
        f"since {local}, just now"
    )


def test_each_process_has_a_row() -> None:
    worker = {
        "worker": "api-2",
        "pid": 7,
        "uptime_s": 5400.0,
        "connections": 3,
        "slow_queries": 1,
        "cache": {"hits": 3, "misses": 1},
    }
    assert worker_rows({"workers": [worker]}, translator("en")) == [
        {
            "Process": "api-2",
            "PID": 7,
            "Uptime": "1 h",
            "Open connections": 3,
            "Slow queries": 1,
            "Cache hit rate": "75%",
        }
    ]
    assert hit_rate({"hits": 0, "misses": 0}) == "-"


def test_a_source_that_was_never_published_has_a_row_too() -> None:
    rejection = {"code": "source_missing"}
    status = {
        "partitions": [],
        "watcher": {"sources": {"live": {"state": "rejected", "rejection": rejection}}},
    }
    assert source_rows(status, translator("en")) == [
        {"File": "live", "State": "refused: source_missing"}
    ]
