"""The end of one service's log, growing as the service writes."""

import json
import tkinter as tk
from collections.abc import Callable, Sequence
from datetime import datetime
from tkinter import ttk

from tools.window.look import INK, PANEL, Look
from tools.window.messages import sentence
from tools.window.readings import name_of
from tools.window.worker import LogLines

KEPT_LINES = 2_000


class LogPanel(ttk.Frame):
    """`choose` is told whose log is wanted."""

    def __init__(
        self, parent: tk.Misc, look: Look, language: str, choose: Callable[[str], None]
    ) -> None:
        super().__init__(parent, style="Panel.TFrame", padding=look.px(12))
        self._language = language
        self._choose = choose
        self.services: list[str] = []
        self.chosen = ""
        self._follow = tk.BooleanVar(self, value=True)
        self.columnconfigure(2, weight=1)
        self.rowconfigure(1, weight=1)
        heading = ttk.Label(self, text=sentence("logs", language), style="Bold.Panel.TLabel")
        self._names = ttk.Combobox(self, state="readonly", width=16)
        self._names.bind("<<ComboboxSelected>>", self._picked)
        follow = ttk.Checkbutton(
            self,
            text=sentence("follow", language),
            variable=self._follow,
            style="Panel.TCheckbutton",
            command=self._to_end,
        )
        gap = look.px(8)
        heading.grid(row=0, column=0, sticky="w", padx=(0, gap))
        self._names.grid(row=0, column=1, sticky="w", padx=(0, gap))
        follow.grid(row=0, column=2, sticky="e")
        self._text = self._scrolled_text(look)

    def _scrolled_text(self, look: Look) -> tk.Text:
        text = tk.Text(
            self,
            height=9,
            wrap="none",
            state="disabled",
            font=look.fixed,
            background=PANEL,
            foreground=INK,
            relief="flat",
            highlightthickness=0,
        )
        down = ttk.Scrollbar(self, command=text.yview)
        along = ttk.Scrollbar(self, orient="horizontal", command=text.xview)
        text.configure(yscrollcommand=down.set, xscrollcommand=along.set)
        gap = look.px(8)
        text.grid(row=1, column=0, columnspan=3, sticky="nsew", pady=(gap, 0))
        down.grid(row=1, column=3, sticky="ns", pady=(gap, 0))
        along.grid(row=2, column=0, columnspan=3, sticky="ew")
        return text

    def offer(self, services: Sequence[str], chosen: str = "") -> None:
        """The services whose logs there are; an empty list keeps what was there."""
        if not services or list(services) == self.services:
            return
        self.services = list(services)
        self._names.configure(values=[name_of(one, self._language) for one in services])
        wanted = chosen or self.chosen
        self._take(wanted if wanted in self.services else self.services[0])

    def add(self, found: LogLines) -> None:
        if found.service != self.chosen:
            return
        lines = [plain(line) for line in found.lines]
        self._text.configure(state="normal")
        if found.fresh:
            self._text.delete("1.0", "end")
        self._text.insert("end", "".join(f"{line}\n" for line in lines))
        over = int(self._text.index("end-1c").split(".")[0]) - KEPT_LINES
        if over > 0:
            self._text.delete("1.0", f"{over + 1}.0")
        self._text.configure(state="disabled")
        self._to_end()

    def _picked(self, _event: object) -> None:
        self._names.selection_clear()
        self._take(self.services[self._names.current()])

    def _take(self, service: str) -> None:
        self._names.current(self.services.index(service))
        self.chosen = service
        self._choose(service)

    def _to_end(self) -> None:
        if self._follow.get():
            self._text.see("end")


def plain(line: str) -> str:
    """The services log JSON lines; a person wants time, level and words."""
    try:
        found = json.loads(line)
        at = datetime.fromisoformat(found["at"]).astimezone()
        return f"{at:%H:%M:%S} {found['level']} {found['message']}"
    except (ValueError, KeyError, TypeError):
        return line
