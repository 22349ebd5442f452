"""The floor of a page: SQLite alone, in this process, one statement, the bytes of the page.

No server below it can be cheaper: there is no HTTP, no parsing, no compression, no second look.
"""

import time

from shared.db.manifest import read_manifest
from shared.settings import Settings
from tools.benchmark.facts import opened

PAGE_SQL = """
    SELECT CAST(json_group_array(json_object(
        'source', :source,
        'id', id,
        'production_date', production_date,
        'lot_number', lot_number,
        'item_code', item_code,
        'item_name', item_name,
        'good_quantity', good_quantity
    )) AS BLOB)
    FROM (
        SELECT id, production_date, lot_number, item_code, item_name, good_quantity
        FROM records
        WHERE seq >= :first_seq AND seq <= :last_seq
        ORDER BY seq DESC
        LIMIT :limit
    )
"""


def page_cpu_us(settings: Settings, repeats: int, limit: int) -> tuple[float, bytes]:
    """(CPU microseconds a page, the page), newest rows of the newest partition."""
    part = read_manifest(settings.manifest_path).partitions[0]
    params = {
        "source": part.name,
        "first_seq": 1,
        "last_seq": part.quality.visible,
        "limit": limit,
    }
    with opened(settings, part) as db:
        page = bytes(db.execute(PAGE_SQL, params).fetchall()[0][0])
        began = time.process_time_ns()
        for _ in range(repeats):
            db.execute(PAGE_SQL, params).fetchall()
        spent_ns = time.process_time_ns() - began
    return spent_ns / repeats / 1_000, page
