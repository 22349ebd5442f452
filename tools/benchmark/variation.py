"""Turns one request into as many as are wanted that cost the same and give the same rows, so that
none of them is in the cache. The counters of `/status` tell whether it was so."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from urllib.parse import urlencode

from shared.cursors import Cursor, filters_hash
from shared.queries import RecordFilter

Params = Mapping[str, str | list[str]]
# The path and query of the n-th request.
Paths = Callable[[int], str]

# Behind every record, far from the last date there is.
FAR = date(2300, 1, 1)
FAR_DAYS = 2_000_000
BEFORE_ALL = Cursor(d="9999-12-31 23:59:59", src="live", id=0, f="0" * 8)


def url(path: str, params: Params) -> str:
    query = urlencode(params, doseq=True)
    return f"{path}?{query}" if query else path


def fixed(path: str, params: Params) -> Paths:
    """The same request every time: for what shall be in the cache."""
    whole = url(path, params)
    return lambda _: whole


def by_date_to(path: str, params: Params) -> Paths:
    """A last day that is behind all data, another one each time."""
    return lambda n: url(path, {**params, "date_to": far_day(n)})


def by_limit(path: str, params: Params, least: int, most: int) -> Paths:
    """A limit that is above the number of rows, another one each time, then all over again."""
    return lambda n: url(path, {**params, "limit": str(least + n % (most - least + 1))})


def by_period(path: str, params: Params, first: date, last: date, days: int) -> Paths:
    """Periods of about `days` days between two days: each (end, length) is another key."""
    ends = (last - first).days - 2 * days

    def nth(n: int) -> str:
        end = last - timedelta(days=n % ends)
        begin = end - timedelta(days=days + n // ends % days)
        return url(path, {**params, "date_from": str(begin), "date_to": str(end)})

    return nth


def behind(path: str, params: Params, place: Cursor) -> Paths:
    """A page behind `place`, by a last day that is behind all data.

    A cursor belongs to its filters, so each request has a cursor of its own for the same place.
    """

    def nth(n: int) -> str:
        varied = {**params, "date_to": far_day(n)}
        return url(path, {**varied, "cursor": cursor_for(varied, place)})

    return nth


def before_all(path: str, params: Params) -> Paths:
    """The first page by cursors that stand before every record: for a period that has an end."""

    def nth(n: int) -> str:
        place = BEFORE_ALL.model_copy(update={"id": n + 1})
        return url(path, {**params, "cursor": cursor_for(params, place)})

    return nth


def cursor_for(params: Params, place: Cursor) -> str:
    """The cursor that the API would issue for this place under these filters."""
    given: dict[str, object] = {
        name: value for name, value in params.items() if name in RecordFilter.model_fields
    }
    if isinstance(code := given.get("item_code"), str):
        given["item_code"] = (code,)
    filters = RecordFilter.model_validate(given)
    return place.model_copy(update={"f": filters_hash(filters)}).encode()


def far_day(n: int) -> str:
    return str(FAR + timedelta(days=n % FAR_DAYS))
