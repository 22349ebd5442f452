"""Prints what was measured."""

from collections.abc import Iterable, Mapping

from tools.benchmark.figures import Figures
from tools.benchmark.subject import Key
from tools.benchmark.targets import Line

# From this share of a core on, the load generator and not the server sets the rate.
GENERATOR_LIMIT = 0.9
HEADER = (
    f"{'server':15}{'case':28}{'requests/s':>11}{'CPU us':>10}{'p50 ms':>9}{'p99 ms':>9}"
    f"{'bytes':>9}{'generator':>11}"
)
FAULTS = "answers that were not as expected (their rounds do not count)"
MARKS = {True: "ok  ", False: "MISS", None: "    "}


def table(results: Mapping[Key, Figures]) -> list[str]:
    return [HEADER, *(_row(server, case, one) for (server, case), one in results.items())]


def _row(server: str, case: str, one: Figures) -> str:
    rate = f"{one.rate:,.0f}" if one.rate >= 10 else f"{one.rate:.1f}"
    limit = "*" if one.generator >= GENERATOR_LIMIT else " "
    return (
        f"{server:15}{case:28}{rate:>11}{one.cpu_us:10,.0f}{one.p50_ms:9.2f}"
        f"{one.p99_ms:9.2f}{one.body_bytes:9,}{one.generator:10.0%}{limit}"
    )


def shows(lines: Iterable[Line]) -> list[str]:
    return [
        f"  {MARKS[line.met]}  {line.text:58}{line.figure:>12}   {line.target}".rstrip()
        for line in lines
    ]
