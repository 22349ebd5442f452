"""How many generated examples a property test runs, and from which seed.

The same ones every time, so that a change is never red by chance; `TEST_EXAMPLES=1000` looks for
new ones instead.
"""

import os

from hypothesis import HealthCheck, settings

LONG = os.environ.get("TEST_EXAMPLES", "")


def examples(count: int) -> settings:
    """Settings of one property; time limits would only measure the machine."""
    return settings(
        max_examples=int(LONG or count),
        derandomize=not LONG,
        database=None,
        deadline=None,
        # The published plant is only read, so all examples may share it.
        suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    )
