"""The catalogue: complete in both languages, and every sentence used."""

import re
import string
from pathlib import Path

import pytest

from dashboard import texts

SOURCE = Path(texts.__file__).parent


def _places(sentence: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name}


@pytest.mark.parametrize("key", texts.TEXTS)
def test_both_languages_say_the_same_things(key: str) -> None:
    korean, english = texts.TEXTS[key]
    assert _places(korean) == _places(english)
    assert english.isascii()
    assert key == "span" or re.search("[가-힣]", korean)


def test_every_sentence_is_used_and_every_used_one_exists() -> None:
    files = [path for path in SOURCE.rglob("*.py") if path.parent.name != "words"]
    code = "\n".join(path.read_text("utf-8") for path in files)
    asked = set(re.findall(r"""\btext\(\s*["'](\w+)["']""", code))
    quoted = set(re.findall(r"""["'](\w+)["']""", code))
    # Put together from a beginning: f"page_{name}", or "step_" + name.
    beginnings = tuple(re.findall(r"""f?["'](\w+_)(?:\{|["'])""", code))
    missing = asked - texts.TEXTS.keys()
    idle = {
        key
        for key in texts.TEXTS.keys() - quoted
        if not key.startswith(beginnings) and key.removesuffix("_help") not in quoted
    }
    assert (missing, idle) == (set(), set())


def test_an_unknown_language_reads_korean() -> None:
    assert texts.translator("fr")("retry") == "다시 시도"
