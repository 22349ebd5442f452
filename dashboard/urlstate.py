"""Keeps a widget and a URL parameter in step, with values that mean the same in any language."""

from collections.abc import Collection

import streamlit as st

# Streamlit's own bind="query-params" writes the translated label into the address, so a link
# copied from the Korean page would not open in English.
_SEEN = "url_values_seen"
_UNREAD = "\0unread"


def follow(key: str, default: str, allowed: Collection[str]) -> str:
    """Settle one value before its widget (same `key`) is drawn, and put it into the address.

    The default is left out of the address.
    """
    seen: dict[str, str | None] = st.session_state.setdefault(_SEEN, {})
    address = st.query_params.get(key)
    chosen = st.session_state.get(key)
    value = settle(address, seen.get(key, _UNREAD), chosen, default, allowed)
    wanted = None if value == default else value
    if wanted is None:
        st.query_params.pop(key, None)
    elif wanted != address:
        st.query_params[key] = wanted
    seen[key] = wanted
    st.session_state[key] = value
    return value


def settle(
    address: str | None,
    seen: str | None,
    chosen: str | None,
    default: str,
    allowed: Collection[str],
) -> str:
    """Who spoke last: an address other than the one `seen` (link, Back), else the widget."""
    latest = address if address != seen else chosen
    return latest if latest in allowed and latest is not None else default
