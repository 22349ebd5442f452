"""A hub from its settings to its end: check, claim, start, listen, stop."""

import queue
import signal
import sys
from collections.abc import Collection, Sequence
from types import FrameType

from shared.errors import InvalidSettings
from shared.settings import Settings, load_settings
from shared.watcher_state import read_watcher_state
from tools.setup import console
from tools.supervisor import demo as demo_data
from tools.supervisor.announcer import Announcer
from tools.supervisor.arguments import SERVICES
from tools.supervisor.hub import ROOT, StartRefused, check_ports, claim, hub_services
from tools.supervisor.model import ServiceSpec, Timing
from tools.supervisor.supervisor import Supervisor

if sys.platform == "win32":
    from tools.supervisor import _windows as system
else:
    from tools.supervisor import _posix as system

LOOK_S = 1.0


def run(*, demo: bool, browser: bool, only: Collection[str] = SERVICES) -> int:
    """The exit code. `only`: the services to run, by name."""
    if demo:
        demo_data.point_to_demo()
    try:
        settings = load_settings()
        lock = claim(settings, only)
        try:
            if demo:
                demo_data.write_sample(settings)
            return serve(settings, hub_services(settings, only), browser=browser)
        finally:
            lock.release()
    except InvalidSettings as exc:
        korean = console.language() == "ko"
        title, hint = (exc.title_ko, exc.hint_ko) if korean else (exc.title, exc.hint)
        console.complain("invalid_settings", title=title, detail=exc, hint=hint)
        return 2
    except StartRefused as exc:
        console.complain(exc.key, **exc.values)
        return 1


def serve(
    settings: Settings, specs: Sequence[ServiceSpec], *, browser: bool, timing: Timing | None = None
) -> int:
    """Runs `specs` until a signal. Raises StartRefused before anything is started."""
    check_ports(specs)
    announcer = Announcer(settings, {spec.name for spec in specs}, browser)
    if any(spec.address for spec in specs):
        announcer.warn_about_network()
    system.bind_children_to_this_process()
    asked = _stop_signals()
    supervisor = Supervisor(specs, ROOT, settings.log_dir, announcer.heard, timing)
    watched = any(spec.name == "watcher" for spec in specs)
    try:
        supervisor.start()
    except OSError:
        # Somebody took the port since we looked.
        check_ports(specs)
        raise
    try:
        while not _within(asked, LOOK_S):
            if watched:
                announcer.watcher_said(read_watcher_state(settings.watcher_state_path))
        console.say("stopping")
    finally:
        supervisor.stop()
    console.say("stopped")
    return 0


def _stop_signals() -> "queue.SimpleQueue[int]":
    """Where the signals that end the hub arrive; SimpleQueue.put is safe inside a handler."""
    arrived: queue.SimpleQueue[int] = queue.SimpleQueue()

    def handler(number: int, _frame: FrameType | None) -> None:
        arrived.put(number)

    for number in system.STOP_SIGNALS:
        # Ignored from the start means nohup: then the hub is to outlive its terminal.
        if number == signal.SIGINT or signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, handler)
    return arrived


def _within(arrived: "queue.SimpleQueue[int]", seconds: float) -> bool:
    try:
        arrived.get(timeout=seconds)
    except queue.Empty:
        return False
    return True
