"""What must hold inside a partition. Each statement counts what is wrong; 0 is right.

Sums that were added up in another order may differ in their last digits: allowed is a billionth
of a thousandth of the largest quantity for each row.
"""


def _same_sum(left: str, right: str) -> str:
    """A test of two columns; NULL sums do not exist, TOTAL gives 0.0."""
    scale = f"MAX(1.0, ABS(IFNULL({left}.least, 0)), ABS(IFNULL({left}.most, 0)))"
    return f"ABS({left}.total - {right}.good_quantity) <= 1e-12 * {left}.rows * {scale}"


_COUNTED = """
    TOTAL(good_quantity) AS total,
    COUNT(*) AS rows,
    COUNT(good_quantity) AS quantities,
    MIN(good_quantity) AS least,
    MAX(good_quantity) AS most
"""

_ADDED_UP = """
    TOTAL(good_quantity) AS total,
    SUM(record_count) AS rows,
    SUM(quantity_count) AS quantities,
    MIN(min_quantity) AS least,
    MAX(max_quantity) AS most
"""

# FULL JOIN: a group that only one side has counts too, because NULL is not 0.
_SAME_GROUP = f"""
    right_.record_count IS left_.rows
    AND right_.quantity_count IS left_.quantities
    AND right_.min_quantity IS left_.least
    AND right_.max_quantity IS left_.most
    AND {_same_sum("left_", "right_")}
"""

SEQ_SQL = """
    SELECT COUNT(*) <> IFNULL(MAX(seq), 0) OR IFNULL(MIN(seq), 1) <> 1
    FROM records
"""

ORDER_SQL = """
    SELECT COUNT(*)
    FROM (
        SELECT production_date, id,
            LAG(production_date) OVER (ORDER BY seq) AS date_before,
            LAG(id) OVER (ORDER BY seq) AS id_before
        FROM records
    )
    WHERE (production_date, id) < (date_before, id_before)
"""

DAYS_SQL = f"""
    SELECT COUNT(*)
    FROM (
        SELECT substr(production_date, 1, 10) AS day,
            MIN(seq) AS first_seq,
            MAX(seq) AS last_seq,
            {_COUNTED}
        FROM records
        GROUP BY 1
    ) AS left_
    FULL JOIN days AS right_ ON right_.day = left_.day
    WHERE NOT IFNULL(
        right_.first_seq IS left_.first_seq
        AND right_.last_seq IS left_.last_seq
        AND {_SAME_GROUP}, 0)
"""

DAILY_ITEMS_SQL = f"""
    SELECT COUNT(*)
    FROM (
        SELECT substr(production_date, 1, 10) AS day, item_code, {_COUNTED}
        FROM records
        GROUP BY 1, 2
    ) AS left_
    FULL JOIN daily_items AS right_
        ON right_.day = left_.day AND right_.item_code = left_.item_code
    WHERE NOT IFNULL({_SAME_GROUP}, 0)
"""

# No index and names that are NULL: a join would look at each pair (6 minutes for a million rows).
DAILY_NAMES_SQL = """
    SELECT COUNT(*)
    FROM (
        SELECT 1
        FROM (
            SELECT 1 AS side, substr(production_date, 1, 10) AS day, item_code, item_name,
                COUNT(*) AS rows,
                MAX(seq) AS last_seq
            FROM records
            GROUP BY 2, 3, 4
            UNION ALL
            SELECT -1, day, item_code, item_name, record_count, last_seq
            FROM daily_names
        )
        GROUP BY day, item_code, item_name, rows, last_seq
        HAVING SUM(side) <> 0
    )
"""

MONTHLY_ITEMS_SQL = f"""
    SELECT COUNT(*)
    FROM (
        SELECT substr(day, 1, 7) AS year_month, item_code, {_ADDED_UP}
        FROM daily_items
        GROUP BY 1, 2
    ) AS left_
    FULL JOIN monthly_items AS right_
        ON right_.year_month = left_.year_month AND right_.item_code = left_.item_code
    WHERE NOT IFNULL({_SAME_GROUP}, 0)
"""

ITEMS_SQL = f"""
    SELECT COUNT(*)
    FROM (
        SELECT item_code, MIN(day) AS first_day, MAX(day) AS last_day, {_ADDED_UP}
        FROM daily_items
        GROUP BY item_code
    ) AS left_
    FULL JOIN items AS right_ ON right_.item_code = left_.item_code
    WHERE NOT IFNULL(
        right_.record_count IS left_.rows
        AND right_.first_day IS left_.first_day
        AND right_.last_day IS left_.last_day
        AND {_same_sum("left_", "right_")}, 0)
"""

ITEM_NAMES_SQL = """
    SELECT COUNT(*)
    FROM (
        SELECT 1
        FROM (
            SELECT 1 AS side, item_code, item_name, COUNT(*) AS rows
            FROM records
            GROUP BY 2, 3
            UNION ALL
            SELECT -1, item_code, item_name, record_count
            FROM item_names
        )
        GROUP BY item_code, item_name, rows
        HAVING SUM(side) <> 0
    )
"""

RULES = {
    "seq is not 1..n without holes": SEQ_SQL,
    "records are not in the order of (production_date, id)": ORDER_SQL,
    "days do not add up to the records": DAYS_SQL,
    "daily_items do not add up to the records": DAILY_ITEMS_SQL,
    "daily_names do not add up to the records": DAILY_NAMES_SQL,
    "monthly_items do not add up to daily_items": MONTHLY_ITEMS_SQL,
    "items do not add up to daily_items": ITEMS_SQL,
    "item_names do not add up to the records": ITEM_NAMES_SQL,
}

INTEGRITY_SQL = """
    PRAGMA integrity_check(3)
"""

# In the order of the manifest's words about the same things.
FACTS_SQL = """
    SELECT COUNT(*),
        COUNT(*) - COUNT(good_quantity),
        substr(MIN(production_date), 1, 10),
        substr(MAX(production_date), 1, 10)
    FROM records
"""

REJECTED_SQL = """
    SELECT reason, COUNT(*)
    FROM rejected_records
    GROUP BY reason
"""
