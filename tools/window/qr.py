"""An address as a QR code that a camera can read from the screen."""

import tkinter as tk

import segno

from tools.window.look import Look

# Modules of white around the code, as the standard wants it.
QUIET = 4
SIZE = 132


class QrCode(tk.Canvas):
    """A square of whole pixels a module, black on white whatever the theme."""

    def __init__(self, parent: tk.Misc, look: Look, size: int = SIZE) -> None:
        super().__init__(parent, background="#ffffff", highlightthickness=0)
        self._pixels = look.px(size)
        self._shown = ""

    def show(self, text: str) -> None:
        if text == self._shown:
            return
        self._shown = text
        self.delete("all")
        matrix = segno.make_qr(text, error="m").matrix
        whole = len(matrix) + 2 * QUIET
        unit = max(2, self._pixels // whole)
        self.configure(width=whole * unit, height=whole * unit)
        for y, line in enumerate(matrix, QUIET):
            for x, dark in enumerate(line, QUIET):
                if dark:
                    box = (x * unit, y * unit, (x + 1) * unit, (y + 1) * unit)
                    self.create_rectangle(*box, fill="#000000", outline="")
