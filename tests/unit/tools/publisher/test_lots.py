"""The lot search index says of each block which grams its lots have, however it was made."""

import random
from collections import defaultdict
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import apsw
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shared.db.connection import PartitionConnection
from shared.db.lot_index import BLOCK_BITS, bits_of, numbers_of
from shared.db.schema import CREATE_SQL, INDEX_SQL
from tools.publisher import lot_grams, lots
from tools.publisher.lot_grams import make_segment
from tools.publisher.lots import LotChanges, make_lot_index
from tools.publisher.verify_lots import lots_fit
from tools.publisher.work_file import open_work_file

# Without NUL: no partition holds one.
TEXT = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=8)


def plain_grams(lot: str) -> set[int]:
    folded = lot.encode().lower() + bytes(3)
    return {int.from_bytes(folded[at : at + 4], "big") for at in range(len(folded) - 3)}


def plain_index(segment: lot_grams.Segment, every: list[str]) -> dict[int, set[int]]:
    """Blocks by gram, found lot by lot."""
    expected: dict[int, set[int]] = defaultdict(set)
    firsts = {lot: number for number, lot in enumerate(segment.firsts) if lot is not None}
    block = 0
    for lot in every:
        block = firsts.get(lot, block)
        for gram in plain_grams(lot) if lot else {0}:
            expected[gram].add(block)
    return dict(expected)


@settings(max_examples=60, deadline=None)
@given(
    every=st.lists(TEXT | st.from_regex(r"LT[0-9]{3}", fullmatch=True), min_size=1, unique=True),
    size=st.integers(1, 5),
    counts=st.randoms(use_true_random=False),
)
def test_grams_of_a_segment(every: list[str], size: int, counts: random.Random) -> None:
    every = sorted(every)
    rows = " ".join(str(counts.choice([1, 2, 40])) for _ in every)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(lot_grams, "LOTS_IN_BLOCK", size)
        patch.setattr(lot_grams, "ROWS_IN_BLOCK", 60)
        made = make_segment("\0".join(every).encode(), rows.encode())
    found = {
        gram: set(numbers_of(bits_of(stored, len(made.firsts)))) for gram, stored in made.grams
    }
    assert found == plain_index(made, every)
    assert [gram for gram, _ in made.grams] == sorted(found)
    # A lot of more records than a block may have stands alone; a block is never larger.
    bounds = [every.index(lot) if lot else 0 for lot in made.firsts]
    sizes = [last - first for first, last in zip(bounds, [*bounds[1:], len(every)], strict=True)]
    assert made.single == [
        one == 1 and lot is not None for one, lot in zip(sizes, made.firsts, strict=True)
    ]
    if "" not in every:
        assert max(sizes) <= size


@pytest.mark.parametrize("blocks", [1, 8, 255, 256, 257, 700])
def test_a_gram_in_any_number_of_blocks(blocks: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lot_grams, "LOTS_IN_BLOCK", 1)
    every = sorted(f"{number:04}" + "Q" * (number % 7 == 0) for number in range(blocks))
    made = make_segment("\0".join(every).encode(), b"1 " * blocks)
    stored = dict(made.grams)
    q_at_the_end = int.from_bytes(b"q\0\0\0", "big")
    assert numbers_of(bits_of(stored[q_at_the_end], blocks)) == list(range(0, blocks, 7))
    assert numbers_of(bits_of(stored[int.from_bytes(b"0000", "big")], blocks)) == [0]
    assert len(made.firsts) == blocks < 1 << BLOCK_BITS


@pytest.fixture
def db(tmp_path: Path) -> Iterator[apsw.Connection]:
    with closing(open_work_file(tmp_path / "partition.db")) as one:
        one.execute(CREATE_SQL + INDEX_SQL)
        yield one


def insert(db: apsw.Connection, every: list[str | None]) -> None:
    db.executemany(
        "INSERT INTO records(id, production_date, lot_number, item_code) VALUES (1, '', ?, '')",
        [(lot,) for lot in every],
    )


def fits(db: apsw.Connection) -> bool:
    with closing(PartitionConnection(Path(db.db_filename("main")))) as reader:
        return lots_fit(reader)


