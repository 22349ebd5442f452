"""What the totals of each `group_by` are keyed by: in SQL, in answers."""

from shared.queries import GroupBy

# Key of a group as SQL over `day` and `item_code`. A month of an item is `2026-01 BW0021`.
KEY_SQL = {
    GroupBy.NONE: "''",
    GroupBy.DAY: "day",
    GroupBy.WEEK: "strftime('%G-W%V', day)",
    GroupBy.MONTH: "substr(day, 1, 7)",
    GroupBy.QUARTER: "substr(day, 1, 4) || '-Q' || ((CAST(substr(day, 6, 2) AS INTEGER) + 2) / 3)",
    GroupBy.YEAR: "substr(day, 1, 4)",
    GroupBy.WEEKDAY: "CAST(strftime('%u', day) AS INTEGER)",
    # The plus keeps SQLite from walking the index by item to save a sort of few rows: it would
    # look up each of its entries in the table.
    GroupBy.ITEM: "+item_code",
    GroupBy.MONTH_ITEM: "substr(day, 1, 7) || ' ' || item_code",
}

KEY_FIELD = {
    GroupBy.DAY: "day",
    GroupBy.WEEK: "week",
    GroupBy.MONTH: "year_month",
    GroupBy.QUARTER: "quarter",
    GroupBy.YEAR: "year",
    GroupBy.WEEKDAY: "weekday",
}

OF_ITEMS = frozenset({GroupBy.ITEM, GroupBy.MONTH_ITEM})

Key = str | int


def split_key(key: str, group_by: GroupBy) -> tuple[str, str]:
    """Month (or nothing) and item code of a group."""
    return (key[:7], key[8:]) if group_by is GroupBy.MONTH_ITEM else ("", key)
