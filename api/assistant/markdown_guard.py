"""Takes links, images, HTML and their definitions out of an answer while it streams.

An answer needs none of them, and a link or an image is the way by which a text in the data could
send a reader's browser, and what it knows, elsewhere. Every rule puts a blank between two
characters that only together mean something, so nothing that is readable gets lost.
"""

import re

# A backslash or a character reference would hide these characters from the rules below.
DROPPED = re.compile(
    "[\\\\\\x00-\\x08\\x0b-\\x1f\\x7f-\\x9f\\xad\\u061c\\u180e\\u200b-\\u200f\\u2028-\\u202e"
    "\\u2060-\\u206f\\ufeff\\ufff9-\\ufffb\\ud800-\\udfff\\U000e0000-\\U000e007f]"
)
BREAKS = re.compile(
    r"(?<=!)(?=\[)"  # image
    r"|(?<=\])(?=[(\[:])"  # link, reference, its definition
    r"|(?<=<)(?=[A-Za-z/!?])"  # HTML, <https://...>
    r"|(?<=:)(?=//)|(?<=www)(?=\.)|(?<=\S)(?=@)"  # bare addresses
    r"|(?<=&)(?=#?\w{1,32};)",  # character references
    re.IGNORECASE,
)
# What may be the first half of one of those.
UNDECIDED = re.compile(r"(?:[!\]<]|:/?|w{1,3}|&#?\w{0,32})\Z", re.IGNORECASE)
# A rule looks back at most this far.
CONTEXT_CHARS = 3


class MarkdownGuard:
    """For one answer: `feed` each piece, then `end`. Gives the same text however it was cut."""

    def __init__(self) -> None:
        self._before = ""
        self._held = ""

    def feed(self, piece: str) -> str:
        """What can be shown now; the rest comes with the next piece."""
        text = self._held + DROPPED.sub("", piece)
        undecided = UNDECIDED.search(text)
        cut = undecided.start() if undecided else len(text)
        return self._release(text, cut)

    def end(self) -> str:
        """What was held back."""
        return self._release(self._held, len(self._held))

    def _release(self, text: str, cut: int) -> str:
        whole = self._before + text
        begin, end = len(self._before), len(self._before) + cut
        shown, at = [], begin
        for found in BREAKS.finditer(whole, begin):
            # A break at the end belongs to what follows it.
            if found.start() >= end:
                break
            shown += [whole[at : found.start()], " "]
            at = found.start()
        shown.append(whole[at:end])
        self._before = whole[max(0, end - CONTEXT_CHARS) : end]
        self._held = whole[end:]
        return "".join(shown)


def guarded(text: str) -> str:
    """A whole text at once."""
    guard = MarkdownGuard()
    return guard.feed(text) + guard.end()
