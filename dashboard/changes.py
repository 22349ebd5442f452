"""What has changed from one number to another, in percent."""


def change_pct(now: float | None, base: float | None) -> float | None:
    """Percent of the base, positive when there is more now, as the API does it; None without a
    base or with base 0."""
    if now is None or not base:
        return None
    return 100 * (now - base) / abs(base)
