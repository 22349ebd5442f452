"""The request budget's text: `600/minute`, `10/second;600/minute`."""

from typing import NamedTuple

WANTED = "wants a number and a span, as 600/minute, 100/15 minutes or 10/second;600/minute"
# What a header field's integer may be is more; no client asks as often.
MAX_AMOUNT = 1_000_000_000


class RateLimit(NamedTuple):
    """`amount` requests in `window_s` seconds."""

    amount: int
    window_s: int


def parse_rate_limits(text: str) -> tuple[RateLimit, ...]:
    """All of them hold at once; none for an empty text. Raises ValueError saying what is wrong."""
    if not text.strip():
        return ()
    # Here, because it costs each process 130 ms of imports, and most hubs set no limit.
    from limits import parse_many

    try:
        found = [RateLimit(item.amount, item.get_expiry()) for item in parse_many(text)]
    except ValueError as exc:
        raise ValueError(WANTED) from exc
    if not all(0 < limit.amount <= MAX_AMOUNT and limit.window_s > 0 for limit in found):
        raise ValueError(WANTED)
    if len({limit.window_s for limit in found}) < len(found):
        raise ValueError("names two limits for one span")
    return tuple(found)
