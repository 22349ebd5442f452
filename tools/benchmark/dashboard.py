"""`python -m tools.benchmark dashboard`: the first screen in a real browser, beside a bare page."""

import argparse
import statistics
import sys
import tempfile
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from prometheus_client.parser import text_string_to_metric_families

from tools.benchmark.browser import Browser, Seen, Traffic
from tools.benchmark.dashboard_load import memory_lines, pulse_lines
from tools.benchmark.data import environment, prepared
from tools.benchmark.load import ask
from tools.benchmark.report import shows
from tools.benchmark.servers import PORT, Server, hub
from tools.benchmark.targets import Line, at_most
from tools.benchmark.wire import request

ROWS = 1_000_000
VIEWS = 10
KPIS_MAX, CHARTS_MAX = 3.0, 5.0
PROBE = "/_stcore/health"
STATE_ROUTES = ("/healthz", "/livez", "/readyz", "/metrics")


@dataclass(frozen=True, slots=True)
class Pages:
    """The servers that are looked at."""

    api: Server
    page: Server
    bare: Server


@dataclass(frozen=True, slots=True)
class Measured:
    """`bare` and `page` were taken in turn; `calls`: data calls at the API for the first view."""

    bare: Sequence[Seen]
    page: Sequence[Seen]
    first: Seen
    traffic: Traffic
    again: Traffic
    calls: int
    bare_cpu_s: float
    page_cpu_s: float


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--rows", type=int, default=ROWS, help="size of the data (%(default)s)")
    parser.add_argument("--folder", type=Path, help="keep the data here, to use it again")
    parser.add_argument("--views", type=int, default=VIEWS, help="of each page (%(default)s)")
    parser.add_argument("--sessions", type=int, default=10, help="for the memory (%(default)s)")


def run(options: argparse.Namespace) -> int:
    """0 when everything could be measured, whatever the ratios are. Raises NotStarted."""
    with tempfile.TemporaryDirectory() as temporary, ExitStack() as stack:
        scratch = Path(temporary)
        # First: whoever has no Chromium shall not wait for data.
        browser = stack.enter_context(Browser(scratch / "chromium"))
        pages = _started(options, scratch, stack)
        measured = _measured(browser, pages, options.views)
        print("\n".join(_report(measured)))
        browser.leave()
        print("\n".join(pulse_lines(pages.page)))
        print("\n".join(memory_lines(pages.page, options.sessions)))
    return 0


def _started(options: argparse.Namespace, scratch: Path, stack: ExitStack) -> Pages:
    settings = prepared(options.rows, options.folder or scratch)
    api = stack.enter_context(hub("hub", settings, 1, scratch))
    variables = environment(
        settings,
        {
            "HUB_API_PORT": str(api.ports[0]),
            "HUB_DASHBOARD_PORT": PORT,
            "HUB_HOST": "127.0.0.1",
            "HUB_LOG_DIR": str(scratch / "logs"),
        },
    )
    command = [sys.executable, "-m", "dashboard"]
    page = stack.enter_context(Server("dashboard", command, 1, scratch, PROBE, variables))
    command = [sys.executable, "-m", "tools.benchmark.bare_page", str(scratch / "bare"), PORT]
    bare = stack.enter_context(Server("bare", command, 1, scratch, PROBE, variables))
    return Pages(api, page, bare)


def _measured(browser: Browser, pages: Pages, views: int) -> Measured:
    """One view of each to warm browser and servers, then both in turn."""
    bare_url, page_url = (f"http://127.0.0.1:{one.ports[0]}/" for one in (pages.bare, pages.page))
    browser.view(bare_url, charts=False)
    browser.traffic()
    first = browser.view(page_url, charts=True)
    calls = data_calls(pages.api)
    traffic = browser.traffic()
    bare: list[Seen] = []
    page: list[Seen] = []
    bare_cpu_s, page_cpu_s = pages.bare.cpu_s(), pages.page.cpu_s()
    for _ in range(views):
        bare.append(browser.view(bare_url, charts=False))
        browser.traffic()
        page.append(browser.view(page_url, charts=True))
        again = browser.traffic()
    return Measured(
        bare,
        page,
        first,
        traffic,
        again,
        calls,
        (pages.bare.cpu_s() - bare_cpu_s) / views,
        (pages.page.cpu_s() - page_cpu_s) / views,
    )


def data_calls(api: Server) -> int:
    """Requests that the API has answered so far, probes and this very question apart."""
    text = ask(api.ports[0], request("/metrics", {})).decoded().decode()
    return sum(
        int(sample.value)
        for family in text_string_to_metric_families(text)
        for sample in family.samples
        if sample.name == "hub_http_requests_total" and sample.labels["route"] not in STATE_ROUTES
    )


def _report(measured: Measured) -> list[str]:
    bare = statistics.median(one.text for one in measured.bare)
    return [
        f"bare page: text after {bare:,.0f} ms, {1e3 * measured.bare_cpu_s:.0f} ms CPU a view "
        f"(medians of {len(measured.bare)})",
        f"first view of all: KPIs {measured.first.kpis:,.0f} ms, charts "
        f"{measured.first.settled:,.0f} ms; {_bytes(measured.traffic)}",
        f"a view after it: {_bytes(measured.again)}; "
        f"{1e3 * measured.page_cpu_s:.0f} ms CPU of the dashboard's server",
        *shows(_targets(measured, bare)),
    ]


def _targets(measured: Measured, bare: float) -> list[Line]:
    kpis = statistics.median(one.kpis or 0 for one in measured.page)
    charts = statistics.median(one.charts or 0 for one in measured.page)
    settled = statistics.median(one.settled or 0 for one in measured.page)
    return [
        at_most(f"KPI numbers visible after {kpis:,.0f} ms", kpis / bare, KPIS_MAX),
        Line(
            f"charts: first strokes of all after {charts:,.0f} ms",
            f"{charts / bare:.2f}x",
            "",
            None,
        ),
        at_most(f"charts: last stroke after {settled:,.0f} ms", settled / bare, CHARTS_MAX),
        Line(
            "data calls at the API for the first screen",
            str(measured.calls),
            "= 1",
            measured.calls == 1,
        ),
    ]


def _bytes(traffic: Traffic) -> str:
    return (
        f"{traffic.files / 1e6:.2f} MB of files, {traffic.messages / 1e3:.1f} kB over the WebSocket"
    )
