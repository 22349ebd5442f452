"""Judges answers: an answer that is fast and wrong is not measured.

The answer to a case's plain request is checked against the data itself (filters, order, sums of
days); every sampled answer must then hold the same rows and sums.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import orjson

from tools.benchmark.facts import Facts
from tools.benchmark.load import Unexpected
from tools.benchmark.variation import Params
from tools.benchmark.wire import Answer

# They repeat what was asked for, which differs from request to request.
ECHOES = {"next_cursor", "date_range"}
ROUNDING = 1e-6

Row = Mapping[str, Any]


def same_content(body: bytes, reference: bytes) -> None:
    """Raises Unexpected when rows, sums or version differ."""
    if _content(body) != _content(reference):
        raise Unexpected("other rows or sums than in the answer to the plain request")


def _content(body: bytes) -> Any:
    value = orjson.loads(body)
    if isinstance(value, dict):
        return {name: part for name, part in value.items() if name not in ECHOES}
    return value


def check_page(body: bytes, params: Params, facts: Facts, *, deep: bool) -> None:
    """Raises Unexpected when a page is not what its parameters say."""
    page = orjson.loads(body)
    rows: Sequence[Row] = page["data"]
    if page["version"] != facts.version:
        raise Unexpected(f"version {page['version']}, {facts.version} is published")
    if page["count"] != len(rows) or len(rows) > int(str(params["limit"])):
        raise Unexpected(f"count {page['count']}, {len(rows)} rows, limit {params['limit']}")
    if page["has_more"] != (page["next_cursor"] is not None):
        raise Unexpected("has_more and next_cursor disagree")
    if "q" not in params and not deep and not rows:
        raise Unexpected("no rows")
    moments = [row["production_date"] for row in rows]
    if moments != sorted(moments, reverse=True):
        raise Unexpected("not newest first")
    if deep and moments and moments[0] > facts.deep.d:
        raise Unexpected(f"a row of {moments[0]} behind the cursor at {facts.deep.d}")
    wrong = next((row for row in rows if not matches(row, params)), None)
    if wrong is not None:
        raise Unexpected(f"a row that the filters exclude: {wrong}")


def matches(row: Row, params: Params) -> bool:
    """Whether the filters let a record pass, said in Python instead of SQL."""
    codes = params.get("item_code", row["item_code"])
    text = str(params.get("q", "")).lower()
    lot, quantity = row["lot_number"] or "", row["good_quantity"]
    low, high = params.get("min_quantity"), params.get("max_quantity")
    return (
        row["item_code"] in ([codes] if isinstance(codes, str) else codes)
        and any(text in (row[name] or "").lower() for name in TEXTS)
        and lot.startswith(str(params.get("lot_number", "")))
        and (low is None or (quantity is not None and quantity >= float(str(low))))
        and (high is None or (quantity is not None and quantity <= float(str(high))))
        and params.get("date_from", "") <= row["production_date"][:10]
        and row["production_date"][:10] <= params.get("date_to", "9")
    )


TEXTS = ("item_code", "item_name", "lot_number")


def check_overview(body: bytes, facts: Facts, *, filtered: bool) -> None:
    """Raises Unexpected when the period's sums are not those of its days."""
    overview = orjson.loads(body)
    if overview["version"] != facts.version:
        raise Unexpected(f"version {overview['version']}, {facts.version} is published")
    period = overview["period"]
    days = [sums for day, sums in facts.days.items() if period["from"] <= day <= period["to"]]
    count, total = sum(one[0] for one in days), sum(one[1] for one in days)
    said = period["total"]
    if filtered:
        if not 0 < said["batch_count"] < count:
            raise Unexpected(f"{said['batch_count']} of {count} records for one item")
    elif said["batch_count"] != count or not _equal(said["total_production"], total):
        raise Unexpected(f"{said} for {count} records with {total}")


def check_total(body: bytes, facts: Facts) -> None:
    """The total of unfiltered `/summary/totals`. Raises Unexpected."""
    said = orjson.loads(body)["total"]
    total = sum(one[1] for one in facts.days.values())
    if said["batch_count"] != facts.rows or not _equal(said["total_production"], total):
        raise Unexpected(f"{said} for {facts.rows} records with {total}")


def check_rows(answer: Answer, key: str, reference: Sequence[Row]) -> None:
    """A peer's page: the same records as in the hub's, by source and id. Raises Unexpected."""
    found = [(row["source"], row["id"]) for row in orjson.loads(answer.decoded())[key]]
    if found != [(row["source"], row["id"]) for row in reference]:
        raise Unexpected(f"{len(found)} rows, not those of the hub's page")


def _equal(one: float, other: float) -> bool:
    return abs(one - other) <= ROUNDING * max(1.0, abs(one), abs(other))
