"""KPI cards."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import streamlit as st

from dashboard.texts import Translate


@dataclass(frozen=True)
class Card:
    """One KPI. `key` names label and help; `basis` says with what `delta` compares.

    `judged`: more is better, so a fall may be coloured as one.
    """

    key: str
    value: str | None
    delta: str | int | None = None
    basis: str = "basis_none"
    basis_values: dict[str, object] = field(default_factory=dict)
    spark: Sequence[float] = ()
    judged: bool = True


def kpi_cards(
    cards: Sequence[Card], text: Translate, columns: int = 5, *, plain: bool = False
) -> None:
    """In one row where there is room, wrapping on a phone; `plain` without help and sparkline."""
    with st.grid(columns, min_column_width=200, gap="small", key="kpis"):
        for card in cards:
            st.metric(
                text(card.key),
                card.value or text("no_value"),
                card.delta,
                delta_color="normal" if card.judged else "off",
                delta_description=text(card.basis, **card.basis_values),
                help=None if plain else text(f"{card.key}_help"),
                border=True,
                height="stretch",
                chart_data=None if plain else list(card.spark) or None,
                chart_type="bar",
            )
