"""The rules as a Model: no key, no network, the same answer every time."""

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from api.assistant.model import Answered, Delta, Exchange, Step
from api.assistant.rules.answer import answer, ended, refusal
from api.assistant.rules.catalogue import FindItems
from api.assistant.rules.frame import understand
from api.assistant.rules.parts import MOST_PARTS
from api.assistant.rules.period import FIRST_DAY
from api.assistant.rules.planner import Plan, plan
from api.assistant.rules.spans import Clock
from api.assistant.rules.texts import say
from api.assistant.rules.words import language_of

# Nobody asks the rules more in one sentence, and what they do grows with its words.
_LONGEST_QUESTION = 300
_EXAMPLE = "BW0021"


@dataclass
class RuleTurn:
    """One question on its way through the rules. `left_out`: it had more parts than are answered."""

    plans: list[Plan]
    language: str
    left_out: bool = False
    answers: list[Answered] = field(default_factory=list)


class RuleModel:
    """`find_items` gives every item whose code or name contains a text, the most produced first.

    `today` is the calendar's, `data_to` the last day with data: a "this month" that holds nothing
    yet is counted from there, and the answer says so. Nothing is looked for before `data_from`.
    """

    name = "rules"

    def __init__(
        self, today: date, data_to: date, find_items: FindItems, data_from: date = FIRST_DAY
    ) -> None:
        self._clock = Clock(today, data_to, data_from)
        self._find = find_items

    def start(self, history: Sequence[Exchange], question: str, language: str) -> RuleTurn:
        """`language` (`ko`, `en`) is used where the question itself shows none."""
        earlier = [exchange.question[:_LONGEST_QUESTION] for exchange in history]
        text = question[:_LONGEST_QUESTION]
        frames = understand(text, earlier, self._clock, self._find)
        plans = [plan(frame) for frame in frames[:MOST_PARTS]]
        return RuleTurn(plans, language_of(text, language), len(frames) > MOST_PARTS)

    async def step(self, state: RuleTurn, *, final: bool) -> AsyncIterator[Delta | Step]:
        """First the calls, then the sentences."""
        calls = tuple(call for part in state.plans for call in part.calls)
        if state.answers or not calls:
            yield Delta(ended(self._answers(state), state.language))
        elif final:
            yield Delta(say(state.language, "rounds_over"))
        else:
            yield Step(calls)
            return
        yield Step()

    def _answers(self, state: RuleTurn) -> list[str]:
        """One for each part of the question."""
        example = next((code for code, _ in self._find("0")), _EXAMPLE)
        left, texts = list(state.answers), []
        for part in state.plans:
            own, left = left[: len(part.calls)], left[len(part.calls) :]
            if part.refusal:
                texts.append(refusal(part, state.language, self._clock))
            else:
                texts.append(answer(part, own, state.language, self._clock, example))
        return [*texts, say(state.language, "left_out")] if state.left_out else texts

    def feed(self, state: RuleTurn, step: Step, answers: Sequence[Answered]) -> None:
        assert len(answers) == len(step.calls), "one answer to each call"
        state.answers.extend(answers)
