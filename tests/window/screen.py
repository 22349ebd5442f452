"""A screen of its own, hands for mouse and keyboard (xdotool), eyes for texts (Tk's `send`).

`send` is Tk's own way to ask another program on the same screen; it wants a screen with a key.
"""

import os
import secrets
import struct
import subprocess
import tkinter as tk
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tests.waiting import until

# path, class, text, state, x, y, width, height of every widget that can be seen.
SEEN = """
apply {{} {
    set found {}
    set left [list .]
    while {[llength $left]} {
        set left [lassign $left one]
        lappend left {*}[winfo children $one]
        if {![winfo viewable $one]} continue
        set text ""
        switch [winfo class $one] {
            TEntry - TCombobox { set text [$one get] }
            Text { set text [$one get 1.0 end] }
            default { catch { set text [$one cget -text] } }
        }
        set able 1
        catch { set able [expr {![$one instate disabled]}] }
        lappend found [list $one [winfo class $one] $text $able \
            [winfo rootx $one] [winfo rooty $one] [winfo width $one] [winfo height $one]]
    }
    return $found
}}
"""


@dataclass(frozen=True)
class Widget:
    path: str
    kind: str
    text: str
    enabled: bool
    middle: tuple[int, int]


class Screen:
    """Xvfb on a free display number; use `close`."""

    def __init__(self, folder: Path) -> None:
        self._key = folder / "Xauthority"
        self._key.write_bytes(_key_entry(secrets.token_bytes(16)))
        read, write = os.pipe()
        command = ["Xvfb", "-displayfd", str(write), "-screen", "0", "1280x900x24"]
        self._server = subprocess.Popen(
            [*command, "-nolisten", "tcp", "-auth", str(self._key)],
            pass_fds=[write],
            stderr=subprocess.DEVNULL,
        )
        os.close(write)
        with os.fdopen(read) as pipe:
            number = pipe.readline().strip()
        self.variables = {"DISPLAY": f":{number}", "XAUTHORITY": str(self._key)}
        with _environment(self.variables):
            self._own = tk.Tk(className="eyes")
        self._own.withdraw()

    def close(self) -> None:
        self._own.destroy()
        self._server.terminate()
        self._server.wait(10)

    def programs(self) -> list[str]:
        return [str(name) for name in self._own.tk.splitlist(self._own.tk.call("winfo", "interps"))]

    def ask(self, program: str, script: str) -> str:
        """What `script` gives there; "" when the program has ended."""
        try:
            return str(self._own.tk.call("send", program, script))
        except tk.TclError:
            return ""

    def seen(self, program: str) -> list[Widget]:
        split = self._own.tk.splitlist
        found = []
        for one in split(self.ask(program, SEEN)):
            path, kind, text, able, x, y, width, height = map(str, split(one))
            middle = (int(x) + int(width) // 2, int(y) + int(height) // 2)
            found.append(Widget(path, kind, text, able == "1", middle))
        return found

    def hands(self, *words: str) -> None:
        subprocess.run(["xdotool", *words], env={**os.environ, **self.variables}, check=True)


class Program:
    """One Tk program on the screen, found by the name that it gives itself."""

    def __init__(self, screen: Screen, name: str) -> None:
        self._screen = screen
        self._name = name

    def is_there(self) -> bool:
        return self._name in self._screen.programs()

    def texts(self) -> list[str]:
        return [one.text for one in self._screen.seen(self._name) if one.text]

    def shows(self, text: str) -> bool:
        return any(text in one for one in self.texts())

    def title(self, window: str = ".") -> str:
        return self._screen.ask(self._name, f"wm title {window}")

    def button(self, text: str, number: int = 0) -> Callable[[], Widget | None]:
        """The enabled button of that text, the uppermost first, as something to wait for."""

        def look() -> Widget | None:
            found = [
                one
                for one in self._screen.seen(self._name)
                if one.kind in ("TButton", "TCheckbutton") and one.text == text and one.enabled
            ]
            found.sort(key=lambda one: one.middle[1])
            return found[number] if len(found) > number else None

        return look

    def click(self, text: str, number: int = 0) -> None:
        """With the mouse, when the button stands still."""
        self._at(self.button(text, number), f"the button '{text}'")

    def type_into(self, before: str, text: str) -> None:
        """Replaces what stands in the field that holds `before`, in the newest window."""
        self._at(self._field(before), f"a field with '{before}'")
        self.press("End", "shift+Home", "BackSpace")
        self._screen.hands("type", "--delay", "1", text)
        until(self._field(text), f"a field with '{text}'")

    def press(self, *keys: str) -> None:
        self._screen.hands("key", *keys)

    def _field(self, text: str) -> Callable[[], Widget | None]:
        def look() -> Widget | None:
            found = self._screen.seen(self._name)
            fields = [one for one in found if one.kind in ("TEntry", "TCombobox")]
            return next((one for one in reversed(fields) if one.text == text), None)

        return look

    def close(self) -> None:
        """What a window manager does when its cross is clicked; there is none on this screen."""
        self._screen.ask(self._name, "after idle [wm protocol . WM_DELETE_WINDOW]")

    def _at(self, look: Callable[[], Widget | None], what: str) -> None:
        found: list[Widget | None] = [None]

        def stands_still() -> Widget | None:
            found.append(look())
            return found[-1] if found[-1] == found[-2] else None

        widget = until(stands_still, what)
        assert widget is not None
        self._screen.hands("mousemove", *map(str, widget.middle), "click", "1")


class _environment:  # noqa: N801 - used as a function
    """Tk reads DISPLAY where C code looks for it."""

    def __init__(self, variables: dict[str, str]) -> None:
        self._new = variables
        self._old: dict[str, str | None] = {}

    def __enter__(self) -> None:
        self._old = {name: os.environ.get(name) for name in self._new}
        os.environ.update(self._new)

    def __exit__(self, *_: object) -> None:
        for name, value in self._old.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value


def _key_entry(cookie: bytes) -> bytes:
    """One line of an Xauthority file, for any host: family, address, display, name, key."""

    def counted(part: bytes) -> bytes:
        return struct.pack(">H", len(part)) + part

    parts = (b"", b"", b"MIT-MAGIC-COOKIE-1", cookie)
    return struct.pack(">H", 0xFFFF) + b"".join(map(counted, parts))
