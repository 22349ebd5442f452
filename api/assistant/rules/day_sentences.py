"""Sentences about days of a kind: those without production, weekends and working days."""

from datetime import timedelta

from api.assistant.rules.writer import Writer, number

_SHOWN_DAYS = 31
_WORKDAYS = range(1, 6)


def about_idle(w: Writer) -> list[str]:
    """The days of the period that the rows by day do not have."""
    period, days = w.frame.period, w.first.fact("days")
    idle = period.days - (days or 0)
    out = [w.say("idle", days=number(days or 0), idle=number(idle))]
    if not w.first.whole or idle == 0:
        return out
    made = {str(label)[:10] for label in w.first.labels()}
    every = (period.first + timedelta(place) for place in range(period.days))
    missing = [str(day) for day in every if str(day) not in made]
    more = "…" if len(missing) > _SHOWN_DAYS else ""
    return [*out, ", ".join(missing[:_SHOWN_DAYS]) + more + "."]


def about_weekend(w: Writer) -> list[str]:
    rows = list(zip(w.first.labels(), w.first.cells("quantity"), strict=True))
    working = sum(amount or 0 for day, amount in rows if int(day) in _WORKDAYS)
    weekend = sum(amount or 0 for day, amount in rows if int(day) not in _WORKDAYS)
    each = " / ".join(f"{w.key(day, 'weekday')} {number(amount)}" for day, amount in rows)
    out = [w.say("weekend", weekend=number(weekend), working=number(working)), f"{each}."]
    return [*out, *weekday_means(w)]


def weekday_means(w: Writer) -> list[str]:
    """Where the tool counted the days."""
    means = list(zip(w.first.labels(), w.first.cells("per_day"), strict=True))
    if all(mean is None for _, mean in means):
        return []
    per_day = " / ".join(f"{w.key(day, 'weekday')} {number(mean)}" for day, mean in means)
    return [w.say("weekday_means", means=per_day)]
