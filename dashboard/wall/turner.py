"""The kiosk's own clock: asks for the next panel, and keeps the browser in the dark, bare view."""

import streamlit as st
from streamlit.components.v2.types import ComponentRenderer

# Streamlit reads both only from the address, and only when the page is opened.
_JS = """
export default function ({ data, parentElement, setTriggerValue }) {
  const address = new URL(window.location.href);
  if (address.searchParams.get("embed") !== "true") {
    address.searchParams.set("embed", "true");
    address.searchParams.set("embed_options", "dark_theme");
    window.location.replace(address.href);
    return;
  }
  const own = (parentElement.hubTurner ??= {});
  own.turn = () => setTriggerValue("turn", Date.now());
  if (own.seconds !== data.seconds) {
    clearInterval(own.timer);
    own.seconds = data.seconds;
    own.timer = data.seconds ? setInterval(() => own.turn(), data.seconds * 1000) : undefined;
  }
  return () => {
    clearInterval(own.timer);
    own.seconds = undefined;
  };
}
"""
_PANEL = "wall_panel"


def panel(count: int, seconds: int) -> int:
    """The panel to draw; `seconds` = 0 stays on it."""
    _component()(
        key="turner", data={"seconds": seconds}, on_turn_change=lambda: _turn(count), height=1
    )
    return int(st.session_state.get(_PANEL, 0)) % count


def _turn(count: int) -> None:
    st.session_state[_PANEL] = (int(st.session_state.get(_PANEL, 0)) + 1) % count


@st.cache_resource(show_spinner=False)
def _component() -> ComponentRenderer:
    return st.components.v2.component("hub_turner", html="<div></div>", js=_JS)
