"""What the window asks of Linux and macOS."""


def sharpen() -> None:
    """Nothing to do: X11 and macOS tell Tk their resolution."""