def some_lots(chance: random.Random, count: int) -> list[str | None]:
    odd: list[str | None] = [None, "", "x" * 300, "가나", "a\nb"]
    return [
        chance.choice(odd) if chance.random() < 0.1 else f"LT{chance.randrange(9_000):04}"
        for _ in range(count)
    ]


def index_rows(db: apsw.Connection) -> list[tuple[object, ...]]:
    return [
        row
        for table in ("lot_segments", "lot_blocks", "lot_grams")
        for row in db.execute(f"SELECT * FROM {table}").fetchall()
    ]


@pytest.mark.parametrize("seed", range(2))
def test_changed_segments_are_made_anew(
    db: apsw.Connection, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lots, "LOTS_IN_SEGMENT", 50)
    monkeypatch.setattr(lots, "MAX_CHANGED_SHARE", 0.5)
    monkeypatch.setattr(lot_grams, "LOTS_IN_BLOCK", 4)
    chance = random.Random(seed)
    with db:
        insert(db, some_lots(chance, 900))
        make_lot_index(db)
    assert fits(db)
    whole: list[apsw.Connection] = []
    monkeypatch.setattr(lots, "make_lot_index", whole.append)
    for _ in range(25):
        (rows,) = db.execute("SELECT MAX(seq) FROM records").fetchall()[0]
        kept = int(str(rows)) - chance.randrange(60)
        with db:
            changes = LotChanges(db, kept)
            db.execute("DELETE FROM records WHERE seq > ?", (kept,))
            insert(db, some_lots(chance, chance.randrange(120)))
            changes.finish()
        assert fits(db)
    assert whole == []
    segments = db.execute("SELECT segment, blocks FROM lot_segments").fetchall()
    assert 10 <= len(segments) <= 45


@pytest.mark.parametrize("before", [[], [None, None], ["only"]], ids=["none", "null", "one lot"])
def test_a_base_without_a_segment_that_stays(
    db: apsw.Connection, before: list[str | None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lots, "MAX_CHANGED_SHARE", 1.0)
    insert(db, before)
    make_lot_index(db)
    changes = LotChanges(db, 0)
    db.execute("DELETE FROM records")
    insert(db, [None, "", None])
    changes.finish()
    assert fits(db)
    assert index_rows(db) == []
    changes = LotChanges(db, 0)
    insert(db, ["A1", "b2"])
    changes.finish()
    assert fits(db)
    assert db.execute("SELECT first_lot, before_lot FROM lot_blocks").fetchall() == [("A1", "b2\0")]


def test_the_same_lots_give_the_same_index(db: apsw.Connection, tmp_path: Path) -> None:
    every = some_lots(random.Random(1), 500)
    with db:
        insert(db, every)
        make_lot_index(db)
    with closing(open_work_file(tmp_path / "other.db")) as other, other:
        other.execute(CREATE_SQL + INDEX_SQL)
        insert(other, every[::-1])
        make_lot_index(other)
        assert index_rows(other) == index_rows(db)


@pytest.mark.parametrize(
    "statement", [lots.SEGMENT_LOTS_SQL, lots.LOTS_OF_RANGE_SQL], ids=["which", "how many"]
)
def test_lots_are_read_from_their_index(db: apsw.Connection, statement: str) -> None:
    params = {"first": "A", "before": b"", "limit": 5, "longest": 9}
    used = {key: value for key, value in params.items() if f":{key}" in statement}
    plan = [str(row[3]) for row in db.execute(f"EXPLAIN QUERY PLAN {statement}", used).fetchall()]
    index = "USING COVERING INDEX records_lot_number (lot_number>? AND lot_number<?)"
    assert any(index in line for line in plan)
    assert not any("TEMP B-TREE FOR" in line for line in plan)


def test_changed_lots_are_read_by_seq(db: apsw.Connection) -> None:
    plan = db.execute("EXPLAIN QUERY PLAN " + lots.LOTS_SINCE_SQL, {"seq": 5}).fetchall()
    assert plan[0][3] == "SEARCH records USING INTEGER PRIMARY KEY (rowid>?)"
