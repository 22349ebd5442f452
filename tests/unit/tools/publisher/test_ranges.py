"""Days of each source, without a yearly edit."""

from datetime import date

import pytest

from tools.publisher.ranges import partition_ranges

Span = tuple[str, str | None, str | None]


@pytest.mark.parametrize(
    ("newest", "cutoff", "expected"),
    [
        ({"live": "2026-11-20"}, None, [("live", None, None)]),
        (
            {"live": "2026-11-20", "archive_2025": "2025-12-31", "archive_2024": "2024-12-30"},
            None,
            [
                ("live", "2026-01-01", None),
                ("archive_2025", "2024-12-31", None),
                ("archive_2024", None, None),
            ],
        ),
        (
            {"live": "2026-11-20", "archive": "2025-12-31"},
            date(2025, 12, 1),
            [("live", "2025-12-01", None), ("archive", None, "2025-11-30")],
        ),
        (
            {"live": "2025-12-31", "archive": "2025-12-31"},
            None,
            [("live", "2026-01-01", None), ("archive", None, None)],
        ),
        (
            {"live": "2026-03-01", "archive": "2026-12-31"},
            None,
            [("archive", "2026-03-02", None), ("live", None, None)],
        ),
    ],
    ids=["alone", "three", "cutoff", "tie", "archive after live"],
)
def test_ranges(newest: dict[str, str], cutoff: date | None, expected: list[Span]) -> None:
    found = [(span.name, span.begins, span.ends) for span in partition_ranges(newest, cutoff)]
    assert found == expected
