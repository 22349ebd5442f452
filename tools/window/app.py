"""What a click leads to: between the view, which decides nothing, and the worker, which waits."""

import queue
import sys
import tkinter as tk
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from tkinter import ttk

from tools.supervisor.control.client import ControlFailed
from tools.window import settings_store
from tools.window.close_dialog import CloseDialog
from tools.window.dialog import Dialog
from tools.window.hub import Hub, Surroundings
from tools.window.look import Look
from tools.window.main_view import MainView, State
from tools.window.messages import LANGUAGES, sentence
from tools.window.remarks import remarks
from tools.window.settings_dialog import SettingsDialog
from tools.window.settings_fields import LANGUAGE
from tools.window.settings_store import SOURCES, Setting
from tools.window.worker import UNKNOWN, Done, LogLines, Worker

if sys.platform == "win32":
    from tools.supervisor import _windows as system
else:
    from tools.supervisor import _posix as system

LOOK_MS = 100
WIDTH, HEIGHT = 920, 700
LEAST_WIDTH, LEAST_HEIGHT = 760, 560


class App:
    """Everything in here runs in Tk's thread."""

    def __init__(
        self,
        root: tk.Tk,
        look: Look,
        language: str,
        hub: Hub,
        worker: Worker,
        interrupts: "queue.SimpleQueue[int]",
    ) -> None:
        self._root, self._look, self._language = root, look, language
        self._hub, self._worker = hub, worker
        self._snapshot = UNKNOWN
        self._busy = ""
        self._failure: ControlFailed | None = None
        self._told = ""
        self._ending = self._over = False
        self._interrupts = interrupts
        root.columnconfigure(0, weight=1)
        root.rowconfigure(0, weight=1)
        root.geometry(f"{look.px(WIDTH)}x{look.px(HEIGHT)}")
        root.minsize(look.px(LEAST_WIDTH), look.px(LEAST_HEIGHT))
        self._view = self._make_view()
        root.protocol("WM_DELETE_WINDOW", self.closed)
        root.bind_class("TButton", "<Return>", press)

    def run(self) -> None:
        """Until the window is closed. A hub that is off is started, as its operator expects."""
        self._worker.start()
        self._worker.do(self._hub.look_around, self._opened, self._failed)
        self._listen()
        self._root.mainloop()

    # what the view asks for

    def switch_language(self) -> None:
        self._speak(next(one for one in LANGUAGES if one != self._language))
        change = {LANGUAGE: self._language}
        self._worker.do(lambda: settings_store.write(change), lambda _: None, self._failed)

    def open_dashboard(self) -> None:
        if self._snapshot.status:
            system.open_browser(str(self._snapshot.status["urls"]["dashboard"]))

    def start_hub(self) -> None:
        self._do("hub_busy", self._hub.start, self._started)

    def stop_hub(self) -> None:
        self._do("hub_stopping", self._hub.stop)

    def restart_hub(self) -> None:
        self._do("hub_restarting", self._hub.restart, self._started)

    def on_services(self, action: str, names: Sequence[str]) -> None:
        self._do("", lambda: self._hub.on_each(action, names))

    def follow_log(self, service: str) -> None:
        self._worker.follow(service)

    def change_settings(self) -> None:
        self._worker.do(settings_store.read, self._ask_settings, self._failed)

    def closed(self) -> None:
        """A click on the cross."""
        if self._asks():
            return
        if self._ending or not (self._snapshot.runs or self._busy):
            self._close()
        else:
            look, language = self._look, self._language
            CloseDialog(self._root, look, language, keep=self._close, end=self.quit)

    def quit(self) -> None:
        """The hub and the window; the window stays when the hub does not end."""
        self._ending = True
        self._do("hub_stopping", self._hub.stop, self._close)

    # what comes back

    def _listen(self) -> None:
        changed = False
        if not self._interrupts.empty():
            self._interrupts.get()
            self._interrupted()
        while not self._over:
            try:
                found = self._worker.found.get_nowait()
            except queue.Empty:
                break
            if isinstance(found, LogLines):
                self._view.log.add(found)
            elif isinstance(found, Done):
                found.then()
            else:
                self._snapshot, changed = found, True
        if self._over:
            return
        if changed:
            self._show()
        self._root.after(LOOK_MS, self._listen)

    def _interrupted(self) -> None:
        """Ctrl+C at the terminal; the second one does not wait for the hub."""
        if self._ending:
            self._close()
        else:
            self.quit()

    def _opened(self, found: Surroundings) -> None:
        if found.runs:
            return
        if found.missing is None:
            self.start_hub()
        else:
            missing = found.missing
            self._worker.do(
                settings_store.read, lambda now: self._ask_sources(now, missing), self._failed
            )

    def _ask_settings(self, now: Mapping[str, Setting]) -> None:
        if not self._asks():
            look, language = self._look, self._language
            SettingsDialog(self._root, look, language, self._worker, now, saved=self._saved)

    def _asks(self) -> bool:
        """Whether a dialog is open: a second click must not open it twice."""
        return any(isinstance(one, Dialog) for one in self._root.winfo_children())

    def _ask_sources(self, now: Mapping[str, Setting], missing: Path) -> None:
        live = SOURCES[0]
        if now[live].origin == "environment":
            # Nothing that could be saved here would change it; the watcher says what is missing.
            self.start_hub()
            return
        # Empty, because what stands there is not to be saved again.
        blank = {**now, live: replace(now[live], value="")}
        SettingsDialog(
            self._root,
            self._look,
            self._language,
            self._worker,
            blank,
            saved=lambda _changes: self.start_hub(),
            fields=SOURCES,
            required=(live,),
            intro=sentence("first_text", self._language, path=missing),
            words=("first_title", "first_save", "first_later"),
        )

    def _saved(self, changes: Mapping[str, str]) -> None:
        if not changes:
            return
        self._failure = None
        self._told = "settings_saved" if self._snapshot.runs else "settings_saved_off"
        self._speak(changes.get(LANGUAGE) or self._language)
        self._worker.do(lambda: self._hub.settings(again=True), lambda _: None, self._failed)

    def _started(self) -> None:
        self._told = ""

    def _do(
        self, busy: str, job: Callable[[], object], then: Callable[[], None] = lambda: None
    ) -> None:
        self._busy, self._failure = busy, None
        self._show()

        def done(_: object) -> None:
            self._busy = ""
            then()

        self._worker.do(job, done, self._failed)

    def _failed(self, failure: ControlFailed) -> None:
        self._busy, self._failure, self._ending = "", failure, False
        self._show()

    def _close(self) -> None:
        self._over = True
        self._root.destroy()

    # what is shown

    def _show(self) -> None:
        found = self._snapshot
        notices = remarks(found, self._failure, self._told, self._language, self)
        self._view.show(State(found, self._busy, notices))
        self._root.title(f"{self._view.headline} - {sentence('title', self._language)}")

    def dismiss(self) -> None:
        self._failure, self._told = None, ""
        self._show()

    def _speak(self, language: str) -> None:
        if language == self._language:
            self._show()
            return
        self._language = language
        log = self._view.log
        self._view.destroy()
        self._view = self._make_view()
        self._view.log.offer(log.services, log.chosen)
        self._show()

    def _make_view(self) -> MainView:
        view = MainView(self._root, self._look, self._language, self)
        view.grid(row=0, column=0, sticky="nsew")
        return view


def press(event: "tk.Event[tk.Misc]") -> None:
    """Return on a button does what the space bar does."""
    if isinstance(event.widget, ttk.Button):
        event.widget.invoke()
