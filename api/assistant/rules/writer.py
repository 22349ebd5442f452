"""What every sentence is made with: the question, the language, the results, numbers as text."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from api.assistant.rules.catalogue import plain_name
from api.assistant.rules.frame import Frame
from api.assistant.rules.period import Period
from api.assistant.rules.reading import Reading
from api.assistant.rules.texts import UNITS, WEEKDAYS, say


def number(value: Any) -> str:
    """`1234567.891` -> `1,234,567.89`."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return "-" if value is None else str(value)
    if value == int(value):
        return f"{int(value):,}"
    return f"{value:,.2f}".rstrip("0").rstrip(".")


@dataclass(frozen=True, slots=True)
class Writer:
    """Of one answer: what was asked, in which language, what came back."""

    frame: Frame
    language: str
    results: Sequence[Reading]

    @property
    def first(self) -> Reading:
        return self.results[0]

    def period(self, period: Period | None = None) -> str:
        shown = period or self.frame.period
        if shown.unit == "all":
            return say(self.language, "span_all", last=shown.last)
        if shown.first == shown.last:
            return str(shown.first)
        return say(self.language, "span", first=shown.first, last=shown.last)

    @property
    def who(self) -> str:
        subject = self.frame.subject
        codes = ", ".join(subject.codes[:5]) + ("…" if len(subject.codes) > 5 else "")
        # A lot of digits alone would read as an amount.
        lot = f"`{subject.lot}`" if subject.lot[:1].isdigit() else subject.lot
        return " ".join(filter(None, (codes, lot))) or say(self.language, "everything")

    def say(self, name: str, **values: object) -> str:
        marker = " ".join(f"[{reading.marker}]" for reading in self.results)
        shared = {"period": self.period(), "who": self.who, "r": marker}
        return say(self.language, name, **shared, **values)

    def unit(self, name: str) -> str:
        return UNITS[name][self.language == "en"]

    def key(self, value: Any, group: str) -> str:
        """A row's key as people say it."""
        if group == "weekday" and isinstance(value, int) and 1 <= value <= len(WEEKDAYS):
            return WEEKDAYS[value - 1][self.language == "en"]
        return plain_name(str(value))
