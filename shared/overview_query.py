"""The query of `/overview`."""

from datetime import date

from pydantic import Field

from shared.compared_periods import Days, earlier
from shared.queries import PeriodQuery
from shared.query_types import ItemCodes, Text

DEFAULT_DAYS = 30


class OverviewQuery(PeriodQuery):
    """Which period and records; without a period, the last 30 days that the data has."""

    item_code: ItemCodes = ()
    q: Text | None = Field(
        None, description="Text anywhere in item code, item name or lot number", examples=["BW00"]
    )

    def days(self, data_to: date) -> Days:
        """The period asked for. It ends at the data's last day, not today: an ERP that is three
        days late would show three empty days as a slump."""
        last = self.date_to or max(data_to, self.date_from or data_to)
        return Days(self.date_from or earlier(last, DEFAULT_DAYS - 1), last)
