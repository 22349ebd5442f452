"""Cuts a segment of sorted lots into blocks and finds each block's grams. numpy, no SQL."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from shared.db.lot_index import BLOCK_BITS, GRAM_BYTES, bitmap_bytes, number_bytes

if TYPE_CHECKING:
    from numpy import bool_, int64, uint8, uint64
    from numpy.typing import NDArray

# A search reads whole blocks of the index over lots: 0.05 ms each, 0.6 ms at the most.
LOTS_IN_BLOCK = 256
ROWS_IN_BLOCK = 4_096


@dataclass(frozen=True, slots=True)
class Segment:
    """`firsts`: each block's first lot (None: that of the segment); `single`: it has no other."""

    firsts: list[str | None]
    single: list[bool]
    grams: list[tuple[int, bytes]]


def make_segment(joined: bytes, row_counts: bytes) -> Segment:
    """`joined`: distinct lots in order, a NUL between two; empty where a lot cannot be indexed.

    `row_counts`: how many records each has, a blank between two. A block begins only with a lot
    that is indexed, because it is named by its text.
    """
    # Only a publish needs numpy; it takes 0.1 s to import.
    import numpy as np

    raw = np.frombuffer(joined.lower() + bytes(GRAM_BYTES), dtype=np.uint8)
    count = len(joined) + 1
    ends = np.flatnonzero(raw[:count] == 0)
    starts = np.concatenate(([0], ends[:-1] + 1))
    odd = starts == ends
    rows = np.fromstring(row_counts.decode(), dtype=np.int64, sep=" ")
    block_of_lot = _blocks(rows, odd)
    keys = _keys(raw, starts, ends, block_of_lot)
    keys = np.concatenate((keys, block_of_lot[odd].astype(np.uint64)))
    first_lots = np.flatnonzero(np.diff(block_of_lot, prepend=-1))
    lots_in_block = np.diff(first_lots, append=len(starts))
    whole = ~odd[first_lots]
    return Segment(
        firsts=[
            joined[starts[lot] : ends[lot]].decode() if named else None
            for lot, named in zip(first_lots.tolist(), whole.tolist(), strict=True)
        ],
        single=((lots_in_block == 1) & whole).tolist(),
        grams=list(_stored(keys, len(first_lots))),
    )


def _blocks(rows: "NDArray[int64]", odd: "NDArray[bool_]") -> "NDArray[int64]":
    """The number of each lot's block: by lots, and by records where lots have many."""
    import numpy as np

    before = np.cumsum(rows) - rows
    by_lots = np.arange(len(rows)) // LOTS_IN_BLOCK
    begins = np.zeros(len(rows), dtype=bool)
    begins[1:] = (np.diff(by_lots) > 0) | (np.diff(before // ROWS_IN_BLOCK) > 0)
    # A begin that falls on a lot without text waits for the next one with text.
    wanted = np.cumsum(begins)
    named = np.where(odd, 0, wanted)
    reached = np.maximum.accumulate(named)
    _, numbers = np.unique(reached, return_inverse=True)
    return numbers.astype(np.int64)


def _keys(
    raw: "NDArray[uint8]",
    starts: "NDArray[int64]",
    ends: "NDArray[int64]",
    block_of_lot: "NDArray[int64]",
) -> "NDArray[uint64]":
    """gram << BLOCK_BITS | block of every place in the text, mostly without repetitions."""
    import numpy as np

    count = ends[-1] + 1
    lengths = ends - starts + 1
    grams = raw[:count].astype(np.uint32)
    inside = raw[:count] != 0
    going_on = inside
    for offset in range(1, GRAM_BYTES):
        byte = raw[offset : offset + count]
        going_on = going_on & (byte != 0)
        grams = (grams << np.uint32(8)) | np.where(going_on, byte, 0)
    # Neighbours are alike: what stands at the same place of the lot before, in the same block,
    # is in the index already. That leaves a quarter to be sorted.
    stride = np.concatenate(([0], lengths[:-1]))
    stride[np.flatnonzero(np.diff(block_of_lot, prepend=-1))] = 0
    stride = np.repeat(stride, lengths)
    places = np.arange(count)
    known = (grams[places - stride] == grams) & (stride > 0)
    chosen = np.flatnonzero(inside & ~known)
    blocks = np.repeat(block_of_lot, lengths)[chosen]
    return grams[chosen].astype(np.uint64) << np.uint64(BLOCK_BITS) | blocks.astype(np.uint64)


def _stored(keys: "NDArray[uint64]", blocks: int) -> Iterator[tuple[int, bytes]]:
    """Each gram with its blocks as they are stored, in the order of grams."""
    import numpy as np

    keys = np.sort(keys)
    keys = keys[np.flatnonzero(np.diff(keys, prepend=np.uint64(2**64 - 1)))]
    grams, numbers = keys >> np.uint64(BLOCK_BITS), keys & np.uint64((1 << BLOCK_BITS) - 1)
    bounds = np.flatnonzero(np.diff(grams, prepend=np.uint64(2**64 - 1)))
    width, whole = number_bytes(blocks), bitmap_bytes(blocks)
    lists = numbers.astype(f"<u{width}").tobytes()
    limits = [*bounds.tolist(), len(keys)]
    for gram, first, last in zip(grams[bounds].tolist(), limits, limits[1:], strict=False):
        if (last - first) * width < whole:
            yield gram, lists[first * width : last * width]
        else:
            bits = np.zeros(whole * 8, dtype=np.uint8)
            bits[numbers[first:last].astype(np.int64)] = 1
            yield gram, np.packbits(bits, bitorder="little").tobytes()
