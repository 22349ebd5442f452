"""What is left of many quantities, so that it can be merged further."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from shared.repositories.numbers import average, average_column, exact, exact_column, total_of


@dataclass(slots=True)
class Sums:
    """What merges by adding; everything else is derived from it."""

    quantity: float = 0
    records: int = 0
    quantities: int = 0
    lowest: float | None = None
    highest: float | None = None

    def add(
        self,
        quantity: float,
        records: int,
        quantities: int,
        lowest: float | None,
        highest: float | None,
    ) -> None:
        self.quantity += quantity
        self.records += records
        self.quantities += quantities
        if self.lowest is None or (lowest is not None and lowest < self.lowest):
            self.lowest = lowest
        if self.highest is None or (highest is not None and highest > self.highest):
            self.highest = highest

    def fields(self) -> dict[str, Any]:
        total = exact(self.quantity) or 0
        return {
            "total_production": total,
            "batch_count": self.records,
            "avg_batch_size": average(total, self.quantities),
            "min_quantity": exact(self.lowest),
            "max_quantity": exact(self.highest),
        }


def added(parts: Iterable[Sums]) -> Sums:
    """The sums of all parts together."""
    columns = SumColumns()
    for one in parts:
        columns.append(one)
    return columns.whole()


@dataclass(slots=True)
class SumColumns:
    """The same for many groups that need no merging: five lists instead of an object each."""

    quantity: list[float] = field(default_factory=list)
    records: list[int] = field(default_factory=list)
    quantities: list[int] = field(default_factory=list)
    lowest: list[float | None] = field(default_factory=list)
    highest: list[float | None] = field(default_factory=list)

    def extend(
        self,
        quantity: list[float],
        records: list[int],
        quantities: list[int],
        lowest: list[float | None],
        highest: list[float | None],
    ) -> None:
        self.quantity += quantity
        self.records += records
        self.quantities += quantities
        self.lowest += lowest
        self.highest += highest

    def append(self, sums: Sums) -> None:
        self.quantity.append(sums.quantity)
        self.records.append(sums.records)
        self.quantities.append(sums.quantities)
        self.lowest.append(sums.lowest)
        self.highest.append(sums.highest)

    def whole(self) -> Sums:
        """All of them together."""
        return Sums(
            total_of(self.quantity),
            sum(self.records),
            sum(self.quantities),
            min((value for value in self.lowest if value is not None), default=None),
            max((value for value in self.highest if value is not None), default=None),
        )

    def totals(self) -> tuple[list[Any], list[int], list[float | None]]:
        """Columns of the fields total_production, batch_count, avg_batch_size."""
        totals = exact_column(self.quantity)
        return totals, self.records, average_column(totals, self.quantities)

    def extremes(self) -> tuple[list[Any], list[Any]]:
        """Columns of the fields min_quantity, max_quantity."""
        return exact_column(self.lowest), exact_column(self.highest)
