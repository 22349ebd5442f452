"""The browser's Back and Forward: one step is one page, with the filters it had."""

import streamlit as st
from streamlit.components.v2.types import ComponentRenderer
from streamlit.runtime.scriptrunner import get_script_run_ctx

# Streamlit adds a step for each value it writes into the address, and for each change of page one
# without the filters. `st.switch_page` writes the next page's filters to this page's address first.
_JS = """
export default function ({ data }) {
  const own = (window.hubHistory ??= {});
  // Called at other times too, maybe while the next page's filters stand in the address.
  const sorted = (pairs) => pairs.map(String).sort().join("&");
  const shown = [...new URLSearchParams(location.search)];
  const ours = shown.filter(([key]) => !key.startsWith("embed"));
  if (sorted(ours) === sorted(data.settled)) {
    own.drawn = { path: location.pathname, href: location.href };
  }
  if (own.push) return;
  own.push = history.pushState.bind(history);
  history.pushState = (state, title, url) => {
    const to = new URL(url, location.href);
    if (to.pathname === location.pathname) {
      history.replaceState(state, title, url);
      return;
    }
    if (own.drawn?.path === location.pathname) history.replaceState(state, title, own.drawn.href);
    own.push(state, title, url);
  };
}
"""


def is_step() -> bool:
    """Whether Back or Forward has led to this run: then the address says all that is wished."""
    context = get_script_run_ctx()
    return context is not None and context.is_history_navigation


def one_step_per_page(page: str) -> None:
    """Draws nothing; at the end of a run, when the address is what the page shows."""
    settled = [(key, each) for key in st.query_params for each in st.query_params.get_all(key)]
    _component()(key="history", data={"page": page, "settled": settled})


@st.cache_resource(show_spinner=False)
def _component() -> ComponentRenderer:
    return st.components.v2.component("hub_history", html="<div></div>", js=_JS)
