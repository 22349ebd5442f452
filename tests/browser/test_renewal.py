"""A new data version on an open page: nothing is taken away, nothing jumps."""

from pathlib import Path

import pytest

from tests.browser.page import Page
from tests.factories import Row, make_source
from tests.processes import RealHub

pytestmark = pytest.mark.browser

# Charts are marked in the document: a chart that is made anew has no mark. The page
# may be moved by the height of a notice that goes, but not back to its top.
MARK = """
const charts = [...document.querySelectorAll('[data-testid=stEChartsChart]')];
charts.forEach(chart => { chart.dataset.hubMark = '1'; });
document.querySelector('[data-testid=stMain]').scrollTop = 150;
return charts.length;
"""
LOOK = """
const charts = [...document.querySelectorAll('[data-testid=stEChartsChart]')];
return [charts.filter(chart => chart.dataset.hubMark === '1').length, charts.length,
  document.querySelector('[data-testid=stMain]').scrollTop > 0];
"""

STATE = "return document.querySelector('[data-testid=stApp]').dataset.testScriptState"


@pytest.mark.parametrize(("name", "charts"), [("overview", 3), ("report", 1)])
def test_charts_and_scroll_stay(
    hub: RealHub, page: Page, sources: dict[str, Path], name: str, charts: int
) -> None:
    page.open(hub.page + name.removeprefix("overview"))
    page.wait(lambda: page.driver.execute_script(LOOK)[1] == charts, "charts")
    page.wait(page.has_pulse, "the pulse")
    assert page.driver.execute_script(MARK) == charts
    rows = [
        Row(n, "2026-11-20 오후 03:00:00", "LT1", "BW0021", "새 품목", 5.0) for n in range(1, 501)
    ]
    make_source(sources["live"], rows)
    hub.publish()
    page.wait(lambda: page.cards().get("배치 수") == "500", "the new version")
    page.wait(lambda: page.driver.execute_script(STATE) == "notRunning", "the end of the run")
    assert page.driver.execute_script(LOOK) == [charts, charts, True]
