"""When the sample plant works: weekdays, seasons, Korean holidays, shifts, and how its ERP writes
the moment of a booking."""

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import accumulate, pairwise

from tools.sample_data.chance import seeded

WEEKDAY_SHARE = (0.97, 1.0, 1.02, 1.01, 0.98, 0.34, 0.02)
MONTH_SHARE = (0.96, 0.95, 1.05, 1.06, 1.03, 1.02, 0.98, 0.93, 1.04, 1.05, 1.06, 0.99)
GROWTH_PER_YEAR = 0.05
BREAKDOWN_CHANCE = 1 / 150
FIXED_HOLIDAYS = frozenset(
    {(1, 1), (3, 1), (5, 1), (5, 5), (6, 6), (8, 15), (10, 3), (10, 9), (12, 25)}
)
# Holidays that follow the moon, with their substitute days: Seollal, Buddha's birthday, Chuseok.
LUNAR_HOLIDAYS = (
    (date(2023, 1, 21), date(2023, 1, 24)),
    (date(2023, 5, 27), date(2023, 5, 29)),
    (date(2023, 9, 28), date(2023, 10, 1)),
    (date(2024, 2, 9), date(2024, 2, 12)),
    (date(2024, 5, 15), date(2024, 5, 15)),
    (date(2024, 9, 16), date(2024, 9, 18)),
    (date(2025, 1, 28), date(2025, 1, 30)),
    (date(2025, 5, 5), date(2025, 5, 6)),
    (date(2025, 10, 5), date(2025, 10, 8)),
    (date(2026, 2, 16), date(2026, 2, 18)),
    (date(2026, 5, 24), date(2026, 5, 25)),
    (date(2026, 9, 24), date(2026, 9, 26)),
    (date(2027, 2, 6), date(2027, 2, 9)),
    (date(2027, 5, 13), date(2027, 5, 13)),
    (date(2027, 9, 14), date(2027, 9, 16)),
)
# Bookings in each hour: a night shift, two day shifts, meals at 12 and 18.
HOUR_SHARE = (2, 2, 2, 1, 2, 2, 3, 4, 8, 9, 9, 9, 4, 9, 9, 9, 8, 7, 4, 6, 6, 5, 4, 3)
STAMP_SHARE = {
    "midnight": 24,
    "korean": 46,
    "korean_short": 10,
    "clock": 8,
    "day": 4,
    "t": 3,
    "english": 2.5,
    "english_after": 2.5,
}
STAMP_COUNT = 8192  # 2 ** 13, see BookingStream.of_day


def day_share(day: date, first: date, seed: int) -> float:
    """How much the plant works that day (1 = an ordinary weekday of the first year, 0 = closed)."""
    if is_closed(day):
        return 0.0
    chance = seeded("day", seed, day)
    share = WEEKDAY_SHARE[day.weekday()] * MONTH_SHARE[day.month - 1]
    share *= 1 + GROWTH_PER_YEAR * (day - first).days / 365
    share *= chance.lognormvariate(0.0, 0.07)
    if _is_slow_season(day):
        share *= 0.5
    if chance.random() < BREAKDOWN_CHANCE:
        share *= 0.4
    return share


def is_closed(day: date) -> bool:
    return (day.month, day.day) in FIXED_HOLIDAYS or any(
        first <= day <= last for first, last in LUNAR_HOLIDAYS
    )


def spread(total: int, shares: Sequence[float]) -> list[int]:
    """`total` divided in proportion, as whole numbers that add up to it exactly."""
    whole = sum(shares)
    ends = [0, *(round(total * part / whole) for part in accumulate(shares))]
    return [end - begin for begin, end in pairwise(ends)]


def days_between(first: date, last: date) -> list[date]:
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]


def make_stamps(seed: int) -> list[str]:
    """What the ERP writes after the day, in the order of a day's bookings."""
    chance = seeded("stamps", seed)
    hours = chance.choices(range(24), HOUR_SHARE, k=STAMP_COUNT)
    seconds = sorted(
        hour * 3600 + chance.randrange(60) * 60 + chance.choice((0, 0, 0, chance.randrange(60)))
        for hour in hours
    )
    styles = chance.choices(list(STAMP_SHARE), list(STAMP_SHARE.values()), k=STAMP_COUNT)
    return [_stamp(second, style) for second, style in zip(seconds, styles, strict=True)]


def _is_slow_season(day: date) -> bool:
    summer = date(day.year, 7, 28) <= day <= date(day.year, 8, 7)
    return summer or (day.month == 12 and day.day > 25)


def _stamp(second_of_day: int, style: str) -> str:
    hour, rest = divmod(second_of_day, 3600)
    tail = f"{rest // 60:02}:{rest % 60:02}"
    twelve, afternoon = hour % 12 or 12, hour >= 12
    korean, english = ("오후", "PM") if afternoon else ("오전", "AM")
    return {
        "midnight": " 오전 12:00:00",
        "korean": f" {korean} {twelve:02}:{tail}",
        "korean_short": f" {korean} {twelve}:{tail}",
        "clock": f" {hour:02}:{tail}",
        "day": "",
        "t": f"T{hour:02}:{tail}",
        "english": f" {english} {twelve:02}:{tail}",
        "english_after": f" {twelve:02}:{tail} {english}",
    }[style]
