"""The questions of the load: where each is sent, and what its answer must hold."""

from collections import Counter
from dataclasses import dataclass
from typing import Protocol
from urllib.parse import quote, urlencode

from tools.chaos.truth import LIVE, Json, Key, Truth, Truths, number_of_tag


class Ask(Protocol):
    """`has_data`: the answer names its version in the header too and can be a 304."""

    @property
    def has_data(self) -> bool: ...

    @property
    def path(self) -> str: ...

    def claim(self, body: Json, truths: Truths) -> int | None:
        """The generation that the content says it is; None when the content cannot tell.

        Raises ValueError, KeyError or TypeError when it is no generation's.
        """
        ...

    def expected(self, truth: Truth) -> Json:
        """What must stand in the body of that generation, besides the version."""
        ...


@dataclass(frozen=True, slots=True)
class PageAsk:
    """A page of `/records`, of one item when named, after the row `after` when walking."""

    limit: int
    item: str | None = None
    cursor: str | None = None
    after: Key | None = None
    has_data: bool = True

    @property
    def path(self) -> str:
        base = "/records" if self.item is None else f"/records/{quote(self.item)}"
        cursor = {"cursor": self.cursor} if self.cursor is not None else {}
        return f"{base}?{urlencode({'limit': self.limit, **cursor})}"

    def claim(self, body: Json, truths: Truths) -> int | None:  # noqa: ARG002
        rows = [row for row in body["data"] if row["source"] == LIVE]
        if not rows:
            return None
        number = number_of_tag(rows[0]["lot_number"])
        if number is None:
            raise ValueError(f"a live row without a tag: {rows[0]}")
        return number

    def expected(self, truth: Truth) -> Json:
        rows, has_more = truth.page(self.limit, self.item, self.after)
        return {"data": rows, "count": len(rows), "has_more": has_more}


@dataclass(frozen=True, slots=True)
class TotalsAsk:
    group_by: str
    has_data: bool = True

    @property
    def path(self) -> str:
        return f"/summary/totals?group_by={self.group_by}"

    def claim(self, body: Json, truths: Truths) -> int | None:
        return _by_count(body["total"]["batch_count"], truths)

    def expected(self, truth: Truth) -> Json:
        return truth.totals(self.group_by)


@dataclass(frozen=True, slots=True)
class HealthAsk:
    path: str = "/healthz"
    has_data: bool = False

    def claim(self, body: Json, truths: Truths) -> int | None:
        return _by_count(body["rows"], truths)

    def expected(self, truth: Truth) -> Json:
        return {"rows": len(truth.rows)}


def difference(body: Json, expected: Json) -> str:
    """One line for a person: what is in the answer that is not the generation's."""
    for field, wanted in expected.items():
        found = body.get(field)
        if found == wanted:
            continue
        if not isinstance(found, list) or not isinstance(wanted, list):
            return f"{field}: {found!r} instead of {wanted!r}"[:500]
        place = next(
            (i for i, pair in enumerate(zip(found, wanted, strict=False)) if pair[0] != pair[1]),
            None,
        )
        first = (
            ""
            if place is None
            else f", first at {place}: {found[place]!r} instead of {wanted[place]!r}"
        )
        return f"{field}: {len(found)} instead of {len(wanted)}{_tags(found)}{first}"[:700]
    return "equal"


def _tags(rows: list[Json]) -> str:
    tags = Counter(number_of_tag(row["lot_number"]) for row in rows if "lot_number" in row)
    return f", generations {dict(tags)}" if tags else ""


def _by_count(rows: int, truths: Truths) -> int:
    number = truths.number_of_rows(rows)
    if number is None:
        raise ValueError(f"no generation has {rows} rows")
    return number
