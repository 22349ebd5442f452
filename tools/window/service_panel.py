"""One line a kind of service: light, name, state, reason, and what one can do about it."""

import tkinter as tk
from collections.abc import Callable, Sequence
from tkinter import ttk

from tools.window.light import StatusLight
from tools.window.look import PANEL, Look, WrappedLabel
from tools.window.messages import sentence
from tools.window.readings import KINDS, Row

# What was asked for ("start", "stop", "restart"), and of which of the core's services.
Ask = Callable[[str, Sequence[str]], None]


class ServicePanel(ttk.Frame):
    """Shows rows in place: what had the keyboard's focus keeps it."""

    def __init__(self, parent: tk.Misc, look: Look, language: str, ask: Ask) -> None:
        super().__init__(parent, style="Panel.TFrame", padding=look.px(12))
        self.columnconfigure(3, weight=1)
        self._lines = {
            kind: _Line(self, number, kind, look, language, ask)
            for number, kind in enumerate(KINDS)
        }

    def show(self, rows: Sequence[Row], *, enabled: bool) -> None:
        found = {row.kind: row for row in rows}
        for kind, line in self._lines.items():
            line.show(found.get(kind), enabled=enabled)


class _Line:
    """Its widgets lie in the panel's grid, so that the columns of all lines agree."""

    def __init__(
        self, panel: ttk.Frame, number: int, kind: str, look: Look, language: str, ask: Ask
    ) -> None:
        self._ask = ask
        self._row: Row | None = None
        self._light = StatusLight(panel, look, PANEL)
        name = sentence(f"service_{kind}", language)
        self._name = ttk.Label(panel, text=name, style="Bold.Panel.TLabel")
        self._state = ttk.Label(panel, style="Panel.TLabel")
        self._detail = WrappedLabel(panel, style="Faint.Panel.TLabel")
        self._texts = {action: sentence(action, language) for action in ("start", "stop")}
        self._toggle = ttk.Button(panel, command=lambda: self._asked(self._action()))
        restart = sentence("restart", language)
        self._restart = ttk.Button(panel, text=restart, command=lambda: self._asked("restart"))
        gap, wide = look.px(4), look.px(8)
        self._light.grid(row=number, column=0, padx=(0, wide), pady=gap)
        self._name.grid(row=number, column=1, sticky="w", padx=(0, wide))
        self._state.grid(row=number, column=2, sticky="w", padx=(0, wide))
        self._detail.grid(row=number, column=3, sticky="ew", padx=(0, wide))
        self._toggle.grid(row=number, column=4, padx=(0, gap), pady=gap, sticky="ew")
        self._restart.grid(row=number, column=5, pady=gap, sticky="ew")

    def show(self, row: Row | None, *, enabled: bool) -> None:
        self._row = row
        widgets = (
            self._light,
            self._name,
            self._state,
            self._detail,
            self._toggle,
            self._restart,
        )
        for widget in widgets:
            if row is None:
                widget.grid_remove()
            else:
                widget.grid()
        if row is None:
            return
        self._light.show(row.light)
        self._state.configure(text=row.state)
        self._detail.configure(text=row.detail)
        able = enabled and bool(row.names)
        self._toggle.configure(text=self._texts[self._action()])
        self._toggle.state(["!disabled" if able else "disabled"])
        self._restart.state(["!disabled" if able and row.may_stop else "disabled"])

    def _action(self) -> str:
        return "stop" if self._row is not None and self._row.may_stop else "start"

    def _asked(self, action: str) -> None:
        if self._row is not None:
            self._ask(action, self._row.names)
