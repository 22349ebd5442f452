"""Bars under the heading: what somebody should know now, with the button that helps."""

import tkinter as tk
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from tkinter import ttk

from tools.window.look import Look, WrappedLabel


@dataclass(frozen=True)
class Notice:
    """`alarm`: something went wrong. `actions`: the words on each button, and what it does."""

    text: str
    alarm: bool
    actions: tuple[tuple[str, Callable[[], None]], ...]

    @property
    def shown(self) -> tuple[object, ...]:
        return (self.text, self.alarm, *(words for words, _ in self.actions))


class NoticeBars(ttk.Frame):
    """Made anew only when they say something else."""

    def __init__(self, parent: tk.Misc, look: Look) -> None:
        super().__init__(parent)
        self._look = look
        self._shown: list[tuple[object, ...]] = []
        self.columnconfigure(0, weight=1)

    def show(self, notices: Sequence[Notice]) -> None:
        shown = [notice.shown for notice in notices]
        if shown == self._shown:
            return
        self._shown = shown
        for bar in self.winfo_children():
            bar.destroy()
        for number, notice in enumerate(notices):
            self._bar(notice).grid(row=number, column=0, sticky="ew", pady=(0, self._look.px(8)))
        if not notices:
            # An empty frame keeps its last height otherwise.
            self.configure(height=1)

    def _bar(self, notice: Notice) -> ttk.Frame:
        kind, look = "Alarm" if notice.alarm else "Notice", self._look
        bar = ttk.Frame(self, style=f"{kind}.TFrame", padding=(look.px(12), look.px(8)))
        bar.columnconfigure(0, weight=1)
        text = WrappedLabel(bar, text=notice.text, style=f"{kind}.TLabel")
        text.grid(row=0, column=0, sticky="ew")
        for column, (words, action) in enumerate(notice.actions, 1):
            button = ttk.Button(bar, text=words, command=action)
            button.grid(row=0, column=column, padx=(look.px(8), 0))
        return bar
