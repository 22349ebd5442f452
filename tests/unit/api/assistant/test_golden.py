"""The rules against the golden questions: tool, arguments, refusals, numbers."""

from tests.assistant_tools import ReferenceTools
from tests.golden_set import entries, failure

GOLDEN = 404
FIRST_RUN_OF_FROZEN = 60


def test_every_golden_question_is_answered_as_expected(tools: ReferenceTools) -> None:
    asked = entries("chat.jsonl")
    wrong = {entry["question"]: why for entry in asked if (why := failure(tools, entry))}
    assert wrong == {}
    assert len(asked) == GOLDEN
