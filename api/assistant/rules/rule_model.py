"""The rules as a Model: no key, no network, the same answer every time."""

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from api.assistant.model import Answered, Delta, Exchange, Step
from api.assistant.rules.answer import answer, refusal
from api.assistant.rules.catalogue import FindItems
from api.assistant.rules.frame import understand
from api.assistant.rules.planner import Plan, plan
from api.assistant.rules.spans import Clock
from api.assistant.rules.texts import say
from api.assistant.rules.words import language_of

# Nobody asks the rules more in one sentence, and what they do grows with its words.
_LONGEST_QUESTION = 300
_EXAMPLE = "BW0021"


@dataclass
class RuleTurn:
    """One question on its way through the rules."""

    plan: Plan
    language: str
    answers: list[Answered] = field(default_factory=list)


class RuleModel:
    """`find_items` gives every item whose code or name contains a text, the most produced first.

    `today` is the calendar's, `data_to` the last day with data: a "this month" that holds nothing
    yet is counted from there, and the answer says so.
    """

    name = "rules"

    def __init__(self, today: date, data_to: date, find_items: FindItems) -> None:
        self._clock = Clock(today, data_to)
        self._find = find_items

    def start(self, history: Sequence[Exchange], question: str, language: str) -> RuleTurn:
        """`language` (`ko`, `en`) is used where the question itself shows none."""
        earlier = [exchange.question[:_LONGEST_QUESTION] for exchange in history]
        text = question[:_LONGEST_QUESTION]
        frame = understand(text, earlier, self._clock, self._find)
        return RuleTurn(plan(frame), language_of(text, language))

    async def step(self, state: RuleTurn, *, final: bool) -> AsyncIterator[Delta | Step]:
        """First the calls, then the sentences."""
        if state.plan.refusal:
            yield Delta(refusal(state.plan, state.language))
        elif state.answers:
            example = next((code for code, _ in self._find("0")), _EXAMPLE)
            yield Delta(answer(state.plan, state.answers, state.language, self._clock, example))
        elif final:
            yield Delta(say(state.language, "rounds_over"))
        else:
            yield Step(state.plan.calls)
            return
        yield Step()

    def feed(self, state: RuleTurn, step: Step, answers: Sequence[Answered]) -> None:
        assert len(answers) == len(step.calls), "one answer to each call"
        state.answers.extend(answers)
