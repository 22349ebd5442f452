"""The settings form: nothing is written before all of it has been checked."""

import tkinter as tk
from collections.abc import Callable, Mapping, Sequence
from tkinter import ttk

from tools.supervisor.control.client import ControlFailed
from tools.window import settings_store
from tools.window.dialog import Dialog
from tools.window.look import Look
from tools.window.messages import both, sentence
from tools.window.settings_fields import KINDS, LANGUAGE, SECRET, Field
from tools.window.settings_store import HOST, PORTS, SOURCES, TARGETS, Setting, Wrong
from tools.window.worker import Worker

FIELDS = (*SOURCES, HOST, *PORTS, LANGUAGE, TARGETS, SECRET)
WRAP = 560


class SettingsDialog(Dialog):
    """`saved` is told what has been written. `required`: must be given anew, whatever was there.

    `words`: title and both buttons, by message key.
    """

    def __init__(
        self,
        parent: tk.Tk,
        look: Look,
        language: str,
        worker: Worker,
        now: Mapping[str, Setting],
        *,
        saved: Callable[[Mapping[str, str]], None],
        fields: Sequence[str] = FIELDS,
        required: Sequence[str] = (),
        intro: str = "",
        words: tuple[str, str, str] = ("settings_title", "save", "cancel"),
    ) -> None:
        title, save, cancel = (sentence(key, language) for key in words)
        super().__init__(parent, look, title)
        self._language, self._worker, self._now, self._saved = language, worker, now, saved
        self._required, self._save_words = required, save
        self.body.columnconfigure(1, weight=1)
        if intro:
            label = ttk.Label(self.body, text=intro, wraplength=look.px(WRAP))
            label.grid(row=0, column=0, columnspan=2, sticky="w")
        self._fields: list[Field] = [
            KINDS.get(name, Field)(self.body, row, name, now[name], look, language)
            for row, name in enumerate(fields, 1)
        ]
        self._failure = ttk.Label(self.body, style="Bad.TLabel", wraplength=look.px(WRAP))
        buttons = ttk.Frame(self.body)
        self._save = ttk.Button(buttons, text=save, style="Main.TButton", command=self._wanted)
        self._cancel = ttk.Button(buttons, text=cancel, command=self.cancelled)
        self._save.grid(row=0, column=0)
        self._cancel.grid(row=0, column=1, padx=(look.px(8), 0))
        last = 2 * len(fields) + 2
        self._failure.grid(row=last, column=0, columnspan=2, sticky="w")
        self._failure.grid_remove()
        buttons.grid(row=last + 1, column=0, columnspan=2, sticky="e", pady=(look.px(16), 0))
        self.bind("<Return>", self._return)
        free = (field.widget for field in self._fields if not field.fixed)
        self.present(next(free, self._cancel))

    def _return(self, event: "tk.Event[tk.Misc]") -> None:
        """In a text it saves; on a button it presses that one."""
        if not isinstance(event.widget, ttk.Button):
            self._wanted()

    def _wanted(self) -> None:
        if self._save.instate(["disabled"]):
            return
        found = {field.variable: field.change() for field in self._fields}
        changes = {name: value for name, value in found.items() if value is not None}
        empty = [name for name in self._required if not changes.get(name)]
        if empty:
            self._answered(changes, [Wrong(name, **both("empty")) for name in empty])
            return
        self._wait(waiting=True)
        self._worker.do(
            lambda: settings_store.save(changes, self._now),
            lambda wrong: self._answered(changes, wrong),
            self._failed,
        )

    def _answered(self, changes: Mapping[str, str], wrong: Sequence[Wrong]) -> None:
        if not self.winfo_exists():
            # Cancelled meanwhile, or written all the same: then the hub has to hear of it.
            if not wrong:
                self._saved(changes)
            return
        if not wrong:
            self.destroy()
            self._saved(changes)
            return
        self._wait(waiting=False)
        said = {one.name: one.words(self._language) for one in reversed(wrong)}
        for field in self._fields:
            field.tell(said.pop(field.variable, ""))
        first = next((f for f in self._fields if f.variable == wrong[0].name), self._fields[0])
        first.widget.focus_set()
        # What is no part of this form still keeps it from being saved.
        self._tell("  ".join(f"{name}: {words}" for name, words in said.items()))

    def _failed(self, failure: ControlFailed) -> None:
        if self.winfo_exists():
            self._wait(waiting=False)
            self._tell(failure.ko if self._language == "ko" else failure.en)

    def _tell(self, words: str) -> None:
        self._failure.configure(text=words)
        if words:
            self._failure.grid()
        else:
            self._failure.grid_remove()

    def _wait(self, *, waiting: bool) -> None:
        self._save.state(["disabled" if waiting else "!disabled"])
        words = sentence("checking", self._language) if waiting else self._save_words
        self._save.configure(text=words)
