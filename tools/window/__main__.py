"""`python -m tools.window [the words of tools.supervisor]`: the window, or the hub without one.

Ctrl+C at its terminal ends the hub and the window; SIGTERM, and the end of the terminal, only the
window.
"""

import os
import queue
import signal
import sys
from collections.abc import Sequence
from types import FrameType

from tools.setup import console
from tools.supervisor.arguments import parse
from tools.window.messages import sentence

if sys.platform == "win32":
    from tools.window import _windows as system
else:
    from tools.window import _posix as system


def main(arguments: Sequence[str]) -> int:
    """0 after the window was closed; else what the hub without a window returns."""
    asked = parse(arguments)
    if asked.wrong is not None:
        console.complain("unknown_argument", argument=asked.wrong)
        return 2
    try:
        import tkinter as tk
    except ImportError:
        return _without_window("no_tkinter", arguments)
    system.sharpen()
    try:
        root = tk.Tk(className="Production-data-hub")
    except tk.TclError:
        return _without_window("no_display", arguments)
    # Only now: all of them need tkinter.
    from tools.window.app import App
    from tools.window.hub import Hub
    from tools.window.look import dress
    from tools.window.worker import Worker

    if asked.demo:
        from tools.supervisor.demo import point_to_demo

        point_to_demo()
    hub = Hub(arguments)
    app = App(root, dress(root), _language(), hub, Worker(hub), _interrupts())
    console.write(sentence("window_open", console.language()))
    app.run()
    return 0


def _without_window(why: str, arguments: Sequence[str]) -> int:
    console.write(sentence(why, console.language()))
    from tools.supervisor.__main__ import main as run_hub

    return run_hub(arguments)


def _language() -> str:
    """Whatever the terminal can show: the window brings its own letters."""
    wanted = os.environ.get("HUB_LANGUAGE") or console.from_dotenv() or "ko"
    return "en" if wanted == "en" else "ko"


def _interrupts() -> "queue.SimpleQueue[int]":
    """Where Ctrl+C arrives; SimpleQueue.put is safe inside a handler, Tk is not."""
    arrived: queue.SimpleQueue[int] = queue.SimpleQueue()

    def handler(number: int, _frame: FrameType | None) -> None:
        arrived.put(number)

    signal.signal(signal.SIGINT, handler)
    if sys.platform == "win32":
        signal.signal(signal.SIGBREAK, handler)
    return arrived


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
