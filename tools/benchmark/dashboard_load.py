"""What open pages and many visits cost the dashboard's process."""

from itertools import cycle, islice

from tools.benchmark.load import ask
from tools.benchmark.measure import MEGABYTE
from tools.benchmark.servers import Server
from tools.benchmark.viewer import Viewer
from tools.benchmark.wire import request

PULSE_PATH, PULSE_INTERVAL_S = "/hub/pulse", 2.0
# Each costs an answer of its own or several; the chat is another benchmark's.
PAGES = ("overview", "products", "trend", "control", "batches", "report", "wall", "system")
POLLS = 300
OPEN_PAGES = 20
VIEWS_EACH = 30
# Each with another period, so that no answer is kept from the round before.
PERIODS = ("7d", "30d", "90d", "month", "year")


def pulse_lines(server: Server) -> list[str]:
    """CPU of one poll, and what that makes for many pages that only stand open."""
    asked = request(PULSE_PATH, {})
    ask(server.ports[0], asked)
    before = server.cpu_s()
    for _ in range(POLLS):
        ask(server.ports[0], asked)
    poll_s = (server.cpu_s() - before) / POLLS
    share = OPEN_PAGES * poll_s / PULSE_INTERVAL_S
    return [
        f"pulse: {1e3 * poll_s:.2f} ms CPU a poll (with its own connection), every "
        f"{PULSE_INTERVAL_S:g} s: {OPEN_PAGES} open pages take {share:.1%} of one core"
    ]


def memory_lines(server: Server, sessions: int) -> list[str]:
    """Resident memory while sessions go through all pages, each `VIEWS_EACH` views long."""
    lines = [f"memory: {server.rss() / MEGABYTE:.0f} MB before"]
    for number in range(1, sessions + 1):
        _visit(server.ports[0], number)
        lines.append(f"{server.rss() / MEGABYTE:.0f}")
    shown = ", ".join(lines[1:])
    return [f"{lines[0]}; after each of {sessions} sessions of {VIEWS_EACH} views: {shown} MB"]


def _visit(port: int, number: int) -> None:
    names = islice(cycle(PAGES), number, number + VIEWS_EACH)
    with Viewer(port) as viewer:
        for at, name in enumerate(names):
            viewer.look_at(name, f"p={PERIODS[(at + number) % len(PERIODS)]}")
