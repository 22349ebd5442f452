"""Up to three questions that lead on from what was just looked up."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from api.assistant.model import Call

MAX_QUESTIONS = 3

# (ko, en); {who} is empty or an item code with a space behind, {span} the period that was asked.
_QUESTIONS: dict[str, tuple[str, str]] = {
    "previous": (
        "{who}{span} 생산량을 이전 기간과 비교",
        "compare {who}{span} with the previous period",
    ),
    "year_before": ("{who}{span} 생산량 전년 대비", "{who}{span} production year over year"),
    "by_item": ("{span} 제품별 생산량", "production by item {span}"),
    "top": ("{span} 상위 5개 제품", "top 5 items {span}"),
    "by_month": ("{who}{span} 월별 추이", "{who}monthly trend {span}"),
    "by_day": ("{who}{span} 일별 추이", "{who}daily trend {span}"),
    "weekday": ("{who}{span} 요일별 생산량", "{who}production by weekday {span}"),
    "average": ("{who}{span} 하루 평균 생산량", "{who}average per day {span}"),
    "best_day": ("{who}{span} 가장 많이 생산한 날", "{who}best day {span}"),
    "share": ("{who}{span} 비중", "share of {who}{span}"),
    "records": ("{who}최근 기록 10건", "last 10 records of {who}"),
    "last_made": ("{who}마지막 생산일은 언제야?", "when was {who}last produced?"),
    "item_year": ("{who}올해 총 생산량", "{who}total production this year"),
    "this_month": ("이번 달 총 생산량", "total production this month"),
    "this_year_top": ("올해 상위 5개 제품", "top 5 items this year"),
    "this_year_trend": ("올해 월별 추이", "monthly trend this year"),
    "status": ("데이터는 언제까지 있어?", "how fresh is the data?"),
}  # fmt: skip
_START = ("this_month", "this_year_top", "this_year_trend")
_LONG_DAYS = 62


def suggestions(calls: Sequence[Call], language: str) -> list[str]:
    """`calls`: those of the turn that gave a result, in their order."""
    if not calls:
        return _said(_START, language, "", "")
    last = calls[-1]
    who, span = _who(last), _span(last.args, language)
    names = _names(last, who, span)
    return _said(names, language, f"{who} " if who else "", span)


def _said(names: Sequence[str], language: str, who: str, span: str) -> list[str]:
    texts = (_QUESTIONS[name][language == "en"] for name in names)
    said = (" ".join(text.format(who=who, span=span).split()) for text in texts)
    return list(dict.fromkeys(said))[:MAX_QUESTIONS]


def _names(call: Call, who: str, span: str) -> Sequence[str]:
    if call.name == "records" or (call.name == "find_items" and who):
        return ("item_year", "last_made", "records") if who else _START
    if not span or call.name not in ("aggregate", "compare"):
        return _START if call.name != "find_items" else (*_START[:2], "status")
    if call.name == "compare":
        trend = "by_month" if _is_long(call.args) else "by_day"
        return ("year_before", trend, "records" if who else "by_item")
    return _after_aggregate(call, who)


def _after_aggregate(call: Call, who: str) -> Sequence[str]:
    group = call.args.get("group_by", "none")
    trend = "by_month" if _is_long(call.args) else "by_day"
    if group == "item":
        return ("previous", trend, "best_day")
    if group in ("day", "week", "month", "quarter", "year"):
        return ("previous", "weekday", "share" if who else "top")
    if group == "weekday":
        return ("best_day", "average", "share" if who else "top")
    return ("previous", trend, "share" if who else "top")


def _who(call: Call) -> str:
    """The one item that the call was about."""
    codes = call.args.get("item_codes") or [call.args.get("item_code")]
    return str(codes[0]) if len(codes) == 1 and codes[0] else ""


def _span(args: Mapping[str, Any], language: str) -> str:
    first, last = args.get("date_from", args.get("from_a")), args.get("date_to", args.get("to_a"))
    if not first or not last:
        return ""
    if first == last:
        return str(first)
    return f"from {first} to {last}" if language == "en" else f"{first} ~ {last}"


def _is_long(args: Mapping[str, Any]) -> bool:

    first, last = args.get("date_from", args.get("from_a")), args.get("date_to", args.get("to_a"))
    days = (date.fromisoformat(str(last)) - date.fromisoformat(str(first))).days
    return days > _LONG_DAYS
