"""Overview page: one call to the API, drawn from the numbers down to the calendar."""

from datetime import date, timedelta

import streamlit as st

from dashboard import charting, session
from dashboard.answers import Body
from dashboard.cards import kpi_cards
from dashboard.changes import change_pct
from dashboard.formats import markdown_safe, percent, quantity
from dashboard.notices import empty_notice, load
from dashboard.overview import charts, numbers
from dashboard.overview.target_line import daily_targets, month_target, month_words
from dashboard.texts import Translate
from dashboard.view import View


def draw(view: View) -> None:
    screen = load(view, "overview", view.question("/overview"))
    if screen is None:
        return
    body = screen.answers[0].body
    # Each in its place: what is there on some days only must not make the charts anew.
    with st.container(key="headline"):
        _headline(body, view)
    kpi_cards(numbers.cards(body, view.partial_day), view.text)
    with st.container():
        _month_target(body, view)
    with st.container():
        _charts(body, view)
    with st.container():
        _alerts(body, view)
    _calendar(body, view)
    _quality(view)


def _headline(body: Body, view: View) -> None:
    """The period's own total, and with what it is compared."""
    text, period, compared = view.text, body["period"], body["comparison"]
    total = period["total"]
    words = [
        f"**{text('span', first=period['from'], last=period['to'])}**",
        text("total_of_period", total=f"**{quantity(total['total_production'])}**"),
        text("working_days", days=total["day_count"]),
    ]
    if total["daily_average"] is not None:
        words.append(text("daily_average", average=quantity(total["daily_average"])))
    if compared is None:
        words.append(text("compared_nothing"))
    else:
        words.append(_compared_words(total, compared, text))
    st.markdown(" · ".join(words))
    _extremes(body, view)


def _compared_words(total: Body, compared: Body, text: Translate) -> str:
    base = compared["total"]["total_production"]
    change, days = change_pct(total["total_production"], base), (compared["from"], compared["to"])
    if change is None:
        return text("compared_zero", first=days[0], last=days[1])
    return text("compared_weeks", first=days[0], last=days[1], change=percent(change) or "±0%")


def _extremes(body: Body, view: View) -> None:
    """The best and the weakest day; a day that is still running is neither yet."""
    text, running = view.text, view.partial_day
    found = numbers.extremes(body, running)
    words = []
    if found is not None:
        (best, most), (worst, least) = found
        words.append(text("day_best", day=best, quantity=quantity(most)))
        words.append(text("day_worst", day=worst, quantity=quantity(least)))
    if running is not None and body["period"]["to"] >= running.isoformat():
        words.append(text("day_running", day=running))
    if words:
        st.caption(" · ".join(words))


def _month_target(body: Body, view: View) -> None:
    """How much of the month's target is made; nothing without a target or with filters."""
    wanted = month_target(body, view)
    if wanted is None:
        return
    so_far = body["month_to_date"]
    made, until = so_far["total_production"], date.fromisoformat(so_far["to"])
    words = month_words(made, wanted, until, view.text)
    st.progress(min(max(made / wanted, 0.0), 1.0), text=words)


def _charts(body: Body, view: View) -> None:
    text = view.text
    if not body["period"]["total"]["batch_count"]:
        empty_notice(view)
        return
    left, right = st.columns([2, 1])
    with left.container(border=True, height="stretch"):
        st.markdown(f"**{text('daily_title')}**", help=text("daily_help"))
        points = numbers.day_points(body, view.data_from)
        clicked = st.echarts_chart(
            charts.daily_chart(points, daily_targets(points, view), text),
            height=320,
            key="daily",
            on_select="rerun",
            alt=text(
                "daily_alt",
                first=body["period"]["from"],
                last=body["period"]["to"],
                total=quantity(body["period"]["total"]["total_production"]),
            ),
        )
        if (row := charting.newly_clicked("daily", clicked)) is not None:
            charting.open_day(points[row].day)
    with right.container(border=True, height="stretch"):
        st.markdown(f"**{text('top_title')}**")
        items = _top_items(body, text)
        chosen = st.echarts_chart(
            charts.top_chart(items, text),
            height=320,
            key="top",
            on_select="rerun",
            alt=text("top_alt", item=items[0][0]),
        )
        if (row := charting.newly_clicked("top", chosen)) is not None:
            charting.open_item(items[row][0])


def _top_items(body: Body, text: Translate) -> list[tuple[str, str, float]]:
    """(code, name, quantity), largest first."""
    return [
        (row["item_code"], row["item_name"] or text("no_name"), row["total_production"])
        for row in body["top_items"]
    ]


def _alerts(body: Body, view: View) -> None:
    if not body["alerts"]:
        return
    text = view.text
    with st.container(border=True):
        st.markdown(f"**{text('alerts_title', n=len(body['alerts']))}**", help=text("alerts_help"))
        for alert in body["alerts"]:
            _alert(alert, text)


def _alert(alert: Body, text: Translate) -> None:
    """One line; that of an item leads to it."""
    code = alert["item_code"]
    name = markdown_safe(" ".join(filter(None, (code, alert["item_name"]))))
    words = text(
        f"alert_{alert['code']}",
        item=name,
        day=alert["day"],
        days=alert["days"],
        usual=alert["usual_days"],
    )
    if code is None:
        st.markdown(words)
        return
    wanted = charting.address({session.ITEMS_KEY: [code]})
    icon = ":material/arrow_forward:"
    st.page_link(charting.PRODUCTS_PAGE, label=words, icon=icon, query_params=wanted)


def _calendar(body: Body, view: View) -> None:
    text = view.text
    last = date.fromisoformat(body["series"]["to"])
    first = last - timedelta(numbers.CALENDAR_DAYS)
    with st.container(border=True):
        st.markdown(f"**{text('calendar_title')}**", help=text("calendar_help"))
        made = numbers.Series.of(body).quantity
        chart = charts.calendar_chart(made, first, last, text)
        clicked = st.echarts_chart(
            chart,
            height=170,
            key="calendar",
            on_select="rerun",
            alt=text("calendar_alt", first=first, last=last),
        )
        if (row := charting.newly_clicked("calendar", clicked)) is not None:
            charting.open_day(chart["dataset"]["source"][row][0])


def _quality(view: View) -> None:
    """Rows of the ERP that no number counts are never passed over in silence."""
    health = view.health
    if health.rejected or health.hidden:
        words = view.text(
            "quality_line", rejected=quantity(health.rejected), hidden=quantity(health.hidden)
        )
        st.page_link("app_pages/system.py", label=words, icon=":material/rule:")
