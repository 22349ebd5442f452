"""What is left of many quantities, so that it can be merged further."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from shared.repositories.numbers import average, exact


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
        return {
            "total_production": exact(self.quantity),
            "batch_count": self.records,
            "avg_batch_size": average(self.quantity, self.quantities),
            "min_quantity": exact(self.lowest),
            "max_quantity": exact(self.highest),
        }


def added(parts: Iterable[Sums]) -> Sums:
    """The sums of all parts together."""
    whole = Sums()
    for one in parts:
        whole.add(one.quantity, one.records, one.quantities, one.lowest, one.highest)
    return whole
