"""Repeatable chance: each part of the sample draws from its own generator, named by its key."""

import random


def seeded(*key: object) -> random.Random:
    """The same key gives the same draws, whatever else was drawn before."""
    return random.Random("-".join(map(str, key)))  # noqa: S311 - sample data guards no secret


def draws(chance: random.Random, amount: int) -> memoryview:
    """`amount` whole numbers below 65,536: in a third of the time of `chance.choices`."""
    return memoryview(chance.randbytes(2 * amount)).cast("H")
