"""Exceptions drawn on a page: noticed at the moment they appear, also when they go again."""

import json

from selenium.webdriver import Chrome

from dashboard.texts import LANGUAGES, translator

# Session storage outlives reloads; a new address at another port begins with an empty one.
_WATCH = """
(() => {
  const words = WORDS;
  const look = () => {
    const boxes = document.querySelectorAll(
      '[data-testid=stException], [data-testid=stAlertContentError]');
    for (const box of boxes) {
      const text = box.textContent;
      const ours = words.some(each => text.includes(each));
      if (!ours && box.dataset.testid !== 'stException') continue;
      const known = new Set(JSON.parse(sessionStorage.getItem('troubles') ?? '[]'));
      sessionStorage.setItem('troubles', JSON.stringify([...known.add(text)]));
    }
  };
  new MutationObserver(look).observe(document, {childList: true, subtree: true});
})();
"""
_FOUND = """
try {
  const found = JSON.parse(sessionStorage.getItem('troubles') ?? '[]');
  sessionStorage.removeItem('troubles');
  return found;
} catch {
  return [];  // about:blank has no storage
}
"""


def watch(driver: Chrome) -> None:
    """For every page that is opened from now on."""
    words = json.dumps([translator(language)("script_error") for language in LANGUAGES])
    script = {"source": _WATCH.replace("WORDS", words)}
    driver.execute_cdp_cmd("Page.addScriptToEvaluateOnNewDocument", script)


def found(driver: Chrome) -> list[str]:
    """Texts of the boxes since the last call."""
    return list(driver.execute_script(_FOUND))
