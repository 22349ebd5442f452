"""Bodies as they may come, for the OpenAPI document."""

from typing import Any

TOTALS = {"total_production": 48_200, "batch_count": 101, "avg_batch_size": 477.23}
ITEM = {"item_code": "BW0021", "item_name": "브레이크 와셔 21"}

# By the name of the schema.
EXAMPLES: dict[str, dict[str, Any]] = {
    "Record": {
        "source": "live",
        "id": 4711,
        "production_date": "2026-01-20 14:30:00",
        "lot_number": "LT202601-0042",
        **ITEM,
        "good_quantity": 480,
    },
    "Item": {
        **ITEM,
        "record_count": 1_204,
        "total_production": 561_300,
        "first_day": "2024-01-02",
        "last_day": "2026-01-20",
    },
    "MonthTotal": {"year_month": "2026-01", **TOTALS},
    "MonthItemTotal": {"year_month": "2026-01", **ITEM, **TOTALS},
    "ItemTotal": {**ITEM, **TOTALS},
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
