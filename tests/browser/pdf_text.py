"""The text of a PDF that Chromium has printed: enough of the format for what it writes."""

import re
import zlib

_OBJECT = re.compile(rb"(\d+) 0 obj\s(.*?)\sendobj", re.DOTALL)
_STREAM = re.compile(rb"stream\r?\n(.*?)\r?\nendstream", re.DOTALL)
_FONT = re.compile(rb"/(F\d+) (\d+) 0 R")
_TO_UNICODE = re.compile(rb"/ToUnicode (\d+) 0 R")
_BLOCK = re.compile(rb"beginbf(char|range)(.*?)endbf", re.DOTALL)
_CODE = re.compile(rb"<([0-9A-Fa-f]+)>")
# A font is chosen, or glyphs are drawn: <...> Tj, [<...> 12 <...>] TJ.
_DRAWN = re.compile(rb"/(F\d+) [\d.]+ Tf|(\[[^\]]*\]|<[0-9A-Fa-f]*>) ?T[jJ]")

Glyphs = dict[int, str]


def pdf_text(pdf: bytes) -> str:
    """All glyphs in the order in which they are drawn."""
    objects = {int(number): body for number, body in _OBJECT.findall(pdf)}
    fonts = {
        name: _glyphs(_content(objects[int(unicode[1])]))
        for body in objects.values()
        for name, number in _FONT.findall(body)
        if (unicode := _TO_UNICODE.search(objects[int(number)]))
    }
    contents = [_content(body) for body in objects.values() if b"stream" in body]
    text = "".join(_page(each, fonts) for each in contents if b" Tf" in each)
    # Some fonts map their space to this.
    return text.replace("\x01", " ")


def _page(content: bytes, fonts: dict[bytes, Glyphs]) -> str:
    glyphs: Glyphs = {}
    text = []
    for font, drawn in _DRAWN.findall(content):
        if font:
            glyphs = fonts.get(font, {})
        codes = [code for part in _CODE.findall(drawn) for code in _codes(part)]
        text += [glyphs.get(code, "?") for code in codes]
    return "".join(text)


def _codes(part: bytes) -> list[int]:
    return [int(part[n : n + 4], 16) for n in range(0, len(part), 4)]


def _glyphs(table: bytes) -> Glyphs:
    found: Glyphs = {}
    for kind, block in _BLOCK.findall(table):
        codes = _CODE.findall(block)
        step = 2 if kind == b"char" else 3
        for n in range(0, len(codes) - step + 1, step):
            first, last, begin = (
                int(codes[n], 16),
                int(codes[n + step - 2], 16),
                codes[n + step - 1],
            )
            text = bytes.fromhex(begin.decode()).decode("utf-16-be")
            for code in range(first, last + 1):
                found[code] = text[:-1] + chr(ord(text[-1]) + code - first)
    return found


def _content(body: bytes) -> bytes:
    stream = _STREAM.search(body)
    if stream is None:
        return b""
    return zlib.decompress(stream[1]) if b"/FlateDecode" in body else stream[1]
