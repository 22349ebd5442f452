"""Opening a page, and reading what stands on it."""

import json
from typing import Any

from streamlit.testing.v1 import AppTest


def open_page(app: AppTest, name: str = "overview", **params: str | list[str]) -> AppTest:
    """Goes to a page as a link would; no exception may stand on it."""
    if not app.get("markdown"):
        app.run()
    for key, value in params.items():
        app.query_params[key] = value
    app.switch_page(f"app_pages/{name}.py").run()
    assert not app.exception
    return app


def words(app: AppTest) -> str:
    """All text that is no widget's."""
    parts = (*app.title, *app.subheader, *app.markdown, *app.caption)
    notices = (*app.error, *app.warning, *app.info, *app.success)
    return "\n".join(str(each.value) for each in (*parts, *notices))


def cards(app: AppTest) -> dict[str, str]:
    """Value of each KPI card by label."""
    return {metric.label: metric.value for metric in app.metric}


def compared(app: AppTest) -> dict[str, str | None]:
    """The change on each KPI card by label; None where the card compares with nothing."""
    return {metric.label: metric.delta or None for metric in app.metric}


def sparks(app: AppTest) -> dict[str, list[float]]:
    """What the small chart of each KPI card draws."""
    return {metric.label: list(metric.proto.chart_data) for metric in app.metric}


def chart(app: AppTest, number: int = 0) -> list[list[Any]]:
    """The rows that a chart draws."""
    rows: list[list[Any]] = spec(app, number)["dataset"]["source"]
    return rows


def spec(app: AppTest, number: int = 0) -> dict[str, Any]:
    """A chart's options."""
    return dict(json.loads(app.get("echarts_chart")[number].proto.spec))


def table(app: AppTest, number: int = 0) -> list[tuple[Any, ...]]:
    """The rows of a table that can be scrolled; what is missing is None."""
    return _rows(app.dataframe[number].value)


def printed(app: AppTest, number: int = 0) -> list[tuple[Any, ...]]:
    """The rows of a table that is made for paper."""
    return _rows(app.table[number].value)


def _rows(frame: Any) -> list[tuple[Any, ...]]:
    return [
        tuple(None if value != value else value for value in row)
        for row in frame.itertuples(index=False, name=None)
    ]


def korean_in(text: str) -> list[str]:
    return [line for line in text.splitlines() if any("가" <= letter <= "힣" for letter in line)]
