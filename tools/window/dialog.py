"""What all dialogs have in common: modal, over their window, closed by Escape."""

import tkinter as tk
from tkinter import ttk

from tools.window.look import BACKGROUND, Look


class Dialog(tk.Toplevel):
    """Its parts go into `body`; then `present` shows it."""

    def __init__(self, parent: tk.Tk, look: Look, title: str) -> None:
        super().__init__(parent, background=BACKGROUND)
        # Unseen until it has its size and place.
        self.withdraw()
        self.title(title)
        self.resizable(width=False, height=False)
        self.transient(parent)
        self._parent = parent
        self.body = ttk.Frame(self, padding=look.px(16))
        self.body.grid(sticky="nsew")
        self.bind("<Escape>", lambda _event: self.cancelled())
        self.protocol("WM_DELETE_WINDOW", self.cancelled)

    def present(self, focus: tk.Misc) -> None:
        self.update_idletasks()
        wide, high = self.winfo_reqwidth(), self.winfo_reqheight()
        left = self._parent.winfo_rootx() + (self._parent.winfo_width() - wide) // 2
        top = self._parent.winfo_rooty() + (self._parent.winfo_height() - high) // 3
        left = max(0, min(left, self.winfo_screenwidth() - wide))
        self.geometry(f"+{left}+{max(0, min(top, self.winfo_screenheight() - high))}")
        self.deiconify()
        try:
            self.wait_visibility()
            self.grab_set()
            focus.focus_force()
        except tk.TclError:
            # Ctrl+C has closed all windows while this one was on its way.
            return

    def cancelled(self) -> None:
        self.destroy()
