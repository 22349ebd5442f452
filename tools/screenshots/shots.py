"""Which pictures are taken."""

from dataclasses import dataclass
from pathlib import Path

from selenium.webdriver import Chrome

from tools.screenshots.browser import print_pdf, set_window, wait_drawn, whole_page

DESKTOP, PHONE, WALL = (1440, 900), (390, 844), (1920, 1080)


@dataclass(frozen=True)
class Shot:
    """`whole`: as long as the page; else what fits into the window."""

    name: str
    address: str
    window: tuple[int, int] = DESKTOP
    dark: bool = False
    whole: bool = True
    pdf: bool = False


# Page -> an address that shows all of its parts.
PAGES = {
    "overview": "",
    "products": "products?p=90d",
    "trend": "trend?p=year&g=week",
    "control": "control?p=90d",
    "batches": "batches?p=30d",
    "chat": "chat",
    "report": "report",
    "system": "system",
}
SHOTS = (
    *(Shot(f"{name}-light", address) for name, address in PAGES.items()),
    *(Shot(f"{name}-dark", address, dark=True) for name, address in PAGES.items()),
    *(Shot(f"{name}-phone", address, PHONE) for name, address in PAGES.items()),
    *(
        Shot(f"{name}-english", f"{address}{'&' if '?' in address else '?'}lang=en")
        for name, address in PAGES.items()
    ),
    Shot("report-print", "report", pdf=True),
    Shot("wall", "wall?r=0", WALL, whole=False),
)
# The wall still has its numbers then, the overview of other days has never had any.
API_DOWN = (Shot("overview-api-down", ""), Shot("trend-api-down", "trend?p=7d"))


def take(chrome: Chrome, url: str, shot: Shot, folder: Path) -> Path:
    """The file with the picture."""
    width, height = shot.window
    set_window(chrome, width, height, dark=shot.dark)
    chrome.get(f"{url}/{shot.address}")
    if shot.pdf:
        wait_drawn(chrome)
        path = folder / f"{shot.name}.pdf"
        path.write_bytes(print_pdf(chrome))
        return path
    picture = (
        whole_page(chrome, width, dark=shot.dark, least=height)
        if shot.whole
        else wait_drawn(chrome)
    )
    path = folder / f"{shot.name}.png"
    path.write_bytes(picture)
    return path
