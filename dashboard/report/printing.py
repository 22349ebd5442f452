"""The button that opens the browser's print dialogue, and how the page looks on paper."""

import streamlit as st
from streamlit.components.v2.types import ComponentRenderer

STYLE = """
<style>
  /* Numbers stand under each other, though the tables hold them as words. */
  .st-key-report_items :is(th, td):is(:nth-child(4), :nth-child(5)),
  .st-key-report_changes :is(th, td):nth-child(n + 3) { text-align: right !important; }
  @media print {
    header, [data-testid="stHeader"], [data-testid="stToolbar"], .st-key-report_controls,
    .st-key-lang { display: none !important; }
    [data-testid="stMainBlockContainer"] { max-width: 100%; padding: 0; }
    [data-testid="stVerticalBlock"] > div { break-inside: avoid; }
  }
</style>
"""
_HTML = '<button id="print" type="button"></button>'
_CSS = """
#print {
  font: 600 0.95rem var(--st-font); padding: 0.45rem 1rem; cursor: pointer; min-height: 2.4rem;
  color: var(--st-background-color); background: var(--st-primary-color);
  border: 0; border-radius: 8px;
}
"""
_JS = """
export default function ({ data, parentElement }) {
  const button = parentElement.querySelector("#print");
  button.textContent = data.label;
  button.onclick = () => window.print();
}
"""


def print_button(label: str) -> None:
    """Prints what the viewer sees; nothing is sent anywhere."""
    _component()(key="print", data={"label": label}, width="content")


@st.cache_resource(show_spinner=False)
def _component() -> ComponentRenderer:
    return st.components.v2.component("hub_print", html=_HTML, css=_CSS, js=_JS)
