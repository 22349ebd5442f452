"""The block `issue shows`: each ratio beside its target."""

from tools.benchmark.figures import Figures
from tools.benchmark.report import shows, table
from tools.benchmark.subject import Key
from tools.benchmark.targets import Line, issue_shows, missed


def figures(rate: float, cpu_us: float) -> Figures:
    return Figures(rate, cpu_us, 1.0, 2.0, 1_000, 0.5, 10)


RESULTS: dict[Key, Figures] = {
    ("hub 1M", "page identity"): figures(900, 1_500),
    ("hub 1M", "page gzip"): figures(800, 1_600),
    ("hub 1M", "hit gzip"): figures(9_000, 40),
    ("hub 1M", "304"): figures(10_000, 30),
    ("hub 1M", "page deep"): figures(700, 1_650),
    ("hub 1M", "page item common"): figures(500, 1_000),
    ("hub 1M", "page deep item common"): figures(500, 1_300),
    ("hub 1M", "/items"): figures(500, 9_999),
    ("hub 1M", "overview"): figures(500, 10_000),
    ("hub 1M", "page q no hit 3"): figures(50, 20_000),
    ("hub 1M", "page q no hit 1"): figures(5, 599_000),
    ("bare", "hit gzip"): figures(12_000, 20),
    ("plain", "page gzip"): figures(50, 20_000),
    ("datasette", "page identity"): figures(180, 6_000),
}


def lines(results: dict[Key, Figures], floors: dict[str, float]) -> list[Line]:
    return list(issue_shows(results, floors, "hub 1M"))


def test_each_ratio_and_its_target() -> None:
    assert lines(RESULTS, {"hub 1M": 400.0}) == [
        Line("hub 1M uncached to plain, gzip, requests/s", "16.00x", ">= 15x", met=True),
        Line("hub 1M uncached to plain, gzip, CPU saved", "12.50x", "", met=None),
        Line("hub 1M uncached to datasette, identity, requests/s", "5.00x", ">= 6x", met=False),
        Line("hub 1M uncached to datasette, identity, CPU saved", "4.00x", "", met=None),
        Line("hub 1M page CPU to SQLite alone, identity", "3.75x", "<= 4x", met=True),
        Line("hub 1M page CPU to SQLite alone, gzip", "4.00x", "", met=None),
        Line("cached to bare ASGI, gzip, requests/s", "0.75x", ">= 0.8x", met=False),
        Line("cached to bare ASGI, gzip, CPU", "2.00x", "", met=None),
        Line("hub 1M 304 to hit, requests/s", "1.11x", ">= 1x", met=True),
        Line("hub 1M deep page to first, identity, CPU", "1.10x", "<= 1.2x", met=True),
        Line("hub 1M deep page to first, item common, CPU", "1.30x", "<= 1.2x", met=False),
        Line("hub 1M /items, CPU", "10.00 ms", "< 10 ms", met=True),
        Line("hub 1M overview, CPU", "10.00 ms", "< 10 ms", met=False),
        Line("hub 1M page q no hit 3, CPU", "20.00 ms", "< 20 ms", met=False),
        Line("hub 1M page q no hit 1, CPU", "599.00 ms", "< 600 ms", met=True),
    ]


def test_large_is_held_against_small() -> None:
    results = {
        ("hub 200k", "page gzip"): figures(1, 1_000),
        ("hub 1M", "page gzip"): figures(1, 1_200),
        ("hub 10M", "page gzip"): figures(1, 1_400),
    }
    floors = {"hub 200k": 400.0, "hub 1M": 400.0, "hub 10M": 400.0}
    assert lines(results, floors)[-1] == Line(
        "hub 10M to hub 200k, page gzip, CPU", "1.40x", "<= 1.3x", met=False
    )


def test_what_was_not_measured_is_left_out() -> None:
    assert lines({}, {"hub 1M": 400.0, "hub 10M": 400.0}) == []


def test_missed_counts_targets_only() -> None:
    assert missed(lines(RESULTS, {"hub 1M": 400.0})) == 5


def test_shown_with_a_mark() -> None:
    assert shows([Line("a", "1.00x", ">= 2x", met=False), Line("b", "1.00x", "", met=None)]) == [
        "  MISS  " + "a".ljust(58) + "       1.00x   >= 2x",
        "        " + "b".ljust(58) + "       1.00x",
    ]


def test_slow_rates_have_a_fraction() -> None:
    slow = {("hub 1M", "a"): figures(0.44, 2e6), ("hub 1M", "b"): figures(1_234.4, 2)}
    assert [row.split()[3] for row in table(slow)[1:]] == ["0.4", "1,234"]


def test_a_generator_at_its_limit_is_marked() -> None:
    slow = {("bare", "hit gzip"): Figures(9_000, 20, 0.5, 1, 100, 0.95, 10)}
    assert table(slow)[1].endswith("95%*")
    assert table(RESULTS)[1].endswith("50% ")
