"""What is odd about the newest days, by rules that anybody can check: silent items, silent days,
new items."""

from collections.abc import Collection, Iterator, Mapping
from datetime import date
from typing import Any

from shared.compared_periods import earlier
from shared.db.generation import Generation

# An item is silent after three times its usual pause, but never within this many days.
SILENT_FACTOR = 3
SILENT_DAYS = 3
# Items that were not made for longer have been discontinued; nobody waits for them.
FORGOTTEN_DAYS = 60
# The rhythm is that of the last days in which the item was made.
RHYTHM_DAYS = 90
RHYTHM_MIN_DAYS = 5
NEW_DAYS = 7
# A weekday is a working day when most of its last ten had records.
WEEKS_LOOKED_AT = 10
WEEKS_WORKED = 8
DAYS_LOOKED_AT = 14
ALERTS_MAX = 20

ITEM_DAYS_SQL = """
    SELECT item_code, item_name, first_day, last_day
    FROM items
    WHERE last_day >= :since
"""

RHYTHM_SQL = """
    SELECT COUNT(*), MIN(day)
    FROM daily_items
    WHERE item_code = :item_code AND day >= :since AND day <= :last_day
"""

FIRST_DAY_SQL = """
    SELECT first_day
    FROM items
    WHERE item_code = :item_code
"""

Alert = dict[str, Any]


class AlertRepository:
    """Reads one pinned generation."""

    def __init__(self, generation: Generation) -> None:
        self._generation = generation

    def alerts(self, until: date, made_on: Collection[str], only: Collection[str]) -> list[Alert]:
        """Shaped like overview_schemas.Alert, the oddest first; of `only` these items, or of all.

        `made_on` has a key for each day with a record, over the weeks before `until`.
        """
        known = self._items(earlier(until, FORGOTTEN_DAYS).isoformat(), until.isoformat(), only)
        silent = sorted(
            self._silent(until, known), key=lambda one: -one["days"] / one["usual_days"]
        )
        new = sorted(self._new(until, known), key=lambda one: str(one["day"]), reverse=True)
        days = [] if only else list(silent_days(until, made_on))
        return [*days, *silent, *new][:ALERTS_MAX]

    def _items(
        self, since: str, until: str, only: Collection[str]
    ) -> dict[str, tuple[str | None, str, str]]:
        """Newest name, first and last day by code. Partitions are newest first."""
        merged: dict[str, tuple[str | None, str, str]] = {}
        for part in self._generation.manifest.partitions:
            for code, name, first, last in self._generation.rows(
                part, ITEM_DAYS_SQL, {"since": since}
            ):
                known = merged.get(code)
                if known is not None:
                    merged[code] = (known[0] or name, min(first, known[1]), known[2])
                elif not only or code in only:
                    merged[code] = (name, first, last)
        return {code: item for code, item in merged.items() if item[2] <= until}

    def _silent(
        self, until: date, items: Mapping[str, tuple[str | None, str, str]]
    ) -> Iterator[Alert]:
        for code, (name, _, last) in items.items():
            days = (until - date.fromisoformat(last)).days
            if days <= SILENT_DAYS:
                continue
            usual = self._usual_pause(code, date.fromisoformat(last))
            if usual is not None and days > SILENT_FACTOR * usual:
                yield _alert("item_silent", last, code, name, days, round(usual, 1))

    def _usual_pause(self, code: str, last: date) -> float | None:
        """Days from one production day to the next, on average."""
        params = {
            "item_code": code,
            "since": earlier(last, RHYTHM_DAYS).isoformat(),
            "last_day": last.isoformat(),
        }
        count, first = 0, last.isoformat()
        for part in self._generation.manifest.partitions:
            found, begins = self._generation.rows(part, RHYTHM_SQL, params)[0]
            count += found
            first = min(first, begins or first)
        if count < RHYTHM_MIN_DAYS:
            return None
        return (last - date.fromisoformat(first)).days / (count - 1)

    def _new(
        self, until: date, items: Mapping[str, tuple[str | None, str, str]]
    ) -> Iterator[Alert]:
        since = earlier(until, NEW_DAYS - 1).isoformat()
        data_from = self._generation.manifest.first_day
        if data_from is None or data_from > earlier(until, FORGOTTEN_DAYS).isoformat():
            return
        for code, (name, first, _) in items.items():
            if first >= since and self._first_day(code) >= since:
                yield _alert("item_new", first, code, name)

    def _first_day(self, code: str) -> str:
        """Over all partitions: an older one may know an item that was not made lately."""
        params = {"item_code": code}
        return min(
            str(first)
            for part in self._generation.manifest.partitions
            for (first,) in self._generation.rows(part, FIRST_DAY_SQL, params)
        )


def silent_days(until: date, made_on: Collection[str]) -> Iterator[Alert]:
    """Days without a record though their weekday is a working day, newest first."""
    for back in range(DAYS_LOOKED_AT):
        day = earlier(until, back)
        if day.isoformat() in made_on:
            continue
        weeks = [earlier(day, 7 * week).isoformat() for week in range(1, WEEKS_LOOKED_AT + 1)]
        worked = sum(week in made_on for week in weeks)
        if worked >= WEEKS_WORKED:
            yield _alert("day_silent", day.isoformat())


def _alert(
    kind: str,
    day: str,
    item_code: str | None = None,
    item_name: str | None = None,
    days: int | None = None,
    usual_days: float | None = None,
) -> Alert:
    return {
        "code": kind,
        "item_code": item_code,
        "item_name": item_name,
        "day": day,
        "days": days,
        "usual_days": usual_days,
    }
