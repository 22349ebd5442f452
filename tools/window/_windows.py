"""What the window asks of Windows. Not run on a Windows machine."""

import contextlib
import ctypes
import sys
from typing import Any

# PROCESS_SYSTEM_DPI_AWARE: Tk draws for the main screen's resolution, instead of being stretched.
SYSTEM_AWARE = 1


def sharpen() -> None:
    """Before the first window; a Windows older than 8.1 knows no shcore."""
    if sys.platform == "win32":
        with contextlib.suppress(OSError):
            ask_for_sharpness(ctypes.WinDLL("shcore"))


def ask_for_sharpness(shcore: Any) -> bool:
    """False: Windows refused, because somebody has chosen already; the text is blurred then."""
    shcore.SetProcessDpiAwareness.argtypes = (ctypes.c_int,)
    shcore.SetProcessDpiAwareness.restype = ctypes.c_long
    return int(shcore.SetProcessDpiAwareness(SYSTEM_AWARE)) == 0
