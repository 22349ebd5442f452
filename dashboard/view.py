"""What a viewer looks at: the filters, the data's days, the language; handed to every page."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from dashboard.answers import Health, Question
from dashboard.client import HubClient
from dashboard.periods import Span
from dashboard.texts import Translate


@dataclass(frozen=True)
class Filters:
    """The one row above the pages. No item means all items, an empty `q` any text."""

    period: str
    items: tuple[str, ...] = ()
    q: str = ""

    @property
    def narrowed(self) -> bool:
        """Whether only some of the records are looked at."""
        return bool(self.items or self.q)

    def params(self) -> dict[str, str | Sequence[str]]:
        """The filters besides the period, as parameters of the API."""
        wanted: dict[str, str | Sequence[str]] = {}
        if self.items:
            wanted["item_code"] = self.items
        if self.q:
            wanted["q"] = self.q
        return wanted


@dataclass(frozen=True)
class View:
    """One run of one page. `span` is None while the data's days are not known."""

    text: Translate
    language: str
    hub: HubClient
    health: Health
    filters: Filters
    span: Span | None
    today: date

    @property
    def partial_day(self) -> date | None:
        """The data's last day while it is still running: more of it will come."""
        return self.today if self.health.data_to == self.today else None

    @property
    def data_from(self) -> date:
        """The data's first day; only where `span` is known."""
        assert self.health.data_from is not None
        return self.health.data_from

    @property
    def data_to(self) -> date:
        """The data's last day; only where `span` is known."""
        assert self.health.data_to is not None
        return self.health.data_to

    def question(self, path: str, **params: str | Sequence[str]) -> Question:
        """A question about the period and the filtered records; `params` come on top and win."""
        period = self.span.params() if self.span else {}
        return Question.to(path, **{**period, **self.filters.params(), **params})
