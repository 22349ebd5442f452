"""The catalogue of sentences, put together from the pages', in the viewer's language."""

from collections.abc import Callable
from typing import Literal

from dashboard.words import (
    batches,
    chat,
    control,
    frame,
    overview,
    products,
    report,
    system,
    trend,
    wall,
)

Language = Literal["ko", "en"]
Translate = Callable[..., str]

LANGUAGES: tuple[Language, ...] = ("ko", "en")
LANGUAGE_NAMES: dict[str, str] = {"ko": "한국어", "en": "English"}

PAGES = (frame, overview, products, trend, control, batches, chat, report, wall, system)
TEXTS: dict[str, tuple[str, str]] = {
    key: sentence for page in PAGES for key, sentence in page.WORDS.items()
}


def translator(language: str) -> Translate:
    """A function `text(key, **values)` for one language; an unknown key is a KeyError."""
    column = LANGUAGES.index("en" if language == "en" else "ko")

    def text(key: str, **values: object) -> str:
        return TEXTS[key][column].format(**values)

    return text
