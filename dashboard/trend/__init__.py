"""The trend page: production by day, week, month or quarter, beside an earlier period."""
