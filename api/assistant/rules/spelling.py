"""Mistyped words of asking put right; a word that an item's name has is left as it is."""

import re
import unicodedata
from functools import lru_cache

from api.assistant.rules.catalogue import FindItems
from api.assistant.rules.phrases import COUNTS, MONTHS
from api.assistant.rules.topics import topic_of
from api.assistant.rules.vocabulary import EN_WORDS, KO_NOUNS, is_known
from api.assistant.rules.words import without_particle

_EN_TARGETS = sorted({w for w in (*EN_WORDS, *MONTHS.split("|")) if len(w) >= 5})
_KO_TARGETS = sorted({w for w in (*KO_NOUNS, "어제", "그저께", "이번달", "지난달") if len(w) >= 2})
# Right words that are near to others: "three" is no "there".
_RIGHT = {*MONTHS.split("|"), *(word for word in COUNTS if word.isascii()), "seventh", "sixth"}
_WORD = re.compile(r"[a-z]{4,}(?![a-z\d])|[가-힣]{2,}")
_MIN_JAMO = 6
_LONG_WORD = 8


def corrected(text: str, find: FindItems) -> str:
    """`text` is normal(question)."""

    def put_right(match: re.Match[str]) -> str:
        word = match.group()
        attached = match.start() > 0 and text[match.start() - 1].isalnum()
        if attached or is_known(word) or word in _RIGHT or topic_of(word):
            return word
        if any(len(stem) >= 2 and find(stem) for stem in without_particle(word)):
            return word
        return _nearest(word) or word

    return _WORD.sub(put_right, text)


@lru_cache(maxsize=512)
def _nearest(word: str) -> str:
    if word[0].isascii():
        allowed = 2 if len(word) >= _LONG_WORD else 1
        return _closest(word, _EN_TARGETS, allowed)
    for stem in without_particle(word):
        letters = _jamo(stem)
        if len(letters) < _MIN_JAMO:
            continue
        spelled = {_jamo(target): target for target in _KO_TARGETS}
        near = _closest(letters, [s for s in spelled if len(s) >= _MIN_JAMO], 1)
        if near:
            return spelled[near] + word.removeprefix(stem)
    return ""


def _jamo(word: str) -> str:
    return unicodedata.normalize("NFD", word)


def _closest(word: str, targets: list[str], allowed: int) -> str:
    near = [t for t in targets if abs(len(t) - len(word)) <= allowed and t[0] == word[0]]
    scored = sorted((_distance(word, t), t) for t in near)
    return scored[0][1] if scored and scored[0][0] <= allowed else ""


def _distance(one: str, other: str) -> int:
    """Edits from one word to the other; two swapped neighbours are one edit."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, left in enumerate(one, 1):
        before, last, row = row, before, [i]
        for j, right in enumerate(other, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (left != right))
            if i > 1 and j > 1 and left == other[j - 2] and one[i - 2] == right:
                cost = min(cost, last[j - 2] + 1)
            row.append(cost)
    return row[-1]
