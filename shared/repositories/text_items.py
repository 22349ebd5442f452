"""A text that means whole items and nothing else: then the rollups answer for it.

Most texts are such: a code, or the beginning of codes.
"""

from shared.db.generation import Generation
from shared.db.manifest import Partition
from shared.queries import TotalsQuery
from shared.repositories.lots import blocks_with, matching_seqs
from shared.repositories.where import ITEM_HITS_SQL, like_anywhere

# Blocks of lots that are looked through before the records are: 8,000 of them, 1 ms.
FEW_BLOCKS = 16


def without_text(generation: Generation, query: TotalsQuery) -> TotalsQuery:
    """The same records by item codes instead of `q`; the query itself where that cannot be said.

    Raises QueryTimeout.
    """
    if query.q is None:
        return query
    parts = generation.partitions(query.period)
    matches: dict[str, bool] = {}
    for part in parts:
        for code, always, ever in generation.rows(
            part, ITEM_HITS_SQL, {"pattern": like_anywhere(query.q)}
        ):
            # Some of its records, or those of one partition only.
            if always != ever or matches.setdefault(code, bool(ever)) != bool(ever):
                return query
    wanted = query.item_code or matches
    codes = tuple(sorted(code for code in set(wanted) if matches.get(code)))
    if not codes or any(_in_lots(generation, part, query.q) for part in parts):
        return query
    return query.model_copy(update={"q": None, "item_code": codes})


def _in_lots(generation: Generation, part: Partition, text: str) -> bool:
    """Whether a lot has the text, or may have."""
    blocks = blocks_with(generation, part, text, FEW_BLOCKS)
    if not blocks:
        return blocks is None
    count, _ = matching_seqs(generation, part, like_anywhere(text), blocks, [], 1)
    return count > 0
