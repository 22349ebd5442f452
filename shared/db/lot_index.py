"""Layout of the lot search index: how texts become grams, and a gram's blocks become bytes.

The distinct lots in index order are cut into blocks, runs of blocks are segments. A gram is four
bytes of a lot, ASCII letters folded as LIKE does; the last three grams of a lot end in NULs, so
that a shorter text is the beginning of a gram. A segment has one row for each of its grams.
"""

import struct

GRAM_BYTES = 4
GRAM_BITS = 8 * GRAM_BYTES
# Block ids: segment << BLOCK_BITS | number in the segment.
BLOCK_BITS = 16
# Never made of text, whose first byte is not NUL: the blocks of which no gram tells everything.
NO_GRAM = 0


def grams_of(text: str) -> list[int]:
    """All grams of a text of at least four bytes."""
    folded = text.encode().lower()
    ends = range(GRAM_BYTES, len(folded) + 1)
    return [int.from_bytes(folded[end - GRAM_BYTES : end], "big") for end in ends]


def grams_that_begin(text: str) -> tuple[int, int]:
    """First and last gram that begins with a text of less than four bytes."""
    folded = text.encode().lower()
    first, last = folded.ljust(GRAM_BYTES, b"\x00"), folded.ljust(GRAM_BYTES, b"\xff")
    return int.from_bytes(first, "big"), int.from_bytes(last, "big")


def bitmap_bytes(blocks: int) -> int:
    """Bytes of a bitmap over the blocks of a segment; a list of blocks is always shorter."""
    return (blocks + 7) // 8


def number_bytes(blocks: int) -> int:
    """Bytes of one block's number in a list."""
    return 1 if blocks <= 256 else 2


def bits_of(stored: bytes, blocks: int) -> int:
    """A gram's blocks as an integer: bit n is block n of a segment of `blocks` blocks."""
    if len(stored) == bitmap_bytes(blocks):
        return int.from_bytes(stored, "little")
    bits = 0
    if number_bytes(blocks) == 1:
        for number in stored:
            bits |= 1 << number
    else:
        for (number,) in struct.iter_unpack("<H", stored):
            bits |= 1 << number
    return bits


def numbers_of(bits: int) -> list[int]:
    """The set bits, in order."""
    numbers = []
    while bits:
        lowest = bits & -bits
        numbers.append(lowest.bit_length() - 1)
        bits ^= lowest
    return numbers
