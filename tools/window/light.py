"""A light that also says by its shape what it says by its colour."""

import tkinter as tk

from tools.window.look import BAD, BUSY, GOOD, OFF, Look
from tools.window.readings import Light

COLOURS = {Light.GOOD: GOOD, Light.BUSY: BUSY, Light.BAD: BAD, Light.OFF: OFF}
SIZE = 20


class StatusLight(tk.Canvas):
    """Good: a disc with a tick. Busy: a ring and a dot. Bad: a triangle, a mark. Off: a box."""

    def __init__(self, parent: tk.Misc, look: Look, background: str, size: int = SIZE) -> None:
        pixels = look.px(size)
        super().__init__(
            parent, width=pixels, height=pixels, background=background, highlightthickness=0
        )
        self._unit = pixels / 20
        self._shown: Light | None = None

    def show(self, light: Light) -> None:
        if light is self._shown:
            return
        self._shown = light
        self.delete("all")
        colour = COLOURS[light]
        if light is Light.GOOD:
            self._oval(1, fill=colour, outline="")
            self._line((5.5, 10.5, 8.8, 13.8, 14.5, 6.5), "#ffffff")
        elif light is Light.BUSY:
            self._oval(2.5, fill="", outline=colour, width=2.2 * self._unit)
            self._oval(7, fill=colour, outline="")
        elif light is Light.BAD:
            corners = self._at((10, 1.5, 19, 18, 1, 18))
            self.create_polygon(*corners, fill=colour, outline="")
            self._line((10, 7, 10, 12.5), "#ffffff")
            self.create_rectangle(*self._at((9, 14.2, 11, 16.2)), fill="#ffffff", outline="")
        else:
            box = self._at((3, 3, 17, 17))
            self.create_rectangle(*box, fill="", outline=colour, width=2 * self._unit)

    def _oval(self, inset: float, **options: object) -> None:
        box = self._at((inset, inset, 20 - inset, 20 - inset))
        self.create_oval(*box, **options)  # type: ignore[call-overload]

    def _line(self, points: tuple[float, ...], colour: str) -> None:
        width = 2.2 * self._unit
        self.create_line(*self._at(points), fill=colour, width=width, capstyle="round")

    def _at(self, points: tuple[float, ...]) -> tuple[float, ...]:
        return tuple(point * self._unit for point in points)
