"""One query: the same rows and numbers in every format there is, and totals that are their sums."""

import random
from typing import Any

import pytest
from starlette.testclient import TestClient

from shared.export_queries import ExportFormat
from shared.queries import GroupBy
from shared.query_types import ListFormat
from tests.api.export_files import READERS, Rows
from tests.api.test_same_numbers import matches, random_filters, summed
from tests.reference import Reference

Plant = tuple[TestClient, Reference]
EXPORT_FORMATS = [kind.value for kind in ExportFormat]
OTHER_LIST_FORMATS = [kind.value for kind in ListFormat if kind is not ListFormat.JSON]
SEEDS = range(1_000, 1_012)
# What adds up over groups; the others are found once more from the smallest and largest.
ADDED = ("total_production", "batch_count")


def query_of(seed: int, reference: Reference) -> tuple[dict[str, Any], Rows]:
    """Random filters and the rows that plain Python finds for them."""
    filters = random_filters(random.Random(seed), reference.rows)
    return filters, [row for row in reference.rows if matches(row, filters)]


def read(kind: str, body: bytes, like: Rows) -> Rows:
    """A body's rows; CSV knows no types, so its numbers are read where `like` has numbers."""
    rows = READERS[kind](body)
    for row, wanted in zip(rows, like, strict=True):
        for name, value in wanted.items():
            if isinstance(value, int | float) and isinstance(row[name], str):
                row[name] = float(row[name])
    return rows


def pages(client: TestClient, kind: str, filters: dict[str, Any], expected: Rows) -> Rows:
    """All rows by way of `X-Next-Cursor`, in pages of 700."""
    rows: Rows = []
    cursor: dict[str, str] = {}
    while True:
        params = {**filters, **cursor, "format": kind, "limit": 700}
        response = client.get("/records", params=params)
        assert response.status_code == 200, response.text
        rows += read(kind, response.content, expected[len(rows) : len(rows) + 700])
        if "x-next-cursor" not in response.headers:
            return rows
        cursor = {"cursor": response.headers["x-next-cursor"]}


@pytest.mark.parametrize("seed", SEEDS)
def test_rows(plant: Plant, seed: int) -> None:
    client, reference = plant
    filters, expected = query_of(seed, reference)
    for kind in EXPORT_FORMATS:
        file = client.get("/records/export", params={**filters, "format": kind})
        assert read(kind, file.content, expected) == expected, kind
        assert file.headers["x-total-count"] == str(len(expected))
    for kind in OTHER_LIST_FORMATS:
        assert pages(client, kind, filters, expected) == expected, kind


@pytest.mark.parametrize("group_by", GroupBy)
@pytest.mark.parametrize("seed", SEEDS[:6])
def test_totals(plant: Plant, seed: int, group_by: GroupBy) -> None:
    client, reference = plant
    filters, expected = query_of(seed, reference)
    params = {**filters, "group_by": group_by.value}
    body = client.get("/summary/totals", params=params).json()
    wanted = summed(expected)
    assert {name: body["total"][name] for name in wanted} == wanted

    groups: Rows = body["data"]
    if group_by is not GroupBy.NONE:
        for name in ADDED:
            assert sum(group[name] for group in groups) == wanted[name]
        for name, pick in (("min_quantity", min), ("max_quantity", max)):
            found = [group[name] for group in groups if group[name] is not None]
            assert pick(found, default=None) == wanted[name]
    lines = groups if group_by is not GroupBy.NONE else [body["total"]]
    for kind in OTHER_LIST_FORMATS:
        answer = client.get("/summary/totals", params={**params, "format": kind})
        assert read(kind, answer.content, lines) == lines, kind
