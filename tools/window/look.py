"""How the window looks: fonts, colours, distances, all in proportion to the screen."""

import tkinter as tk
from dataclasses import dataclass
from tkinter import font, ttk
from typing import Any

# Tk's unit on a screen of 96 dots an inch.
PLAIN_SCALING = 96 / 72
BACKGROUND, PANEL, INK, FAINT, LINE = "#f4f5f7", "#ffffff", "#1d2433", "#5b6475", "#d5d9e0"
ACCENT, ACCENT_PRESSED = "#1f5fae", "#174a89"
GOOD, BUSY, BAD, OFF = "#1a7f43", "#b26a00", "#c0262d", "#8a93a3"
NOTICE, ALARM = "#fff4d6", "#fde4e4"


@dataclass(frozen=True)
class Look:
    """Handed to every part of the window."""

    scale: float
    bold: font.Font
    large: font.Font
    fixed: font.Font

    def px(self, pixels: float) -> int:
        """A distance that was thought for 96 dots an inch."""
        return round(pixels * self.scale)


def dress(root: tk.Tk) -> Look:
    """The styles of all windows of `root`."""
    scale = float(root.tk.call("tk", "scaling")) / PLAIN_SCALING
    look = Look(scale, _derived("bold"), _derived("bold", 1.5), font.nametofont("TkFixedFont"))
    style = ttk.Style(root)
    if style.theme_use() == "default":
        style.theme_use("clam")
    root.configure(background=BACKGROUND)
    root.option_add("*TCombobox*Listbox.font", "TkDefaultFont")
    style.configure(".", background=BACKGROUND, foreground=INK)
    style.configure("Panel.TFrame", background=PANEL)
    style.configure("Panel.TLabel", background=PANEL)
    style.configure("Panel.TCheckbutton", background=PANEL)
    style.map("Panel.TCheckbutton", background=[("active", PANEL)])
    style.configure("Bold.Panel.TLabel", font=look.bold)
    style.configure("Faint.Panel.TLabel", foreground=FAINT)
    style.configure("Bad.Panel.TLabel", foreground=BAD)
    style.configure("Faint.TLabel", foreground=FAINT)
    style.configure("Bad.TLabel", foreground=BAD)
    style.configure("Large.TLabel", font=look.large)
    style.configure("Bold.TLabel", font=look.bold)
    style.configure("Notice.TFrame", background=NOTICE)
    style.configure("Notice.TLabel", background=NOTICE)
    style.configure("Alarm.TFrame", background=ALARM)
    style.configure("Alarm.TLabel", background=ALARM)
    style.configure("TButton", padding=(look.px(10), look.px(4)))
    if style.theme_use() == "clam":
        _dress_clam(style, look)
    return look


def _dress_clam(style: ttk.Style, look: Look) -> None:
    """X11 has no look of its own; this is near that of the dashboard."""
    lines = {"bordercolor": LINE, "lightcolor": PANEL, "darkcolor": PANEL}
    style.configure("TButton", background=PANEL, relief="raised", borderwidth=1, **lines)
    style.map(
        "TButton",
        background=[("disabled", BACKGROUND), ("pressed", LINE), ("active", BACKGROUND)],
        foreground=[("disabled", OFF)],
        bordercolor=[("focus", ACCENT)],
    )
    style.configure("Main.TButton", background=ACCENT, foreground="#ffffff")
    style.map(
        "Main.TButton",
        background=[("disabled", OFF), ("pressed", ACCENT_PRESSED), ("active", ACCENT_PRESSED)],
        foreground=[("disabled", "#ffffff")],
        bordercolor=[("focus", INK)],
    )
    style.configure("TEntry", padding=look.px(4), **lines)
    style.configure("TCombobox", padding=look.px(4), arrowsize=look.px(14), **lines)
    style.map("TCombobox", fieldbackground=[("readonly", PANEL)])
    style.map("TEntry", bordercolor=[("focus", ACCENT)])
    # The theme's own tick is a cross, which reads as "no".
    style.element_create("Tick.indicator", "from", "alt", "Checkbutton.indicator")
    parts: Any = [("Tick.indicator", {"side": "left"}), ("Checkbutton.label", {"side": "left"})]
    style.layout("TCheckbutton", [("Checkbutton.padding", {"sticky": "nswe", "children": parts})])
    style.configure(
        "TScrollbar", background=PANEL, troughcolor=BACKGROUND, arrowsize=look.px(14), **lines
    )


def _derived(weight: str, factor: float = 1.0) -> font.Font:
    own = font.nametofont("TkDefaultFont").copy()
    # Negative sizes are pixels; the sign stays.
    own.configure(weight="bold" if weight == "bold" else "normal", size=round(own["size"] * factor))
    return own


class WrappedLabel(ttk.Label):
    """Breaks its lines where its place ends, whatever the language."""

    def __init__(self, parent: tk.Misc, **options: object) -> None:
        super().__init__(parent, **options)  # type: ignore[arg-type]
        self.bind("<Configure>", lambda event: self.configure(wraplength=max(event.width - 6, 50)))
