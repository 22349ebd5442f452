"""What the rules say where the call alone does not tell whether the answer is right."""

from datetime import date

import pytest

from api.assistant.rules.vocabulary import is_known
from tests.assistant_tools import ReferenceTools
from tests.assistant_turn import ask

DAY = date(2026, 11, 20)


@pytest.mark.parametrize(
    ("question", "says"),
    [
        ("10월 생산 안 한 날", "생산일은 30일, 생산이 없던 날은 1일입니다 [r1]. 2026-10-15."),
        ("which days had no production in October?", "30 days with production and 1 without"),
        (
            "10월 주말 생산량",
            "주말(토·일) 생산량은 12,999.2개, 평일(월~금)은 35,289.7개입니다 [r1].",
        ),
        ("어느 품목이 제일 많이 줄었어?", "가장 많이 줄어든 순서: AS0007 암 샤프트 7 (-4,923.6)"),
        ("which item grew the most?", "Grew most: "),
        ("이번주 BW0021이랑 BW0034 비중", "BW0034 21.2% / BW0021 5.8%."),
        ("가장 최근에 생산된 제품은?", "마지막 생산은 BW0034 2026-11-20"),
        ("베어링 첫 생산일", "첫 생산일은 2024-01-10, 마지막 생산일은 2026-11-19입니다."),
        ("2023년 생산량", "데이터는 2024-01-02부터 2026-11-20까지 있으니"),
        ("2023년 대비 2024년 생산량", "데이터는 2024-01-02부터 있습니다."),
        ("올해 12월 생산량", "아직 오지 않은 기간입니다. 데이터는 2026-11-20까지 있습니다."),
        ("BW0021 하순 구간 생산량", "알아듣지 못해 반영하지 않은 말: 구간."),
        ("BW0021 리드타임", "알아듣지 못한 말이 있어 답하지 않았습니다: 리드타임."),
        ("베어링 62 생산량", "질문을 다 알아듣지 못해 답하지 않았습니다: `62`."),
        ("지난달 BW0021, BW0034 하루 평균", "품목별 생산일 하루 평균 생산량입니다: BW0021"),
    ],
)
def test_the_answer_says_it(tools: ReferenceTools, question: str, says: str) -> None:
    assert says in ask(tools, question, today=DAY, data_to=DAY).text


def test_each_part_of_a_message_is_answered_or_refused_by_itself(tools: ReferenceTools) -> None:
    question = "지난달 생산량 알려주고 왜 줄었는지도 말해줘"
    first, second, note = ask(tools, question, today=DAY, data_to=DAY).text.split("\n\n")
    assert first.startswith("2026-10-01 ~ 2026-10-31 전체 총 생산량은 48,288.9개입니다 [r1].")
    assert second.startswith("원인은 데이터로 알 수 없습니다.")
    assert note == "(언어 모델 없이 정해진 규칙으로 답했습니다.)"


def test_the_share_of_a_part_is_not_given_for_that_of_the_plant(tools: ReferenceTools) -> None:
    told = ask(tools, "10월 BW0021과 BW0034 생산량", today=DAY, data_to=DAY).text
    assert "BW0021 브레이크 와셔 21A (14,584.4)" in told
    assert "%" not in told


def test_more_parts_than_are_answered_are_said(tools: ReferenceTools) -> None:
    question = "어제 생산량은? 지난주는? 지난달은? 작년은?"
    turn = ask(tools, question, today=DAY, data_to=DAY)
    assert [call.args["date_from"] for call in turn.calls] == [
        "2026-11-19",
        "2026-11-09",
        "2026-10-01",
    ]
    assert "\n\n앞의 질문들만 답했습니다. 나머지는 따로 물어보십시오.\n\n" in turn.text


@pytest.mark.parametrize("word", ["총생산량" * 70, "하루평균이이은" * 40, "생산봐어요는지" * 40])
def test_a_word_of_many_words_is_read_in_steps(word: str) -> None:
    """Trying every way to cut it up would not end."""
    assert not is_known(word + "뷁")
