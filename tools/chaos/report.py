"""What a run has shown, and the table that is printed of it."""

from collections import Counter
from dataclasses import dataclass

from tools.chaos.checker import Violation
from tools.chaos.drive import Diary
from tools.chaos.processes import Usage

MEGABYTE = 1_000_000
SHOWN_WARNINGS = 5


@dataclass(frozen=True, slots=True)
class Result:
    """`usages` are at the start and at the end, by process."""

    seconds: float
    requests: int
    not_modified: int
    failures: Counter[str]
    counts: Counter[str]
    versions: int
    generations: int
    by_worker: tuple[int, ...]
    kills: int
    kills_publishing: int
    diary: Diary
    usages: dict[str, tuple[Usage, Usage]]
    violations: tuple[Violation, ...]
    errors: tuple[str, ...]
    warnings: tuple[str, ...]
    leftovers: tuple[str, ...]

    @property
    def failed(self) -> int:
        return self.counts["failed"]

    @property
    def torn(self) -> int:
        return self.counts["torn"]

    @property
    def backwards(self) -> int:
        return self.counts["backwards"]

    @property
    def is_clean(self) -> bool:
        return not (self.failed or self.torn or self.backwards or self.troubles())

    def troubles(self) -> list[str]:
        """What else must not be: invisible, not refused, touched, left over, tracebacks."""
        return [
            *(f"never visible: {one}" for one in self.diary.invisible),
            *(f"not refused: {one}" for one in self.diary.not_refused),
            *(f"the hub changed the ERP's folder: {one}" for one in self.diary.touched),
            *(f"in a log: {one[:2_000]}" for one in self.errors),
            *(f"left in the data folder: {one}" for one in self.leftovers),
        ]


def table(result: Result) -> str:
    """For people; one line a measure."""
    diary = result.diary
    kinds = ", ".join(f"{count} {kind}" for kind, count in result.failures.most_common())
    lines = [
        ("seconds", f"{result.seconds:.0f}"),
        (
            "requests",
            f"{result.requests:,} (by worker {_numbers(result.by_worker)}; "
            f"{result.not_modified:,} not modified)",
        ),
        ("failed", f"{result.failed} {kinds}".strip()),
        ("torn", str(result.torn)),
        ("backwards", str(result.backwards)),
        ("good replacements", f"{diary.good}, {diary.good - len(diary.invisible)} became visible"),
        ("touches", f"{diary.touches}"),
        ("bad files", f"{diary.bad}, {diary.bad - len(diary.not_refused)} refused"),
        ("watcher kills", f"{result.kills}, {result.kills_publishing} of them while publishing"),
        ("publishes seen", f"{result.versions} versions of {result.generations} contents"),
        ("visible after", _percentiles(diary.visible_s)),
        ("  with a kill", _percentiles(diary.visible_after_kill_s)),
        (
            "ERP stalls",
            f"{diary.stalls} longer than the settle time, "
            f"{result.counts['unsettled']} answers from them",
        ),
    ]
    lines += [(name, _growth(*pair)) for name, pair in result.usages.items()]
    text = [f"{name:<20}{value}" for name, value in lines]
    text += [f"{one.kind.upper()}  {one.path}\n    {one.detail}" for one in result.violations]
    text += [f"warning in a log: {one[:500]}" for one in result.warnings[:SHOWN_WARNINGS]]
    return "\n".join([*text, *result.troubles(), "ok" if result.is_clean else "FAILED"])


def percentile(values: list[float], share: float) -> float:
    """The nearest-rank percentile."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def _percentiles(seconds: list[float]) -> str:
    if not seconds:
        return "-"
    p50, p95 = percentile(seconds, 0.5), percentile(seconds, 0.95)
    return f"p50 {p50:.2f} s, p95 {p95:.2f} s, max {max(seconds):.2f} s ({len(seconds)})"


def _growth(start: Usage, end: Usage) -> str:
    return (
        f"{start.rss / MEGABYTE:.1f} -> {end.rss / MEGABYTE:.1f} MB, "
        f"{start.handles} -> {end.handles} handles"
    )


def _numbers(values: tuple[int, ...]) -> str:
    return " + ".join(f"{value:,}" for value in values)
