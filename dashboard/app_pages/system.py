"""Script of the page; Streamlit runs it when the address names it."""

from dashboard import frame
from dashboard.system.page import draw

frame.show(draw, without_data=True)
