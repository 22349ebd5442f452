"""SELECTs that a model may well write, each with the same number in plain Python."""

from collections.abc import Callable
from datetime import date
from typing import Any

# With `day` beside the columns of the reference.
Row = dict[str, Any]


def total(rows: list[Row]) -> float:
    return sum(row["good_quantity"] or 0 for row in rows)


def weekday(row: Row) -> int:
    return date.fromisoformat(row["day"]).weekday()


LEGITIMATE: dict[str, tuple[str, Callable[[list[Row]], float]]] = {
    "plain": ("SELECT SUM(good_quantity) FROM production", total),
    "semicolon": ("SELECT SUM(good_quantity) FROM production;", total),
    "semicolons and comment": ("SELECT SUM(good_quantity) FROM production ; ; -- done", total),
    "comment first": ("/* why; */ SELECT SUM(good_quantity) FROM production", total),
    "small letters": ("select sum(good_quantity) from PRODUCTION", total),
    "with": (
        "WITH m AS (SELECT year_month, SUM(good_quantity) AS q FROM production GROUP BY 1) "
        "SELECT SUM(q) FROM m",
        total,
    ),
    "with counted": (
        "WITH busy AS (SELECT day FROM production GROUP BY 1) SELECT COUNT(*) FROM busy",
        lambda r: len({x["day"] for x in r}),
    ),
    "window": (
        "SELECT MAX(running) FROM (SELECT SUM(good_quantity) OVER (ORDER BY production_date "
        "ROWS UNBOUNDED PRECEDING) AS running FROM production WHERE good_quantity >= 0)",
        total,
    ),
    "rank": (
        "SELECT q FROM (SELECT SUM(good_quantity) AS q, RANK() OVER (ORDER BY "
        "SUM(good_quantity) DESC) AS place FROM production GROUP BY item_code) WHERE place = 1",
        lambda r: max(
            total([x for x in r if x["item_code"] == c]) for c in {x["item_code"] for x in r}
        ),
    ),
    "replace": (
        "SELECT COUNT(*) FROM production WHERE REPLACE(item_code, 'BW', 'XX') = 'XX0021'",
        lambda r: len([x for x in r if x["item_code"] == "BW0021"]),
    ),
    "keywords in a literal": (
        "SELECT COUNT(*) FROM production WHERE item_name <> 'DROP TABLE records; -- DELETE' "
        "OR item_name IS NULL",
        len,
    ),
    "quote in a literal": (
        "SELECT COUNT(*) FROM production WHERE 'it''s; x' <> day",
        len,
    ),
    "case": (
        "SELECT SUM(CASE WHEN good_quantity > 100 THEN 1 ELSE 0 END) FROM production",
        lambda r: len([x for x in r if (x["good_quantity"] or 0) > 100]),
    ),
    "strftime": (
        "SELECT SUM(good_quantity) FROM production WHERE strftime('%w', day) = '1'",
        lambda r: total([x for x in r if weekday(x) == 0]),
    ),
    "like": (
        "SELECT COUNT(*) FROM production WHERE lot_number LIKE 'LT2026%'",
        lambda r: len([x for x in r if (x["lot_number"] or "").startswith("LT2026")]),
    ),
    "distinct": (
        "SELECT COUNT(DISTINCT item_code) FROM production WHERE day >= '2026-01-01'",
        lambda r: len({x["item_code"] for x in r if x["day"] >= "2026"}),
    ),
    "filter": (
        "SELECT COUNT(*) FILTER (WHERE good_quantity IS NULL) FROM production",
        lambda r: len([x for x in r if x["good_quantity"] is None]),
    ),
    "self join": (
        "SELECT COUNT(*) FROM (SELECT day, SUM(good_quantity) AS q FROM production GROUP BY 1) a "
        "JOIN (SELECT day, COUNT(*) AS n FROM production GROUP BY 1) b USING (day)",
        lambda r: len({x["day"] for x in r}),
    ),
    "union": (
        "SELECT COUNT(*) FROM (SELECT item_code FROM production WHERE day < '2025-01-01' UNION "
        "SELECT item_code FROM production WHERE day >= '2026-01-01')",
        lambda r: len({x["item_code"] for x in r if x["day"] < "2025" or x["day"] >= "2026"}),
    ),
    "sources": (
        "SELECT COUNT(*) FROM production WHERE source = 'archive_2024'",
        lambda r: len([x for x in r if x["source"] == "archive_2024"]),
    ),
}
