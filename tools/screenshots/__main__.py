"""`python -m tools.screenshots FOLDER`: a picture of every page of the dashboard."""

import argparse
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from selenium.common.exceptions import WebDriverException

from tools.screenshots.browser import BrowserMissing, NotDrawn, start_browser
from tools.screenshots.shots import API_DOWN, SHOTS, take
from tools.screenshots.stage import NotStarted, Stage


def main(arguments: Sequence[str] | None = None) -> int:
    """0 all taken, 1 the hub or a page did not come up, 2 no browser on this machine."""
    options = _parser().parse_args(arguments)
    try:
        options.folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory() as aside:
            _take_all(options.folder, Path(aside), options.only)
    except BrowserMissing as exc:
        print(f"Not on this machine: {exc}. Install Chromium and its driver.", file=sys.stderr)
        return 2
    except (NotStarted, NotDrawn, OSError, WebDriverException) as exc:
        print(f"No picture: {exc}", file=sys.stderr)
        return 1
    return 0


def _take_all(folder: Path, aside: Path, only: str) -> None:
    chrome = start_browser(aside / "chromium")
    try:
        with Stage(aside) as stage:
            for shot in SHOTS:
                if only in shot.name:
                    print(take(chrome, stage.url, shot, folder), flush=True)
            stage.end("api")
            for shot in API_DOWN:
                if only in shot.name:
                    print(take(chrome, stage.url, shot, folder), flush=True)
    finally:
        chrome.quit()


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m tools.screenshots",
        description="Starts the hub on sample data and takes a picture of every page: light, dark, "
        "on a phone, on a wall, in print, and with the API down. Needs Chromium and its driver.",
    )
    parser.add_argument("folder", type=Path, help="where the pictures go")
    parser.add_argument("--only", default="", help="only names that hold this, as dark or trend")
    return parser


if __name__ == "__main__":
    sys.exit(main())
