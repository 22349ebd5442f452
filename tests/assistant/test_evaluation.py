"""The evaluation over HTTP of the whole API: by the rules for nothing, by a model in a budget."""

import json
from pathlib import Path
from typing import Any

import pytest

from api.assistant.wiring import plant_parts
from tests.assistant_world import MODEL, ApiServer, chat_settings
from tests.fake_gemini import FakeGemini
from tests.gemini_script import Text
from tools.eval_chat.__main__ import main

# 0.003 USD an ask at the prices of the command; a question that leans on another asks twice.
USAGE = (1_000, 100, 100)
STOPPED_AT_BUDGET = 3


def evaluate(api: ApiServer, report: Path, *more: str) -> tuple[int, dict[str, Any]]:
    status = main(["--url", api.url, "--report", str(report), *more])
    return status, json.loads(report.read_text("utf-8"))["summary"]


@pytest.fixture
def report(tmp_path: Path) -> Path:
    return tmp_path / "eval_chat.json"


def test_the_rules_answer_every_question_without_a_key(
    plant_folder: Path, gemini: FakeGemini, report: Path
) -> None:
    settings = chat_settings(plant_folder, gemini, gemini_api_key=None)
    with ApiServer(settings, plant_parts()) as api:
        status, summary = evaluate(api, report)
    assert status == 0
    matches = {name: summary[name] for name in summary if name.endswith("_match")}
    assert matches == {"tool_match": 1.0, "argument_match": 1.0, "number_match": 1.0}
    assert (summary["questions"], summary["usd"], gemini.asked) == (33, 0.0, [])


def test_a_model_is_asked_until_the_budget_would_be_passed(
    plant_folder: Path, gemini: FakeGemini, report: Path
) -> None:
    gemini.script(MODEL, *[Text(("모릅니다.",), usage=USAGE)] * 9)
    with ApiServer(chat_settings(plant_folder, gemini), plant_parts()) as api:
        status, summary = evaluate(api, report, "--live", "--max-usd", "0.02")
    assert status == STOPPED_AT_BUDGET
    assert (summary["questions"], summary["usd"], len(gemini.asked)) == (4, 0.018, 6)
