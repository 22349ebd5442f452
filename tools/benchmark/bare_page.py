"""`python -m tools.benchmark.bare_page FOLDER PORT`: a one-line Streamlit page, served exactly as
the dashboard is. The floor of what a page can take."""

import shutil
import sys
from pathlib import Path

import streamlit as st

from tools.benchmark.data import ROOT

WORDS = "ready"
_SCRIPT = f"import streamlit as st\n\nst.write({WORDS!r})\n"


def main(folder: str, port: str) -> None:
    """`folder` is overwritten."""
    script = Path(folder) / "app.py"
    script.parent.mkdir(parents=True, exist_ok=True)
    script.write_text(_SCRIPT, encoding="utf-8")
    # Streamlit reads the settings that lie beside the script: they are the dashboard's own.
    settings = ROOT / "dashboard" / ".streamlit"
    shutil.copytree(settings, script.parent / ".streamlit", dirs_exist_ok=True)
    st.App(script).run(
        config={
            "server.address": "127.0.0.1",
            "server.port": int(port),
            "server.headless": True,
            "browser.gatherUsageStats": False,
        }
    )


if __name__ == "__main__":
    main(*sys.argv[1:])
