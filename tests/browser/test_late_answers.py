"""One late answer: everything else on the page is there meanwhile, and then it comes too."""

from collections.abc import Iterator

import pytest

from tests.browser.gate import Gate
from tests.browser.page import Page
from tests.process.ports import free_ports
from tests.processes import RealHub, Service

pytestmark = pytest.mark.browser

SKELETON = "[data-testid=stSkeletonElement]"
ITEM = "BW0021"
LOTS = "lots_box [data-testid=stDataFrame]"
# Address; what all of the late answers' addresses hold; what stands there meanwhile; what waits.
CASES = {
    "batches-count": ("batches?p=90d", "/summary/totals", "page_next", "exports"),
    "batches-page": ("batches?p=year", "/records", "exports", "page_next"),
    "products-lots": (f"products?p=year&c={ITEM}", "/records", "detail canvas", LOTS),
    "products-line": (
        f"products?p=90d&c={ITEM}",
        f"item_code={ITEM}&limit=50000",
        LOTS,
        "detail canvas",
    ),
    "report-days": ("report?m=2026-09", "group_by=day", "report_items", "report_days"),
    "report-items": ("report?m=2026-06", "2026-06-30&group_by=item", "report_days", "report_items"),
    "system-quality": ("system", "/quality", "api_facts", "quality"),
    "system-status": ("system?lang=ko", "/status", "quality", "api_facts"),
    "trend-earlier": (
        "trend?p=90d&v=year",
        "date_from=2025",
        "trend canvas",
        "[data-testid=stMetricDelta]",
    ),
}


@pytest.fixture(scope="module")
def gate(shared_hub: RealHub) -> Iterator[Gate]:
    between = Gate(shared_hub.api.url.removesuffix("/healthz"))
    yield between
    between.close()


@pytest.fixture(scope="module")
def late_page(shared_hub: RealHub, gate: Gate) -> Iterator[str]:
    """Address of a dashboard whose API is behind the gate."""
    (port,) = free_ports(1)
    url = f"http://127.0.0.1:{port}/"
    ports = {"HUB_API_PORT": str(gate.port), "HUB_DASHBOARD_PORT": str(port)}
    environment = {**shared_hub.environment, **ports}
    service = Service("dashboard", url + "_stcore/health", environment, shared_hub.folder)
    try:
        service.start()
        yield url
    finally:
        service.kill()


@pytest.mark.parametrize("case", CASES)
def test_a_late_answer_holds_up_nothing_else(
    gate: Gate, late_page: str, page: Page, case: str
) -> None:
    address, late, meanwhile, waiting = CASES[case]
    gate.hold(lambda path: late in path)
    page.open(late_page + address)
    page.wait(lambda: page.all_text(selector(meanwhile)), meanwhile)
    assert page.all_text(selector(waiting)) == []
    page.wait(lambda: page.all_text(SKELETON), "a skeleton")
    gate.open()
    page.wait(lambda: page.all_text(selector(waiting)), waiting)
    page.wait(lambda: not page.all_text(SKELETON), "no skeleton")
    assert page.all_text(selector(meanwhile)) != []
    assert page.all_text("[data-testid=stException], [data-testid=stAlertContentError]") == []


def selector(name: str) -> str:
    return name if name.startswith("[") else f".st-key-{name}"
