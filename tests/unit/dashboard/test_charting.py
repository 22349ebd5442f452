"""What stands on the axes that several pages share."""

from dashboard.charting import day_labels
from dashboard.texts import translator


def test_a_day_is_labelled_with_its_weekday_in_the_viewers_language() -> None:
    days = ["2026-11-20", "2026-11-22"]
    assert day_labels(days, translator("ko")) == ["11/20\n금", "11/22\n일"]
    assert day_labels(days, translator("en")) == ["11/20\nFr", "11/22\nSu"]
    assert day_labels([], translator("en")) == []


def test_labels_name_the_year_once_a_date_comes_twice() -> None:
    text = translator("en")
    # 366 days: the same date, another weekday, so still two labels.
    assert day_labels(["2025-11-20", "2026-11-20"], text) == ["11/20\nTh", "11/20\nFr"]
    assert day_labels(["2025-11-19", "2026-11-20"], text)[0] == "2025-11-19\nWe"
