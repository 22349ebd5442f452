"""The last block of a run: each ratio, and the target that it is held against."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from tools.benchmark.cases import ENCODINGS
from tools.benchmark.figures import Figures
from tools.benchmark.subject import Key

PLAIN_TYPED = "plain-typed"
BARE, PLAIN, DATASETTE, DATASETTE_GZIP = "bare", "plain", "datasette", "datasette-gzip"
# Summaries and lists that must be answered from what the publisher has added up.
ADDED_UP = ("/items", "totals", "monthly_total", "by_item", "monthly_by_item", "overview")

Results = Mapping[Key, Figures]


@dataclass(frozen=True, slots=True)
class Line:
    """`target` as text, empty for figures that are only shown; `met` is None for those."""

    text: str
    figure: str
    target: str
    met: bool | None


def at_least(text: str, ratio: float, limit: float) -> Line:
    return Line(text, f"{ratio:.2f}x", f">= {limit:g}x", ratio >= limit)


def at_most(text: str, ratio: float, limit: float) -> Line:
    return Line(text, f"{ratio:.2f}x", f"<= {limit:g}x", ratio <= limit)


def under_ms(text: str, cpu_us: float, limit_ms: float) -> Line:
    return Line(text, f"{cpu_us / 1_000:.2f} ms", f"< {limit_ms:g} ms", cpu_us < limit_ms * 1_000)


def shown(text: str, ratio: float) -> Line:
    return Line(text, f"{ratio:.2f}x", "", None)


def issue_shows(results: Results, floors: Mapping[str, float], peers_on: str) -> Iterator[Line]:
    """`floors`: CPU microseconds of SQLite alone, by hub, the smallest hub first; `peers_on`: the
    hub that has the same rows as the peers."""
    hubs = list(floors)
    yield from against_peers(results, peers_on)
    yield from against_floors(results, floors, peers_on)
    for hub in hubs:
        yield from against_first_page(results, hub)
    if len(hubs) > 1:
        yield from against_small(results, hubs[0], hubs[-1])
    yield from small_costs(results, hubs[-1])


def against_peers(results: Results, hub: str) -> Iterator[Line]:
    for peer, encoding, limit in (
        (PLAIN, "gzip", 15),
        (PLAIN_TYPED, "gzip", None),
        (DATASETTE_GZIP, "gzip", 10),
        (DATASETTE, "identity", 6),
    ):
        name = f"page {encoding}"
        pair = _pair(results, (hub, name), (peer, name))
        if pair:
            text = f"{hub} uncached to {peer}, {encoding}"
            ratio = pair[0].rate / pair[1].rate
            rate = f"{text}, requests/s"
            yield shown(rate, ratio) if limit is None else at_least(rate, ratio, limit)
            yield shown(f"{text}, CPU saved", pair[1].cpu_us / pair[0].cpu_us)
    pair = _pair(results, (hub, "page deep"), (PLAIN, "page deep"))
    if pair:
        ratio = pair[1].cpu_us / pair[0].cpu_us
        yield shown(f"{hub} deep page to {PLAIN} with OFFSET, CPU saved", ratio)


def against_floors(results: Results, floors: Mapping[str, float], bare_of: str) -> Iterator[Line]:
    for hub, floor in floors.items():
        if (hub, "page identity") in results:
            ratio = results[hub, "page identity"].cpu_us / floor
            yield at_most(f"{hub} page CPU to SQLite alone, identity", ratio, 4)
        for encoding in ENCODINGS[1:]:
            if (hub, f"page {encoding}") in results:
                ratio = results[hub, f"page {encoding}"].cpu_us / floor
                yield shown(f"{hub} page CPU to SQLite alone, {encoding}", ratio)
    for encoding in ENCODINGS:
        pair = _pair(results, (bare_of, f"hit {encoding}"), (BARE, f"hit {encoding}"))
        if pair:
            hit, bare = pair
            yield at_least(f"cached to bare ASGI, {encoding}, requests/s",
                           hit.rate / bare.rate, 0.8)  # fmt: skip
            yield shown(f"cached to bare ASGI, {encoding}, CPU", hit.cpu_us / bare.cpu_us)
    for hub in floors:
        pair = _pair(results, (hub, "304"), (hub, "hit gzip"))
        if pair:
            yield at_least(f"{hub} 304 to hit, requests/s", pair[0].rate / pair[1].rate, 1)


def against_first_page(results: Results, hub: str) -> Iterator[Line]:
    """Every deep page to the first page with the same filters."""
    for (server, case), deep in results.items():
        if server != hub or not case.startswith("page deep"):
            continue
        rest = case.removeprefix("page deep").strip() or "identity"
        first = results.get((hub, f"page {rest}"))
        if first is not None:
            yield at_most(f"{hub} deep page to first, {rest}, CPU", deep.cpu_us / first.cpu_us, 1.2)


def against_small(results: Results, small: str, large: str) -> Iterator[Line]:
    for case in ("page identity", "page gzip", "page zstd", "page deep"):
        pair = _pair(results, (large, case), (small, case))
        if pair:
            ratio = pair[0].cpu_us / pair[1].cpu_us
            yield at_most(f"{large} to {small}, {case}, CPU", ratio, 1.3)


def small_costs(results: Results, hub: str) -> Iterator[Line]:
    for (server, case), figures in results.items():
        if server == hub and case.startswith(ADDED_UP):
            yield under_ms(f"{hub} {case}, CPU", figures.cpu_us, 10)
    for case, limit_ms in (
        ("page q no hit 3", 20),
        ("page q no hit long", 20),
        ("page q no hit 1", 600),
        ("page q no hit 2", 600),
    ):
        if (hub, case) in results:
            yield under_ms(f"{hub} {case}, CPU", results[hub, case].cpu_us, limit_ms)


def _pair(results: Results, one: Key, other: Key) -> tuple[Figures, Figures] | None:
    if one in results and other in results:
        return results[one], results[other]
    return None


def missed(lines: Iterable[Line]) -> int:
    return sum(line.met is False for line in lines)
