"""Filters, links and files in a real browser: the same numbers wherever one looks."""

from pathlib import Path

import pytest

from dashboard.texts import translator
from tests.api.export_files import READERS
from tests.browser.expected import NAMES, SNAPSHOT_DAY, expected_cards
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


FILES = {"xlsx": "엑셀", "parquet": "Parquet 파일", "csv": "CSV 파일"}
LAST_90_DAYS = ("2026-08-23", "2026-11-20")
WORD = "LOT2026"
TOTAL = {"ko": "총 생산량", "en": "Total production"}
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


def test_files_fetched_by_a_click_hold_every_record(
    shared_hub: RealHub, page: Page, records: list[ReferenceRow], tmp_path: Path
) -> None:
    page.save_files_in(tmp_path)
    page.open(shared_hub.page + "batches" + LINK)
    page.wait(lambda: len(page.links_to("/hub/export")) == len(FILES), "the links")
    for kind, label in FILES.items():
        page.follow(label)
        page.wait(lambda ending=kind: list(tmp_path.glob(f"*.{ending}")), kind)  # type: ignore[misc]
        (saved,) = tmp_path.glob(f"*.{kind}")
        assert READERS[kind](saved.read_bytes()) == records


@pytest.mark.parametrize("language", ["ko", "en"])
def test_a_word_typed_changes_every_number_alike(
    shared_hub: RealHub, page: Page, shared_sources: dict[str, Path], language: str
) -> None:
    found = expected_cards(shared_sources, *LAST_90_DAYS, keep=matches, language=language)
    every = reference_rows(shared_sources, SNAPSHOT_DAY).rows
    inside = [
        row
        for row in every
        if matches(row) and LAST_90_DAYS[0] <= row["production_date"][:10] <= LAST_90_DAYS[1]
    ]
    text, made = translator(language), shown(total(inside))
    page.open(f"{shared_hub.page}?p=90d&lang={language}")
    page.wait(page.cards, "the cards")
    page.type_into("filter_text", WORD)
    page.wait_for_cards(found)
    page.wait_for(text("total_of_period", total=made))
    page.follow(text("page_products"))
    page.wait_for_address("/products?")
    page.wait_for(text("total_of_period", total=made))
    page.follow(text("page_trend"))
    page.wait_for_address("/trend?")
    page.wait(lambda: page.cards().get(TOTAL[language]) == made, "the total")
    assert page.cards()[NAMES[language][3]] == shown(len(inside))
    page.follow(text("page_batches"))
    page.wait_for_address("/batches?")
    page.wait_for(text("batches_found", n=shown(len(inside))))
    assert text("total_of_period", total=made) in page.text()


def matches(row: ReferenceRow) -> bool:
    return WORD in (row["lot_number"] or "")


def test_a_click_on_a_bar_opens_that_item(
    shared_hub: RealHub, page: Page, shared_sources: dict[str, Path]
) -> None:
    made: dict[str, list[ReferenceRow]] = {}
    for row in reference_rows(shared_sources, SNAPSHOT_DAY).rows:
        if row["production_date"][:7] == "2026-10":
            made.setdefault(row["item_code"], []).append(row)
    page.open(shared_hub.page + "products?p=2026-10-01~2026-10-31")
    page.wait(lambda: page.all_text(".st-key-pareto canvas"), "the chart")
    page.wait(page.is_still, "the end of the run")
    page.click_bar("pareto", down=0.7)
    page.wait_for_address("&c=")
    code = page.driver.current_url.rpartition("&c=")[2]
    rows = made[code]
    page.wait_for(f"{code} · 생산량 {shown(total(rows))}")
    page.wait(lambda: page.all_text(".st-key-lots_box [data-testid=stDataFrame]"), "its lots")


def test_a_bad_value_in_a_link_is_named_and_the_default_shown(
    shared_hub: RealHub, page: Page
) -> None:
    page.open(shared_hub.page + "trend?p=century")
    page.wait_for("링크의 값 p=century")
    page.wait_for("총 생산량")
    page.wait(lambda: page.driver.current_url.endswith("/trend"), "a clean address")
