"""Opening a page, and reading what stands on it."""

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


def korean_in(text: str) -> list[str]:
    return [line for line in text.splitlines() if any("가" <= letter <= "힣" for letter in line)]
