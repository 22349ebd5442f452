"""Closing the window asks what it means: the hub may go on without it."""

import tkinter as tk
from collections.abc import Callable
from tkinter import ttk

from tools.window.dialog import Dialog
from tools.window.look import Look
from tools.window.messages import sentence

TEXT_WIDTH = 400


class CloseDialog(Dialog):
    def __init__(
        self,
        parent: tk.Tk,
        look: Look,
        language: str,
        *,
        keep: Callable[[], None],
        end: Callable[[], None],
    ) -> None:
        super().__init__(parent, look, sentence("close_title", language))
        text = ttk.Label(
            self.body, text=sentence("close_text", language), wraplength=look.px(TEXT_WIDTH)
        )
        text.grid(row=0, column=0, columnspan=3, sticky="w", pady=(0, look.px(16)))
        kept = ttk.Button(
            self.body,
            text=sentence("close_keep", language),
            style="Main.TButton",
            command=lambda: self._chosen(keep),
        )
        ended = ttk.Button(
            self.body, text=sentence("close_quit", language), command=lambda: self._chosen(end)
        )
        cancel = ttk.Button(self.body, text=sentence("cancel", language), command=self.cancelled)
        self.body.columnconfigure(0, weight=1)
        for column, button in enumerate((kept, ended, cancel)):
            button.grid(row=1, column=column, sticky="e", padx=(look.px(8) if column else 0, 0))
        self.present(kept)

    def _chosen(self, meaning: Callable[[], None]) -> None:
        self.destroy()
        meaning()
