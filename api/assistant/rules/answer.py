"""The whole text of one answer: sentences, what must be known about them, who is speaking."""

from collections.abc import Sequence

from api.assistant.model import Answered
from api.assistant.rules.catalogue import plain_name
from api.assistant.rules.period import FIRST_DAY
from api.assistant.rules.planner import Plan
from api.assistant.rules.reading import read
from api.assistant.rules.sentences import write
from api.assistant.rules.spans import Clock
from api.assistant.rules.texts import examples, say
from api.assistant.rules.topics import unread
from api.assistant.rules.writer import Writer

_SENTENCES = 6
_SHOWN_NAMES = 8
_SHOWN_CODES = 20
_CALENDAR = ("day", "week", "month", "quarter", "half", "year", "recent")


def refusal(plan: Plan, language: str, clock: Clock) -> str:
    """Why there is no answer, and what to ask instead."""
    subject = plan.frame.subject
    names = ", ".join(_named(item) for item in subject.items[:_SHOWN_NAMES])
    main = say(
        language,
        plan.refusal,
        said=subject.said,
        data_to=clock.data_to,
        names=names,
        strange=subject.strange,
        word=unread(subject.rest, 1 if plan.frame.top else 0),
    )
    if plan.refusal == "too_many":
        return main
    quoted = ", ".join(f'"{question}"' for question in examples(language, plan.refusal))
    ask = "ask" if plan.refusal in ("help", "not_understood") else "instead"
    return f"{main} {say(language, ask, examples=quoted)}"


def answer(
    plan: Plan, answers: Sequence[Answered], language: str, clock: Clock, example: str
) -> str:
    """`example`: an item code that exists."""
    failed = next((one for one in answers if one.error is not None), None)
    unknown = plan.frame.subject.unknown
    if failed is not None or not answers:
        reason = say(language, "tool_error", error=(failed.error if failed else "") or "-")
        return " ".join(_unknown(unknown, language) or [reason])
    readings = [read(one.result_id, one.result or {}) for one in answers]
    writer = Writer(plan.frame, language, readings)
    if plan.not_found or (plan.frame.intent == "list_items" and not readings[0].rows):
        said = plan.not_found or str(answers[0].call.args.get("keyword", ""))
        return writer.say("not_found", said=said, example=example)
    sentences = write(writer)
    if not sentences:
        nothing = writer.say("nothing", data_from=clock.data_from, data_to=clock.data_to)
        sentences = _unknown(unknown, language) or [nothing]
    notes = [] if plan.frame.intent in ("status", "list_items") else _notes(plan, writer, clock)
    return " ".join([*filter(None, sentences), *notes][:_SENTENCES])


def ended(answers: Sequence[str], language: str) -> str:
    """One paragraph for each part of the question, then who is speaking."""
    return "\n\n".join([*answers, say(language, "note")])


def _named(item: tuple[str, str | None]) -> str:
    return f"{plain_name(item[0])} {plain_name(item[1])}".strip()


def _unknown(codes: Sequence[str], language: str) -> list[str]:
    if not codes:
        return []
    prefix = codes[0].rstrip("0123456789")
    return [say(language, "unknown_code", codes=", ".join(codes), prefix=prefix or codes[0])]


def _notes(plan: Plan, writer: Writer, clock: Clock) -> list[str]:
    frame, language = plan.frame, writer.language
    subject, notes = frame.subject, []
    if subject.strange:
        notes.append(say(language, "strange", words=subject.strange))
    if subject.by and len(subject.items) > 1:
        codes = ", ".join(subject.codes[:_SHOWN_CODES])
        key = "first_few" if frame.intent in ("records", "last_made") else "added"
        notes.append(say(language, key, said=subject.said, codes=codes))
    first = frame.pair.older.first if frame.pair else frame.period.first
    if FIRST_DAY < first < clock.data_from <= frame.period.last:
        notes.append(say(language, "data_starts", data_from=clock.data_from))
    if _is_late(plan, clock):
        period = frame.period
        key = "late" if period.shifted or period.unit == "recent" else "data_ends"
        notes.append(say(language, key, data_to=clock.data_to))
    if frame.assumed and frame.period.unit in _CALENDAR and frame.intent != "compare":
        notes.append(say(language, "assumed", period=writer.period()))
    return notes


def _is_late(plan: Plan, clock: Clock) -> bool:
    period = plan.frame.period
    ends_now = period.running and period.unit in _CALENDAR
    return period.shifted or (_days_late(clock) > 1 and (ends_now or period.unit == "recent"))


def _days_late(clock: Clock) -> int:
    return (clock.today - clock.data_to).days
