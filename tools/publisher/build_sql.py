"""The statements that make a partition out of staged rows, in the order of their use."""

# The days from here on are made anew; all before stand in the base. '' is before every day.
FROM_DAY = "substr(moment, 1, 10) >= :from_day"

IN_RANGE = """
    reason IS NULL
    AND (:begins IS NULL OR substr(moment, 1, 10) >= :begins)
    AND (:ends IS NULL OR substr(moment, 1, 10) <= :ends)
"""

# What a base has of the days that are made anew, and what is always made anew.
CUT_SQL = (
    """
    DELETE FROM records
    WHERE seq >= (SELECT MIN(first_seq) FROM days WHERE day >= :from_day)
    """,
    """
    DELETE FROM days
    WHERE day >= :from_day
    """,
    """
    DELETE FROM daily_items
    WHERE day >= :from_day
    """,
    """
    DELETE FROM daily_names
    WHERE day >= :from_day
    """,
    "DELETE FROM monthly_items",
    "DELETE FROM month_lines",
    "DELETE FROM items",
    "DELETE FROM item_names",
    "DELETE FROM rejected_records",
    "DELETE FROM partition_info",
)

# Records of a base that are not cut off.
KEPT_ROWS_SQL = """
    SELECT IFNULL(MIN(first_seq) - 1, (SELECT MAX(seq) FROM records))
    FROM days
    WHERE day >= :from_day
"""

LAST_SEQ_SQL = """
    SELECT IFNULL(MAX(seq), 0)
    FROM records
"""

RECORDS_SQL = f"""
    INSERT INTO records(id, production_date, lot_number, item_code, item_name, good_quantity)
    SELECT id, moment, CAST(lot_number AS TEXT), CAST(item_code AS TEXT),
        CAST(item_name AS TEXT), good_quantity
    FROM staged.staged
    WHERE {IN_RANGE} AND {FROM_DAY}
    ORDER BY moment, id
"""

REJECTED_SQL = """
    INSERT INTO rejected_records
    SELECT id, production_date, lot_number, item_code, item_name, good_quantity, reason
    FROM staged.staged
    WHERE reason IS NOT NULL
    ORDER BY id
"""

# TOTAL, not SUM: a sum of integers that overflows would be an error, and one absurd quantity
# must not stop a publish.
CELLS_SQL = """
    CREATE TEMP TABLE cells AS
    SELECT substr(production_date, 1, 10) AS day, item_code, item_name,
        TOTAL(good_quantity) AS good_quantity,
        COUNT(*) AS record_count,
        COUNT(good_quantity) AS quantity_count,
        MIN(good_quantity) AS min_quantity,
        MAX(good_quantity) AS max_quantity,
        MIN(seq) AS first_seq,
        MAX(seq) AS last_seq
    FROM records
    WHERE seq > :last_seq
    GROUP BY 1, 2, 3
"""

_SUMS = """
    TOTAL(good_quantity), SUM(record_count), SUM(quantity_count),
    MIN(min_quantity), MAX(max_quantity)
"""

ROLLUP_SQL = (
    f"""
    INSERT INTO days
    SELECT day, MIN(first_seq), MAX(last_seq), {_SUMS}
    FROM cells
    GROUP BY day
    """,
    f"""
    INSERT INTO daily_items
    SELECT day, item_code, {_SUMS}
    FROM cells
    GROUP BY day, item_code
    """,
    """
    INSERT INTO daily_names
    SELECT day, item_code, item_name, record_count, last_seq
    FROM cells
    """,
    f"""
    INSERT INTO monthly_items
    SELECT substr(day, 1, 7), item_code, {_SUMS}
    FROM daily_items
    GROUP BY 1, 2
    """,
    # With MAX alone in the list, SQLite takes item_name from the row that has the maximum
    # (sqlite.org/lang_select.html, bare columns).
    """
    INSERT INTO items
    SELECT item_code, newest.item_name, first_day, last_day, good_quantity, record_count
    FROM (
        SELECT item_code, MIN(day) AS first_day, MAX(day) AS last_day,
            TOTAL(good_quantity) AS good_quantity, SUM(record_count) AS record_count
        FROM daily_items
        GROUP BY item_code
    )
    LEFT JOIN (
        SELECT item_code, item_name, MAX(last_seq)
        FROM daily_names
        WHERE item_name <> ''
        GROUP BY item_code
    ) AS newest USING (item_code)
    ORDER BY item_code
    """,
    """
    INSERT INTO item_names
    SELECT item_code, item_name, SUM(record_count)
    FROM daily_names
    GROUP BY 1, 2
    """,
)

SOURCE_COUNTS_SQL = f"""
    SELECT COUNT(*), COUNT(*) FILTER (WHERE {IN_RANGE}),
        TOTAL(good_quantity) FILTER (WHERE {IN_RANGE}),
        COUNT(*) FILTER (WHERE {IN_RANGE} AND good_quantity IS NULL)
    FROM staged.staged
"""

BUILT_COUNTS_SQL = """
    SELECT COUNT(*), MAX(seq), (SELECT TOTAL(good_quantity) FROM days),
        (SELECT SUM(record_count) FROM daily_items), (SELECT SUM(record_count) FROM items),
        (SELECT MIN(day) FROM days), (SELECT MAX(day) FROM days)
    FROM records
"""

REASONS_SQL = """
    SELECT reason, COUNT(*)
    FROM rejected_records
    GROUP BY reason
"""

INFO_SQL = """
    INSERT INTO partition_info
    VALUES (:name, :value)
"""
