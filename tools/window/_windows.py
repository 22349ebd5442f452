"""What the window asks of Windows. Not run on a Windows machine."""

import contextlib
import ctypes

# PROCESS_SYSTEM_DPI_AWARE: Tk draws for the main screen's resolution, instead of being stretched.
SYSTEM_AWARE = 1


def sharpen() -> None:
    """Before the first window. Windows 8.1 and later know it; an older one shows it blurred."""
    with contextlib.suppress(AttributeError, OSError):
        ctypes.WinDLL("shcore").SetProcessDpiAwareness(SYSTEM_AWARE)
