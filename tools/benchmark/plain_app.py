"""A plain FastAPI app over sqlite3, as tutorials write it: rows to dicts, the default response,
GZipMiddleware, an index on the date, OFFSET for further pages.

Twice: without a return type, as most such code is, and with one, which FastAPI writes much faster.
"""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Annotated, Any

from fastapi import FastAPI, Query
from starlette.middleware.gzip import GZipMiddleware

PAGE_SQL = """
    SELECT source, id, production_date, lot_number, item_code, item_name, good_quantity
    FROM records
    ORDER BY production_date DESC, seq DESC
    LIMIT :limit OFFSET :offset
"""


def create_plain_app(database: Path) -> FastAPI:
    app = FastAPI()
    app.add_middleware(GZipMiddleware, minimum_size=1_000)

    @app.get("/ready")
    def ready() -> dict[str, str]:
        return {"status": "ok"}

    # `response_model=None` is what a function without a return type gets.
    @app.get("/records", response_model=None)
    @app.get("/typed/records")
    def records(
        limit: Annotated[int, Query(ge=1, le=5_000)] = 1_000,
        offset: Annotated[int, Query(ge=0)] = 0,
    ) -> dict[str, Any]:
        with closing(sqlite3.connect(database)) as db:
            db.row_factory = sqlite3.Row
            found = db.execute(PAGE_SQL, {"limit": limit, "offset": offset})
            rows = [dict(row) for row in found]
        return {"data": rows, "count": len(rows)}

    return app
