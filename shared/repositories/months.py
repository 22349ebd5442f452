"""Item totals of long periods: whole months out of `monthly_items`, the days at both ends apart."""

from datetime import date, timedelta

from shared.dates import DateRange
from shared.db.manifest import Partition
from shared.queries import GroupBy
from shared.repositories.where import Where, add_items

# Groups that no month is too coarse for.
MONTHS_SUFFICE = frozenset(
    {GroupBy.NONE, GroupBy.MONTH, GroupBy.QUARTER, GroupBy.YEAR, GroupBy.ITEM, GroupBy.MONTH_ITEM}
)

_SUMS = "item_code, good_quantity, record_count, quantity_count, min_quantity, max_quantity"

# temp B-tree: groups some thousand rollup rows.
MONTHS_SQL = f"""
    SELECT json_group_array(json_array(key, quantity, records, quantities, lowest, highest))
    FROM (
        SELECT {{key}} AS key, TOTAL(good_quantity) AS quantity, SUM(record_count) AS records,
            SUM(quantity_count) AS quantities, MIN(min_quantity) AS lowest,
            MAX(max_quantity) AS highest
        FROM (
            SELECT year_month || '-01' AS day, {_SUMS}
            FROM monthly_items
            WHERE year_month >= :first_month AND year_month <= :last_month AND {{where}}
            UNION ALL
            SELECT day, {_SUMS}
            FROM daily_items
            WHERE day >= :first_day AND day < :months_begin AND {{where}}
            UNION ALL
            SELECT day, {_SUMS}
            FROM daily_items
            WHERE day > :months_end AND day <= :last_day AND {{where}}
        )
        GROUP BY 1
    )
"""


def months_where(part: Partition, period: DateRange, codes: tuple[str, ...]) -> Where | None:
    """Parameters of MONTHS_SQL; None when the period holds no whole month of this partition."""
    assert part.first_day is not None
    assert part.last_day is not None
    first_month, last_month = "0000-00", "9999-99"
    # Days outside the partition are not there: a month is whole if all its days here are.
    if period.first is not None and period.first_text > part.first_day:
        first_month = _month_from(period.first)
    if period.last is not None and period.last_text < part.last_day:
        last_month = _month_until(period.last)
    if first_month > last_month:
        return None
    where = Where()
    add_items(where, codes)
    if not codes:
        where.add("1")
    where.params |= {
        "first_month": first_month,
        "last_month": last_month,
        "months_begin": f"{first_month}-01",
        "months_end": f"{last_month}-31",
        "first_day": period.first_text,
        "last_day": period.last_text,
    }
    return where


def _month_from(day: date) -> str:
    """The first month that begins on or after `day`."""
    if day.day == 1:
        return day.isoformat()[:7]
    # Text, not a date: there is no month after 9999-12.
    year, month = divmod(day.year * 12 + day.month, 12)
    return f"{year:04}-{month + 1:02}"


def _month_until(day: date) -> str:
    """The last month that ends on or before `day`."""
    if day == date.max or (day + timedelta(days=1)).day == 1:
        return day.isoformat()[:7]
    year, month = divmod(day.year * 12 + day.month - 2, 12)
    return f"{year:04}-{month + 1:02}"
