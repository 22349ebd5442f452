"""Substring search over lots: which blocks of the lot index can hold a text, and what they hold."""

import orjson

from shared.db.generation import Generation
from shared.db.lot_index import (
    BLOCK_BITS,
    GRAM_BITS,
    GRAM_BYTES,
    NO_GRAM,
    bits_of,
    grams_of,
    grams_that_begin,
    numbers_of,
)
from shared.db.manifest import Partition

# Any part of a text's grams gives blocks enough; of a long text as many as are worth a look-up.
MAX_GRAMS = 16
# A text of one to three bytes begins so many grams only if it is all over the lots.
MAX_SHORT_GRAMS = 1_000

# A pinned version, or an archive that is gone, may be of a release that had no lot index.
HAS_INDEX_SQL = """
    SELECT 1
    FROM sqlite_schema
    WHERE name = 'lot_grams'
"""

SEGMENT_BLOCKS_SQL = """
    SELECT segment, blocks
    FROM lot_segments
"""

GRAMS_SQL = f"""
    SELECT segment, value, lot_grams.blocks
    FROM lot_segments
    CROSS JOIN json_each(:grams)
    CROSS JOIN lot_grams ON lot_grams.gram = (segment << {GRAM_BITS}) + value
"""

SHORT_GRAMS_SQL = f"""
    SELECT segment, lot_grams.blocks
    FROM lot_segments
    CROSS JOIN lot_grams
    ON lot_grams.gram BETWEEN (segment << {GRAM_BITS}) + :first_gram
        AND (segment << {GRAM_BITS}) + :last_gram
    LIMIT :limit
"""

# A block that is one lot may have a million records: that lot is looked at first.
MATCHING_SEQS_SQL = """
    SELECT COUNT(*), json_group_array(seq)
    FROM (
        SELECT seq
        FROM json_each(:blocks) AS wanted
        CROSS JOIN lot_blocks ON lot_blocks.block = wanted.value
        CROSS JOIN records INDEXED BY records_lot_number
        ON lot_number >= lot_blocks.first_lot AND lot_number < lot_blocks.before_lot
        WHERE (NOT is_one_lot OR lot_blocks.first_lot LIKE :pattern ESCAPE '\\')
            AND lot_number LIKE :pattern ESCAPE '\\'
        UNION ALL
        SELECT seq
        FROM records INDEXED BY records_item_code
        WHERE item_code IN (SELECT value FROM json_each(:codes))
            AND (item_code LIKE :pattern ESCAPE '\\' OR item_name LIKE :pattern ESCAPE '\\')
        LIMIT :limit
    )
"""


def blocks_with(generation: Generation, part: Partition, text: str, most: int) -> list[int] | None:
    """Every block that has a lot with this text, and some others.

    None: more than `most`, or nobody knows.
    """
    if not generation.rows(part, HAS_INDEX_SQL, {}):
        return None
    sizes = {int(seg): int(n) for seg, n in generation.rows(part, SEGMENT_BLOCKS_SQL, {})}
    if len(text.encode()) < GRAM_BYTES:
        found = _begun(generation, part, text, sizes)
    else:
        found = _holding_all(generation, part, grams_of(text), sizes)
    if found is None or sum(bits.bit_count() for bits in found.values()) > most:
        return None
    return [
        segment << BLOCK_BITS | number
        for segment, bits in sorted(found.items())
        for number in numbers_of(bits)
    ]


def matching_seqs(
    generation: Generation,
    part: Partition,
    pattern: str,
    blocks: list[int],
    codes: list[str],
    limit: int,
) -> tuple[int, str]:
    """Records of these blocks' lots and of these items that match: how many, and a JSON array.

    At most `limit`; one that matches by lot and by item may stand there twice.
    """
    params = {
        "pattern": pattern,
        "blocks": orjson.dumps(blocks).decode(),
        "codes": orjson.dumps(codes).decode(),
        "limit": limit,
    }
    count, seqs = generation.rows(part, MATCHING_SEQS_SQL, params)[0]
    return int(count), str(seqs)


def _holding_all(
    generation: Generation, part: Partition, grams: list[int], sizes: dict[int, int]
) -> dict[int, int]:
    """Bits by segment of the blocks that hold all the grams, and of those without grams."""
    wanted = sorted(set(grams[:: -(-len(grams) // MAX_GRAMS)]))
    params = {"grams": orjson.dumps([NO_GRAM, *wanted]).decode()}
    held: dict[int, list[int]] = {}
    always: dict[int, int] = {}
    for segment, gram, stored in generation.rows(part, GRAMS_SQL, params):
        bits = bits_of(stored, sizes[segment])
        if gram == NO_GRAM:
            always[segment] = bits
        else:
            held.setdefault(segment, []).append(bits)
    found = dict(always)
    for segment, each in held.items():
        if len(each) == len(wanted):
            common = each[0]
            for bits in each[1:]:
                common &= bits
            found[segment] = found.get(segment, 0) | common
    return found


def _begun(
    generation: Generation, part: Partition, text: str, sizes: dict[int, int]
) -> dict[int, int] | None:
    found: dict[int, int] = {}
    for first, last in (NO_GRAM, NO_GRAM), grams_that_begin(text):
        params = {"first_gram": first, "last_gram": last, "limit": MAX_SHORT_GRAMS}
        rows = generation.rows(part, SHORT_GRAMS_SQL, params)
        if len(rows) == MAX_SHORT_GRAMS:
            return None
        for segment, stored in rows:
            found[segment] = found.get(segment, 0) | bits_of(stored, sizes[segment])
    return found
