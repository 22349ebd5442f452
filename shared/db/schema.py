"""The tables of a published partition. Only this file and the publisher's build write them down.

`records.seq` counts 1..n without holes in display order (production_date, id), so the newest
page is a backward walk of the table, and a range of days is a range of seq.

`month_lines` says again what `monthly_items` holds, in the order, the numbers and the JSON that are
shown (shared/repositories/month_line.py); `place` counts the items of a month.
"""

# Part of every content id: a change here gives every partition a new name.
SCHEMA_VERSION = 4

CREATE_SQL = """
CREATE TABLE records(
    seq INTEGER PRIMARY KEY,
    id INTEGER NOT NULL,
    production_date TEXT NOT NULL,
    lot_number TEXT,
    item_code TEXT NOT NULL,
    item_name TEXT,
    good_quantity NUMERIC
);
CREATE TABLE days(
    day TEXT PRIMARY KEY,
    first_seq INTEGER NOT NULL,
    last_seq INTEGER NOT NULL,
    good_quantity NUMERIC,
    record_count INTEGER NOT NULL,
    quantity_count INTEGER NOT NULL,
    min_quantity NUMERIC,
    max_quantity NUMERIC
) WITHOUT ROWID;
CREATE TABLE daily_items(
    day TEXT NOT NULL,
    item_code TEXT NOT NULL,
    good_quantity NUMERIC,
    record_count INTEGER NOT NULL,
    quantity_count INTEGER NOT NULL,
    min_quantity NUMERIC,
    max_quantity NUMERIC,
    PRIMARY KEY (day, item_code)
) WITHOUT ROWID;
CREATE TABLE daily_names(
    day TEXT NOT NULL,
    item_code TEXT NOT NULL,
    item_name TEXT,
    record_count INTEGER NOT NULL,
    last_seq INTEGER NOT NULL
);
CREATE TABLE monthly_items(
    year_month TEXT NOT NULL,
    item_code TEXT NOT NULL,
    good_quantity NUMERIC,
    record_count INTEGER NOT NULL,
    quantity_count INTEGER NOT NULL,
    min_quantity NUMERIC,
    max_quantity NUMERIC,
    PRIMARY KEY (year_month, item_code)
) WITHOUT ROWID;
CREATE TABLE month_lines(
    year_month TEXT NOT NULL,
    place INTEGER NOT NULL,
    item_code TEXT NOT NULL,
    line TEXT NOT NULL,
    extremes TEXT NOT NULL,
    PRIMARY KEY (year_month DESC, place)
) WITHOUT ROWID;
CREATE TABLE items(
    item_code TEXT PRIMARY KEY,
    item_name TEXT,
    first_day TEXT NOT NULL,
    last_day TEXT NOT NULL,
    good_quantity NUMERIC,
    record_count INTEGER NOT NULL
) WITHOUT ROWID;
CREATE TABLE item_names(
    item_code TEXT NOT NULL,
    item_name TEXT,
    record_count INTEGER NOT NULL
);
CREATE TABLE lot_segments(
    segment INTEGER PRIMARY KEY,
    first_lot TEXT NOT NULL,
    blocks INTEGER NOT NULL
);
CREATE TABLE lot_blocks(
    block INTEGER PRIMARY KEY,
    first_lot TEXT NOT NULL,
    before_lot TEXT NOT NULL,
    is_one_lot INTEGER NOT NULL
);
CREATE TABLE lot_grams(
    gram INTEGER PRIMARY KEY,
    blocks BLOB NOT NULL
);
CREATE TABLE rejected_records(
    id INTEGER,
    production_date,
    lot_number,
    item_code,
    item_name,
    good_quantity,
    reason TEXT NOT NULL
);
CREATE TABLE partition_info(
    name TEXT PRIMARY KEY,
    value
) WITHOUT ROWID;
"""

INDEX_SQL = """
CREATE INDEX records_item_code ON records(item_code);
CREATE INDEX records_lot_number ON records(lot_number);
CREATE INDEX daily_items_item_code ON daily_items(item_code, day);
"""
