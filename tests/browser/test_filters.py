"""Filters, links and files in a real browser: the same numbers wherever one looks."""

import io
from pathlib import Path

import pyarrow.parquet
import pytest
import requests

from tests.browser.expected import SNAPSHOT_DAY
from tests.browser.page import Page
from tests.dashboard.truth import shown, total
from tests.processes import RealHub
from tests.reference import ReferenceRow, reference_rows

pytestmark = pytest.mark.browser


@pytest.fixture
def records(shared_sources: dict[str, Path]) -> list[ReferenceRow]:
    """Of BW0021 in October."""
    return [
        row
        for row in reference_rows(shared_sources, SNAPSHOT_DAY).rows
        if row["item_code"] == "BW0021" and row["production_date"][:7] == "2026-10"
    ]


LINK = "?p=2026-10-01~2026-10-31&i=BW0021"


def test_filters_of_a_link_hold_on_every_page_and_in_the_files(
    shared_hub: RealHub, page: Page, records: list[ReferenceRow]
) -> None:
    made = shown(total(records))
    page.open(shared_hub.page + LINK)
    page.wait(lambda: page.cards().get("배치 수") == shown(len(records)), "records")
    page.wait_for(f"총 생산량 {made}")
    for name, label in (("products", "제품 분석"), ("trend", "추세"), ("batches", "배치 내역")):
        page.follow(label)
        page.wait_for_address(f"/{name}?")
        page.wait(lambda: page.driver.current_url.endswith("&i=BW0021"), "the filters in the link")
        page.wait_for(made)
    page.wait_for(f"기록 {shown(len(records))}건")
    page.wait(lambda: len(page.links_to("/hub/export")) == 3, "three links")
    links = page.links_to("/hub/export")
    parquet = requests.get(next(each for each in links if "parquet" in each), timeout=30)
    assert pyarrow.parquet.read_table(io.BytesIO(parquet.content)).num_rows == len(records)
    csv = requests.get(next(each for each in links if "csv" in each), timeout=30)
    assert len(csv.content.decode("utf-8-sig").splitlines()) == len(records) + 1
    assert page.hosts_asked() == {"127.0.0.1"}


def test_a_bad_value_in_a_link_is_named_and_the_default_shown(
    shared_hub: RealHub, page: Page
) -> None:
    page.open(shared_hub.page + "trend?p=century")
    page.wait_for("링크의 값 p=century")
    page.wait_for("총 생산량")
    page.wait(lambda: page.driver.current_url.endswith("/trend"), "a clean address")
