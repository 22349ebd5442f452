"""How long to wait before a service is started again."""

import random
from collections.abc import Callable
from dataclasses import dataclass, field


@dataclass
class Backoff:
    """Doubles from `first_s` to `cap_s`, starts anew after a steady run, never gives up."""

    first_s: float = 0.5
    cap_s: float = 30.0
    steady_s: float = 30.0
    jitter: Callable[[float, float], float] = random.uniform
    _next_s: float = field(default=0.0, init=False)

    def after(self, lived_s: float) -> float:
        """The pause in seconds after a run of `lived_s`."""
        if lived_s >= self.steady_s or not self._next_s:
            self._next_s = self.first_s
        pause = self._next_s
        self._next_s = min(self._next_s * 2, self.cap_s)
        return pause * self.jitter(0.8, 1.2)
