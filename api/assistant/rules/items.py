"""Which items and lots a question is about: codes, beginnings of codes, names."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from api.assistant.rules.catalogue import FindItems
from api.assistant.rules.vocabulary import KO_NOUNS, is_known
from api.assistant.rules.words import without_particle

MAX_ITEMS = 20
_LOT = re.compile(
    r"(?:(?:로트|랏|\blot(?:s)?\b)\s*(?:번호|number|no\.?|#)?\s*[:#]?\s*(?P<said>[a-z]+-?\d[a-z0-9-]*|\d{5,}[\d-]*))"
    r"|(?<![a-z0-9])(?P<bare>l(?:ot|t)-?\d{3,}[\d-]*(?<!-)|[a-z]{1,4}\d{6,}(?:-\d+)?)(?![a-z0-9])"
)
_CODE = re.compile(
    r"(?<![a-z0-9])(?P<letters>[a-z]{1,4})(?P<gap>[\s_-]?)(?P<digits>\d{2,6}[a-z]?)(?![a-z0-9]|[-./]\d|\s*(?:년|월(?!별|간|\s*평균)|일(?!별|자|\s*평균)|건|개|위|days?|weeks?|months?))"
)
_NO_CODE = {"q", "h", "w", "top", "last", "past", "vs", "and", "to", "in", "of", "for", "best", "fy", "the", "or", "on", "at", "by", "from", "next", "may", "than", "show", "week", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "oct", "nov", "dec"}  # fmt: skip
# "BW0021 말고 BW0034", "not BW0021 but BW0034": the second is meant.
_SOME_CODE = r"(?<![a-z0-9])[a-z]{1,4}[\s_-]?\d{2,6}[a-z]?"
_NOT_THIS = re.compile(
    rf"{_SOME_CODE}\s*(?:은|는|이|가)?\s*(?:말고|아니고|아니라)(?=.*{_SOME_CODE})"
    rf"|[가-힣]{{2,}}\s*말고(?=.*{_SOME_CODE})"
    rf"|\b(?:not|instead of) {_SOME_CODE}(?=.*{_SOME_CODE})"
)
_PREFIX = re.compile(
    r"(?<![a-z0-9])(?P<ko>[a-z]{1,4}\d{0,5})\s*(?:으로|로)\s*시작(?:하는|되는|하면|한)?"
    r"|(?:start(?:ing|s)?|begin(?:ning|s)?|beginning)\s+(?:with|in|by)\s+['\"]?(?P<en>[a-z]{1,4}\d{0,5})(?![a-z0-9])"
    r"|(?<![a-z0-9])(?P<kind>[a-z]{1,4})\s*(?:계열|류|시리즈|series|family|prefix)"
    r"|\bprefix\s+(?P<after>[a-z]{1,4}\d{0,5})(?![a-z0-9])"
    r"|(?<![a-z0-9])(?P<star>[a-z]{1,4}\d{0,5})\*"
)
_WORD = re.compile(r"[0-9a-z가-힣_%.-]+")
_RUN = re.compile(r"\S+(?: \S+)*")
_LONGEST_NAME = 4
_MOST_STRANGE = 5


def _is_syllable(word: str) -> bool:
    return len(word) == 1 and "가" <= word <= "힣" and word not in KO_NOUNS


@dataclass(frozen=True, slots=True)
class Subject:
    """`items` as (code, name); `said` is what they were found by; `missing` is what was not.

    `unknown`: codes that the data does not have. `rest` is the text without all of it.
    """

    items: tuple[tuple[str, str | None], ...] = ()
    said: str = ""
    by: str = ""
    prefix: str = ""
    lot: str = ""
    missing: str = ""
    unknown: tuple[str, ...] = ()
    rest: str = ""
    too_many: int = 0

    @property
    def strange(self) -> str:
        """The first of the words that were not understood."""
        return " ".join(self.missing.split()[:_MOST_STRANGE])

    @property
    def codes(self) -> list[str]:
        return [code for code, _ in self.items]


@dataclass
class _Reader:
    text: str
    find: FindItems
    found: dict[str, str | None] = field(default_factory=dict)
    unknown: list[str] = field(default_factory=list)
    said: str = ""
    by: str = ""

    def blank(self, start: int, end: int) -> None:
        self.text = self.text[:start] + " " * (end - start) + self.text[end:]

    def lot(self) -> str:
        for match in _LOT.finditer(self.text):
            text = match["said"] or match["bare"]
            if not self._exact(text):
                self.blank(*match.span())
                return text.strip("-").upper()
        return ""

    def prefix(self) -> str:
        match = _PREFIX.search(self.text)
        if match is None:
            return ""
        text = next(group for group in match.groups() if group)
        if match["kind"] and not self._beginning(text):
            return ""
        self.blank(*match.span())
        self._add(self._beginning(text), text.upper(), "prefix")
        return text.upper()

    def codes(self) -> None:
        for match in _CODE.finditer(self.text):
            code = match["letters"] + match["digits"]
            known = self._exact(code) or self._padded(match["letters"], match["digits"])
            if not known and (match["gap"] or match["letters"] in _NO_CODE):
                continue
            longer = [] if known else self._beginning(code)
            if not known and not longer and self.find(code):
                # "브레이크 와셔 M19": part of a name.
                continue
            self.blank(*match.span())
            if known or not longer:
                self.found[known or code.upper()] = dict(self.find(known or code)).get(known)
                if not known:
                    self.unknown.append(code.upper())
            else:
                self._add(longer, code.upper(), "prefix")

    def names(self) -> str:
        """Longest runs of words that name an item; returns the words that seem to but do not."""
        words = list(_WORD.finditer(self.text))
        strange = [not is_known(word.group()) for word in words]
        taken: set[int] = set()
        for size in range(min(_LONGEST_NAME, len(words)), 0, -1):
            for at in range(len(words) - size + 1):
                places = set(range(at, at + size))
                if taken & places or not (size == 1 or any(strange[at : at + size])):
                    continue
                if (strange[at] or size > 1 or _is_syllable(words[at].group())) and self._named(
                    words[at : at + size]
                ):
                    taken |= places
        left = [w for place, w in enumerate(words) if strange[place] and place not in taken]
        return " ".join(word.group().strip(".-_%") for word in left)

    def _named(self, words: Sequence[re.Match[str]]) -> bool:
        run = self.text[words[0].start() : words[-1].end()]
        if not _RUN.fullmatch(run):
            return False
        for text in without_particle(run.strip(" .-")):
            plain = re.sub(r"(?<=[a-z]{3})s$", "", text)
            items = self._search(text) or (self._search(plain) if plain != text else [])
            if items:
                self._add(items, text, "name")
                self.blank(words[0].start(), words[-1].end())
                return True
        return len(words) == 1 and self._begins_with_name(words[0])

    def _begins_with_name(self, word: re.Match[str]) -> bool:
        """`베어링안돌린날`: a name and words of asking, typed as one."""
        text = word.group()
        for end in range(len(text) - 1, 1, -1):
            if not text[0].isascii() and is_known(text[end:]) and (items := self.find(text[:end])):
                self._add(items, text[:end], "name")
                self.blank(word.start(), word.start() + end)
                return True
        return False

    def _search(self, text: str) -> Sequence[tuple[str, str | None]]:
        if text.isdigit() or not text:
            return []
        found = self.find(text)
        if len(text) > 1:
            return found
        # One syllable is inside too many names: it must be a word of its own.
        return [item for item in found if text in (item[1] or "").lower().split()]

    def _exact(self, code: str) -> str:
        return next((known for known, _ in self.find(code) if known.lower() == code.lower()), "")

    def _padded(self, letters: str, digits: str) -> str:
        """BW0021 for `bw21`, unless other codes begin so."""
        if digits.startswith("0") or not digits.isdigit() or self._beginning(letters + digits):
            return ""
        like = re.compile(rf"{letters}0+{digits}")
        found = [code for code, _ in self.find(letters) if like.fullmatch(code.lower())]
        return found[0] if len(found) == 1 else ""

    def _beginning(self, text: str) -> list[tuple[str, str | None]]:
        return [item for item in self.find(text) if item[0].lower().startswith(text.lower())]

    def _add(self, items: Sequence[tuple[str, str | None]], said: str, by: str) -> None:
        self.found.update(items)
        self.said = f"{self.said}, {said}" if self.said else said
        if by == "prefix" or len(items) > 1:
            self.by = by


def read_subject(text: str, find: FindItems, read_periods: Callable[[str], str]) -> Subject:
    """`text` is normal(question); `read_periods` blanks the periods out of what it is given.

    Codes come first (`LT2026-03` is no month), names last (`3월` is no part of one).
    """
    reader = _Reader(_NOT_THIS.sub(lambda match: " " * len(match.group()), text), find)
    lot = reader.lot()
    prefix = reader.prefix()
    reader.codes()
    reader.text = read_periods(reader.text)
    missing = reader.names()
    items = tuple(reader.found.items())
    return Subject(
        items=items[:MAX_ITEMS],
        said=reader.said,
        by=reader.by,
        prefix=prefix,
        lot=lot,
        missing=missing,
        unknown=tuple(reader.unknown),
        rest=reader.text,
        too_many=len(items) if len(items) > MAX_ITEMS else 0,
    )
