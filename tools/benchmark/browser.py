"""A headless Chromium that says when parts of a page have appeared, and what was transferred."""

import json
import time
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any

from tools.benchmark.servers import NotStarted

WAIT_S = 60.0
LOOK_EVERY_S = 0.05
# A chart counts as drawn after its last stroke: no canvas has been touched for so long.
QUIET_MS = 400
# Runs before the page's own scripts. Looks once a frame, as an eye does; animations count, because
# every stroke on a canvas is noted.
_WATCH = """
(() => {
  const seen = (window.hubSeen = { text: null, kpis: null, charts: null, stroke: null });
  const painted = new WeakSet();
  for (const name of ["fill", "stroke", "fillText", "fillRect"]) {
    const real = CanvasRenderingContext2D.prototype[name];
    CanvasRenderingContext2D.prototype[name] = function (...args) {
      painted.add(this.canvas);
      seen.stroke = performance.now();
      return real.apply(this, args);
    };
  }
  const all = (query) => [...document.querySelectorAll(query)];
  const hasText = (element) => element.innerText.trim() !== "";
  const looks = {
    text: () => all("[data-testid=stMarkdown]").some(hasText),
    kpis: () => {
      const values = all("[data-testid=stMetricValue]");
      return values.length === 5 && values.every(hasText);
    },
    charts: () =>
      ["daily", "top", "calendar"].every((key) =>
        all(`.st-key-${key} canvas`).some((canvas) => painted.has(canvas)),
      ),
  };
  const look = () => {
    for (const [name, found] of Object.entries(looks)) {
      if (seen[name] === null && found()) seen[name] = performance.now();
    }
    requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
})();
"""
_SEEN = "return { ...window.hubSeen, now: performance.now() };"


@dataclass(frozen=True, slots=True)
class Seen:
    """Milliseconds from the start of the navigation. `charts`: first drawn; `settled`: the last
    stroke on any canvas. None for what the page does not have."""

    text: float
    kpis: float | None
    charts: float | None
    settled: float | None


@dataclass(frozen=True, slots=True)
class Traffic:
    """`files`: bytes of bodies and headers; `messages`: bytes over the WebSocket, both ways."""

    requests: int
    files: int
    messages: int


class Browser:
    """Use as a context manager. Raises NotStarted without Chromium or its driver."""

    def __init__(self, profile: Path) -> None:
        # Here: the other benchmarks run without Selenium.
        from tools.screenshots.browser import BrowserMissing, start_browser

        try:
            self._driver = start_browser(profile)
        except BrowserMissing as exc:
            raise NotStarted(
                f"This benchmark looks at pages in Chromium, and {exc} is not on the PATH. "
                "Install both (Debian: apt-get install chromium chromium-driver)."
            ) from exc
        self._driver.execute_cdp_cmd("Page.addScriptToEvaluateOnNewDocument", {"source": _WATCH})

    def __enter__(self) -> "Browser":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, exc: BaseException | None, _: TracebackType | None
    ) -> None:
        self._driver.quit()

    def view(self, url: str, *, charts: bool) -> Seen:
        """Opens a page and waits until it stands still. Raises TimeoutError."""
        self._driver.get("about:blank")
        self._driver.get(url)
        deadline = time.monotonic() + WAIT_S
        while time.monotonic() < deadline:
            seen: dict[str, Any] = self._driver.execute_script(_SEEN)
            if _stands_still(seen, charts=charts):
                return Seen(seen["text"], seen["kpis"], seen["charts"], seen["stroke"])
            time.sleep(LOOK_EVERY_S)
        raise TimeoutError(f"{url} shows only {seen} after {WAIT_S:.0f} s")

    def leave(self) -> None:
        """Closes the page, and with it its session."""
        self._driver.get("about:blank")

    def traffic(self) -> Traffic:
        """Of everything since the last call."""
        requests = files = messages = 0
        for entry in self._driver.get_log("performance"):  # type: ignore[no-untyped-call]
            event = json.loads(entry["message"])["message"]
            method, params = event["method"], event["params"]
            if method == "Network.loadingFinished":
                requests += 1
                files += int(params["encodedDataLength"])
            elif method in ("Network.webSocketFrameReceived", "Network.webSocketFrameSent"):
                messages += _frame_bytes(params["response"])
        return Traffic(requests, files, messages)


def _stands_still(seen: dict[str, Any], *, charts: bool) -> bool:
    if not charts:
        return seen["text"] is not None
    if seen["kpis"] is None or seen["charts"] is None:
        return False
    return bool(seen["now"] - seen["stroke"] > QUIET_MS)


def _frame_bytes(response: dict[str, Any]) -> int:
    """Binary frames are logged as base64."""
    length = len(response["payloadData"])
    return length if response["opcode"] == 1 else length * 3 // 4
