"""A hub from its settings to its end: check, claim, start, listen, stop."""

import contextlib
import queue
import signal
import sys
from collections.abc import Iterator, Sequence
from types import FrameType

from shared.files import FileLock
from tools.setup import console
from tools.supervisor import demo as demo_data
from tools.supervisor.announcer import Announcer
from tools.supervisor.arguments import Arguments
from tools.supervisor.code_version import CodeWatch
from tools.supervisor.control.messages import say
from tools.supervisor.control.routes import answer
from tools.supervisor.control.server import ControlServer
from tools.supervisor.control.state_file import (
    CoreState,
    children_folder,
    core_folder,
    remove_state,
    write_state,
)
from tools.supervisor.core import Core, Wish
from tools.supervisor.core_log import CoreLog, stamp_output
from tools.supervisor.core_settings import ROOT, CoreSettings, SettingsRefused, load_core_settings
from tools.supervisor.hub import StartRefused, check_ports, claim, hub_services
from tools.supervisor.model import ServiceSpec, Timing
from tools.supervisor.processes.identity import own_identity
from tools.supervisor.processes.register import Register
from tools.supervisor.supervisor import Supervisor
from tools.supervisor.watcher_report import read_report

if sys.platform == "win32":
    from tools.supervisor import _windows as system
else:
    from tools.supervisor import _posix as system

LOOK_S = 1.0


def run(asked: Arguments) -> int | Wish:
    """The exit code, or RESTART."""
    if asked.detached:
        stamp_output()
    if asked.demo:
        demo_data.point_to_demo()
    try:
        settings = load_core_settings()
        lock = claim(settings, asked.only)
        try:
            if asked.demo:
                demo_data.write_sample(settings)
            wish = serve(settings, hub_services(settings, asked.only), asked)
        finally:
            lock.release()
    except SettingsRefused as exc:
        console.complain("invalid_settings", **exc.sentences[console.language()])
        return 2
    except StartRefused as exc:
        console.complain(exc.key, **exc.values)
        return 1
    return wish if wish is Wish.RESTART else 0


def serve(
    settings: CoreSettings,
    specs: Sequence[ServiceSpec],
    asked: Arguments,
    timing: Timing | None = None,
) -> Wish:
    """Runs `specs` until a signal or a wish. Raises StartRefused before anything is started."""
    check_ports(specs)
    names = {spec.name for spec in specs}
    announcer = Announcer(
        settings, names, asked.browser, "how_to_stop_detached" if asked.detached else "how_to_stop"
    )
    if any(spec.address for spec in specs):
        announcer.warn_about_network()
    system.bind_children_to_this_process()
    wishes = _stop_signals()
    register = Register(children_folder(settings.data_dir))
    supervisor = Supervisor(specs, ROOT, settings.log_dir, announcer.heard, timing, register)
    core = Core(settings, supervisor, CodeWatch(ROOT), wishes, asked.demo)
    try:
        supervisor.start()
    except OSError:
        # Somebody took the port since we looked.
        check_ports(specs)
        raise
    log = CoreLog(settings.log_dir / "core.log") if asked.detached else None
    try:
        with _controlled(core):
            wish = _until_asked(core, announcer, log)
            say("restarting" if wish is Wish.RESTART else "stopping")
            supervisor.stop()
    finally:
        supervisor.stop()
    if wish is Wish.STOP:
        console.say("stopped")
    return wish


def _until_asked(core: Core, announcer: Announcer, log: CoreLog | None) -> Wish:
    watched = "watcher" in core.services()
    while True:
        with contextlib.suppress(queue.Empty):
            return core.wishes.get(timeout=LOOK_S)
        if watched:
            announcer.watcher_said(read_report(core.settings.watcher_state_path))
        if log is not None:
            log.keep_small()


@contextlib.contextmanager
def _controlled(core: Core) -> Iterator[None]:
    """The control API and its state file, for as long as the services run.

    Of several cores that run different services of one data folder the first one has them.
    """
    lock = FileLock(core_folder(core.settings.data_dir) / "control.lock")
    if not lock.acquire():
        yield
        return
    server = ControlServer(lambda request: answer(core, request))
    server.start()
    identity = own_identity()
    state = CoreState(
        pid=identity.pid,
        process_started=identity.started,
        started_at=core.started_at.isoformat(timespec="seconds"),
        address=server.address,
        token=server.token,
    )
    try:
        _tell_where(core.settings, state)
        yield
    finally:
        with contextlib.suppress(OSError):
            remove_state(core.settings.data_dir)
        server.close()
        lock.release()


def _tell_where(settings: CoreSettings, state: CoreState) -> None:
    """A full disk must not keep the services from running: they serve without a control API."""
    try:
        write_state(settings.data_dir, state)
    except OSError as exc:
        folder = core_folder(settings.data_dir)
        say("state_unwritable", folder=folder, error=exc.strerror or exc)


def _stop_signals() -> "queue.SimpleQueue[Wish]":
    """Where the signals that end the hub arrive; SimpleQueue.put is safe inside a handler."""
    arrived: queue.SimpleQueue[Wish] = queue.SimpleQueue()

    def handler(_number: int, _frame: FrameType | None) -> None:
        arrived.put(Wish.STOP)

    for number in system.STOP_SIGNALS:
        # Ignored from the start means nohup: then the hub is to outlive its terminal.
        if number == signal.SIGINT or signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, handler)
    return arrived
