"""What is published and what is wrong with it; beside it, how other devices reach it."""

import tkinter as tk
from collections.abc import Mapping, Sequence
from tkinter import ttk
from typing import Any

from tools.window.light import StatusLight
from tools.window.look import PANEL, Look, WrappedLabel
from tools.window.messages import sentence
from tools.window.qr import QrCode
from tools.window.readings import Light, data_lines


class DataPanel(ttk.Frame):
    def __init__(self, parent: tk.Misc, look: Look, language: str) -> None:
        super().__init__(parent, style="Panel.TFrame", padding=look.px(12))
        self._language = language
        self.columnconfigure(1, weight=1)
        heading = ttk.Label(self, text=sentence("data", language), style="Bold.Panel.TLabel")
        self._line = WrappedLabel(self, style="Panel.TLabel")
        self._light = StatusLight(self, look, PANEL)
        self._problem = WrappedLabel(self, style="Bad.Panel.TLabel")
        gap = look.px(6)
        heading.grid(row=0, column=0, columnspan=2, sticky="w")
        self._line.grid(row=1, column=0, columnspan=2, sticky="ew", pady=(gap, 0))
        self._light.grid(row=2, column=0, sticky="n", padx=(0, gap), pady=(gap, 0))
        self._problem.grid(row=2, column=1, sticky="ew", pady=(gap, 0))

    def show(self, status: Mapping[str, Any] | None) -> None:
        line, problem = data_lines(status, self._language)
        self._line.configure(text=line)
        self._problem.configure(text=problem)
        self._light.show(Light.BAD)
        for widget in (self._light, self._problem):
            if problem:
                widget.grid()
            else:
                widget.grid_remove()


class NetworkPanel(ttk.Frame):
    """Addresses and the code of the first one; else what to do so that there are some."""

    def __init__(self, parent: tk.Misc, look: Look, language: str) -> None:
        super().__init__(parent, style="Panel.TFrame", padding=look.px(12))
        self._language = language
        self.columnconfigure(0, weight=1)
        heading = ttk.Label(self, text=sentence("network", language), style="Bold.Panel.TLabel")
        self._addresses = WrappedLabel(self, style="Bold.Panel.TLabel")
        self._how = WrappedLabel(self, style="Faint.Panel.TLabel")
        self._code = QrCode(self, look)
        gap = look.px(6)
        heading.grid(row=0, column=0, sticky="w")
        self._addresses.grid(row=1, column=0, sticky="ew", pady=(gap, 0))
        self._how.grid(row=2, column=0, sticky="new", pady=(gap, 0))
        self._code.grid(row=0, column=1, rowspan=3, sticky="ne", padx=(gap, 0))
        self.rowconfigure(2, weight=1)

    def show(self, urls: Sequence[str] | None) -> None:
        """None: not known, the hub is off."""
        self._addresses.configure(text="\n".join(urls or ()))
        key = "network_scan" if urls else "network_unknown" if urls is None else "network_off"
        self._how.configure(text=sentence(key, self._language))
        if urls:
            self._code.show(urls[0])
        for widget in (self._addresses, self._code):
            if urls:
                widget.grid()
            else:
                widget.grid_remove()
