"""Keeps the viewer's choices in the address, in session memory and in widgets, all in step.

Streamlit's own bind="query-params" writes the translated label into the address, so a link
copied from the Korean page would not open in English.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

import streamlit as st

Values = tuple[str, ...]
Check = Callable[[Values], bool]

_MEMORY = "url_memory"
# Addresses are bounded by browsers; nobody's filter is longer.
_MAX_VALUES = 100


@dataclass
class Memory:
    """What a session has settled: `seen` is what stood in the address then, by key."""

    page: str | None = None
    kept: dict[str, Values] = field(default_factory=dict)
    seen: dict[str, Values] = field(default_factory=dict)
    switched: bool = False
    refused: dict[str, str] = field(default_factory=dict)


def begin(page: str, *, step: bool = False) -> None:
    """Once a run, before any `follow`.

    Streamlit empties the address when a viewer goes to another page: an empty address is no
    wish then, and what was chosen stays. After a `step` (Back, Forward) it is one for the defaults.
    """
    memory = _memory()
    if step:
        memory.switched = False
    elif memory.page != page:
        memory.switched = memory.page is not None and not st.query_params
    memory.page = page
    memory.refused = {}


def end() -> None:
    """At the end of a run. One that was cut short by the next leaves the address half written: the
    next must not take what is missing for a wish."""
    _memory().switched = False


def follow(key: str, default: Values, check: Check, chosen: Values | None) -> Values:
    """Settle one choice and put it into the address, where the default is left out.

    `chosen` is what the widget holds, None while no widget is drawn. A value of the address that
    `check` turns down falls back to the default and is named by `refused`.
    """
    memory = _memory()
    address = tuple(st.query_params.get_all(key))[:_MAX_VALUES]
    seen = address if memory.switched else memory.seen.get(key)
    held = chosen if chosen is not None else memory.kept.get(key)
    value, refused = settle(address, seen, held, default, check)
    if refused is not None:
        memory.refused[key] = refused
    wanted = () if value == default else value
    if wanted != address:
        if wanted:
            st.query_params[key] = list(wanted)
        else:
            st.query_params.pop(key, None)
    memory.seen[key], memory.kept[key] = wanted, value
    return value


def remember(key: str, value: Values) -> None:
    """A choice made by other means than a widget of its own; the next run settles on it."""
    memory = _memory()
    memory.kept[key] = memory.seen[key] = value
    if value:
        st.query_params[key] = list(value)
    else:
        st.query_params.pop(key, None)


def kept(key: str) -> Values | None:
    """What was settled last, also on a page without the widget."""
    return _memory().kept.get(key)


def refused() -> dict[str, str]:
    """Values of this run's address that mean nothing, by key."""
    return dict(_memory().refused)


def settle(
    address: Values, seen: Values | None, chosen: Values | None, default: Values, check: Check
) -> tuple[Values, str | None]:
    """(value, refused): who spoke last wins, an address other than the one `seen` (link, Back),
    else the widget. Whatever `check` turns down becomes the default."""
    from_address = address != seen
    latest = (address or default) if from_address else (default if chosen is None else chosen)
    if latest == default or check(latest):
        return latest, None
    return default, ", ".join(latest) if from_address else None


def _memory() -> Memory:
    memory: Memory = st.session_state.setdefault(_MEMORY, Memory())
    return memory
