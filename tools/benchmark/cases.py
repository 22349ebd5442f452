"""What is asked of the hub. A case's name is its row in the table and its key in the targets."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from tools.benchmark.facts import Facts
from tools.benchmark.variation import (
    Params,
    Paths,
    before_all,
    behind,
    by_date_to,
    by_limit,
    by_period,
    fixed,
    url,
)

PAGE: dict[str, str] = {"limit": "1000"}
MANY = 16
# One for each worker: more scans at once would only wait for each other.
FEW = 2
GROUPS = ("none", "day", "week", "month", "quarter", "year", "weekday", "item", "month_item")
ENCODINGS = ("identity", "gzip", "zstd")
# More than there are items, or months times items.
LIMITS = (20_000, 49_999)
MOST = "50000"
OVERVIEW_DAYS = 30


@dataclass(frozen=True)
class Case:
    """`misses`: every request must be computed; else the cache must have it. `plain`: the request
    whose answer, in identity, all others must equal in rows and sums (None: their own checks)."""

    name: str
    paths: Paths
    plain: str | None
    accept: str = "identity"
    connections: int = MANY
    misses: bool = True
    conditional: bool = False
    params: Params | None = None

    @property
    def is_page(self) -> bool:
        return self.params is not None


def all_cases(facts: Facts) -> list[Case]:
    return [*pages(facts), *filtered_pages(facts), *summaries(facts)]


def pages(facts: Facts) -> Iterator[Case]:
    """The first page and one far behind it, computed and from the cache."""
    first = url("/records", PAGE)
    for accept in ENCODINGS:
        case = Case(
            f"page {accept}", by_date_to("/records", PAGE), first, accept=accept, params=PAGE
        )
        yield case
        yield replace(case, name=f"hit {accept}", paths=fixed("/records", PAGE), misses=False)
    deep = _deep("page deep", PAGE, facts)
    yield deep
    yield replace(deep, name="page deep gzip", accept="gzip")
    hit = fixed("/records", PAGE)
    yield Case("304", hit, first, accept="gzip", misses=False, conditional=True)


def filtered_pages(facts: Facts) -> Iterator[Case]:
    """Every filter, first page and deep page."""
    for name, params in filters(facts).items():
        whole = {**PAGE, **params}
        vary = before_all if "date_to" in whole else by_date_to
        yield Case(
            f"page {name}",
            vary("/records", whole),
            url("/records", whole),
            connections=FEW,
            params=whole,
        )
        if "date_to" not in whole:
            yield replace(_deep(f"page deep {name}", whole, facts), connections=FEW)


def filters(facts: Facts) -> dict[str, dict[str, str | list[str]]]:
    """One of each kind; `~` and `zz` are in no code, name or lot, the last text's parts are."""
    year = facts.last_day.year
    month = facts.last_day.replace(day=1)
    earlier = month.replace(month=(month.month + 5) % 12 + 1, year=year - 1)
    return {
        "item common": {"item_code": facts.common[0]},
        "item rare": {"item_code": facts.rare},
        "items several": {"item_code": [*facts.common, facts.rare]},
        "q 1 character": {"q": facts.common[0][:1]},
        "q 2 characters": {"q": facts.common[0][:2]},
        "q 3 characters": {"q": facts.common[0][:3]},
        "q code": {"q": facts.common[0]},
        "q name": {"q": "와셔"},
        "q lot": {"q": facts.lot[-12:]},
        "q no hit 1": {"q": "~"},
        "q no hit 2": {"q": "zz"},
        "q no hit 3": {"q": "zzz"},
        "q no hit long": {"q": "LOT2031012"},
        "lot rare": {"lot_number": facts.lot},
        "lot common": {"lot_number": "LOT20"},
        "quantity usual": {"min_quantity": "10", "max_quantity": "1000000"},
        "quantity large": {"min_quantity": f"{facts.large:g}"},
        "from a day": {"date_from": f"{year - 1}-01-01"},
        "one month": {"date_from": str(earlier), "date_to": str(earlier.replace(day=28))},
    }


def summaries(facts: Facts) -> Iterator[Case]:
    """Everything that adds up; unfiltered, and with what a dashboard filters by."""
    item: dict[str, str | list[str]] = {"item_code": facts.common[0]}
    year: dict[str, str | list[str]] = {"date_from": f"{facts.last_day.year}-01-01"}
    yield _listed("/items", "/items", {})
    for group in GROUPS:
        by: dict[str, str | list[str]] = {"group_by": group}
        yield _listed(f"totals {group}", "/summary/totals", by)
        yield _listed(f"totals {group} item", "/summary/totals", by | item)
    yield _listed("totals item year", "/summary/totals", {"group_by": "item"} | year)
    yield _listed("totals day q", "/summary/totals", {"group_by": "day", "q": facts.common[0]})
    yield _summary("monthly_total", "/summary/monthly_total", {})
    yield _summary("by_item", "/summary/by_item", {})
    yield _summary("by_item year", "/summary/by_item", year)
    yield _listed("monthly_by_item", "/summary/monthly_by_item", {})
    month = {"year_month": f"{facts.last_day:%Y-%m}"}
    yield _listed("monthly_by_item month", "/summary/monthly_by_item", month)
    yield from _overviews(facts, item)


def _overviews(facts: Facts, item: Params) -> Iterator[Case]:
    """Its period is its content, so periods vary; `days` of the facts check the sums."""
    for name, params in (("overview", {}), ("overview item", item)):
        periods = by_period("/overview", params, facts.first_day, facts.last_day, OVERVIEW_DAYS)
        yield Case(name, periods, None, connections=FEW)


def _deep(name: str, params: Params, facts: Facts) -> Case:
    paths = behind("/records", params, facts.deep)
    return Case(name, paths, paths(0), params=params)


def _listed(name: str, path: str, params: Params) -> Case:
    return Case(name, by_limit(path, params, *LIMITS), url(path, _most(params)), connections=FEW)


def _summary(name: str, path: str, params: Params) -> Case:
    return Case(name, by_date_to(path, params), url(path, params), connections=FEW)


def _most(params: Params) -> dict[str, Any]:
    return {**params, "limit": MOST}
