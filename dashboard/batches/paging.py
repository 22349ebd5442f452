"""Where the viewer stands in the pages of one search: the cursors on the way there."""

from dataclasses import dataclass, field

import streamlit as st

from dashboard.answers import Question

PAGE_ROWS = 200
_KEY = "batches_paging"


@dataclass
class Paging:
    """`cursors[n]` begins page n + 1; the first page needs none."""

    search: Question
    cursors: list[str] = field(default_factory=list)

    @property
    def page(self) -> int:
        """Pages before the shown one."""
        return len(self.cursors)

    def question(self) -> Question:
        params = (*self.search.params, ("limit", str(PAGE_ROWS)))
        if self.cursors:
            params = (*params, ("cursor", self.cursors[-1]))
        return Question(self.search.path, tuple(sorted(params)))

    def forward(self, cursor: str) -> None:
        """A click that comes twice turns one page."""
        if cursor not in self.cursors:
            self.cursors.append(cursor)

    def back(self) -> None:
        if self.cursors:
            self.cursors.pop()

    def to_start(self) -> None:
        self.cursors.clear()


def paging_of(search: Question) -> Paging:
    """Of this session; another search begins with its first page."""
    known = st.session_state.get(_KEY)
    if not isinstance(known, Paging) or known.search != search:
        known = Paging(search)
        st.session_state[_KEY] = known
    return known
