"""The file of targets, read again when it changes; what is wrong with it is shown once a page."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import streamlit as st

from dashboard import session
from dashboard.formats import markdown_safe
from dashboard.view import View
from shared.errors import InvalidTargets
from shared.targets import NO_TARGETS, Targets, read_targets


def targets() -> Targets:
    """None at all without a file. Raises InvalidTargets."""
    path = session.settings().targets
    if path is None:
        return NO_TARGETS
    try:
        stamp = path.stat().st_mtime_ns
    except OSError as exc:
        raise InvalidTargets(f"{path}: {exc.strerror}") from exc
    return _read(path, stamp)


def plant_target(view: View) -> Targets | None:
    """Targets of the whole plant; None where the page shows only a part of it."""
    if view.filters.narrowed:
        return None
    try:
        return targets()
    except InvalidTargets:
        return None


def item_targets(code: str, step: str, periods: Sequence[str]) -> list[float | None]:
    """One for each day or month; empty where the file has none for the item, and for weeks."""
    try:
        known = targets()
    except InvalidTargets:
        return []
    if step == "day":
        wanted = [known.of_day(date.fromisoformat(day), code) for day in periods]
    elif step == "month":
        wanted = [known.of_month(date.fromisoformat(f"{month}-01"), code) for month in periods]
    else:
        wanted = []
    return wanted if any(wanted) else []


def notice(view: View) -> None:
    """What is wrong with the file, and where."""
    try:
        targets()
    except InvalidTargets as exc:
        title, hint = (
            (exc.title_ko, exc.hint_ko) if view.language == "ko" else (exc.title, exc.hint)
        )
        detail = markdown_safe(str(exc))
        st.warning(f"**{title}**: {detail}  \n{hint}", icon=":material/flag:")


@st.cache_data(max_entries=4, show_spinner=False)
def _read(path: Path, stamp: int) -> Targets:  # noqa: ARG001 - part of the cache's key
    return read_targets(path)
