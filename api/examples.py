"""Examples of answers and of their parts, for the OpenAPI document."""

from typing import Any

VERSION = "5f0c1d2e3a4b"
ITEM = {"item_code": "BW0021", "item_name": "브레이크 와셔 21"}
RECORD = {
    "source": "live",
    "id": 30211,
    "production_date": "2026-01-20 14:30:00",
    "lot_number": "LT20260120-014",
    **ITEM,
    "good_quantity": 480,
}
RECORDS: dict[str, Any] = {
    "data": [RECORD],
    "count": 1,
    "has_more": True,
    "next_cursor": "eyJkIjoiMjAyNi0wMS0yMCAxNDozMDowMCIsInNyYyI6ImxpdmUi"
    "LCJpZCI6MzAyMTEsImYiOiJhMzI4YWM4YSJ9",
    "version": VERSION,
}
SUMS = {"total_production": 96400, "batch_count": 201, "avg_batch_size": 479.6}
EXTREMES = {"min_quantity": 12, "max_quantity": 900}
ITEMS = [
    {
        **ITEM,
        "record_count": 5120,
        "total_production": 2457600,
        "first_day": "2024-01-02",
        "last_day": "2026-01-20",
    }
]
PERIOD = {"from": "2026-01-01", "to": "2026-01-31"}
TOTALS = {
    "data": [{"year_month": "2026-01", **SUMS, **EXTREMES}],
    "count": 1,
    "group_count": 1,
    "total": {**SUMS, **EXTREMES, "item_count": 1, "day_count": 22},
    "group_by": "month",
    "date_range": PERIOD,
    "version": VERSION,
}
MONTHLY_TOTAL = [{"year_month": "2026-01", **SUMS}]
BY_ITEM = {
    "data": [{**ITEM, **SUMS}],
    "count": 1,
    "item_count": 1,
    "date_range": PERIOD,
    "version": VERSION,
}
MONTHLY_BY_ITEM = [{"year_month": "2026-01", **ITEM, **SUMS}]
OVERVIEW_TOTAL = {**SUMS, **EXTREMES, "item_count": 1, "day_count": 22, "daily_average": 4381.82}
CHANGES = {
    "total_production": 4.1,
    "batch_count": 3.6,
    "avg_batch_size": 0.5,
    "item_count": 0.0,
    "daily_average": 4.1,
}
ELAPSED = {
    **PERIOD,
    "total_production": 96400,
    "batch_count": 201,
    "day_count": 22,
    "previous": {
        "from": "2025-12-01",
        "to": "2025-12-31",
        "total_production": 92600,
        "batch_count": 194,
        "day_count": 22,
    },
    "change_pct": 4.1,
}
OVERVIEW = {
    "period": {**PERIOD, "total": OVERVIEW_TOTAL},
    "comparison": {
        "from": "2025-11-27",
        "to": "2025-12-27",
        "total": OVERVIEW_TOTAL,
        "basis": "same_weekdays",
        "weeks": 5,
        "change_pct": CHANGES,
    },
    "last_day": ELAPSED,
    "month_to_date": ELAPSED,
    "year_to_date": ELAPSED,
    "series": {
        "from": "2024-12-27",
        "to": "2026-01-31",
        "day": ["2026-01-30"],
        "total_production": [4320],
        "batch_count": [9],
    },
    "top_items": [{**ITEM, **SUMS, "share_pct": 100.0}],
    "alerts": [
        {
            "code": "item_silent",
            **ITEM,
            "day": "2026-01-22",
            "days": 9,
            "usual_days": 2.0,
        }
    ],
    "version": VERSION,
    "data_from": "2024-01-02",
    "data_to": "2026-01-31",
}
# By the name of the schema.
SCHEMAS: dict[str, dict[str, Any]] = {
    "Record": RECORD,
    "Item": ITEMS[0],
    "MonthTotal": MONTHLY_TOTAL[0],
    "MonthItemTotal": MONTHLY_BY_ITEM[0],
    "ItemTotal": {**ITEM, **SUMS},
    "Problem": {
        "type": "/problems/invalid_query",
        "title": "A parameter is not valid",
        "status": 422,
        "detail": "limit: Input should be less than or equal to 5000",
        "code": "invalid_query",
        "hint": "Correct the parameter named in `errors`; all parameters are described at /docs.",
        "hint_ko": "`errors`에 적힌 매개변수를 고치십시오. 설명은 /docs에 있습니다.",
        "request_id": "9f86d081884c7d65",
        "errors": [
            {"parameter": "limit", "detail": "Input should be less than or equal to 5000"},
        ],
    },
}
