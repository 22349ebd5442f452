"""Links, images and HTML lose their meaning, whatever the borders of the pieces are."""

import random

import pytest

from api.assistant.markdown_guard import MarkdownGuard, guarded

CASES = {
    "![a](http://x.y/z)": "! [a] (http: //x.y/z)",
    "[a](javascript:x)": "[a] (javascript:x)",
    "[a][b]\n\n[b]: http://q": "[a] [b]\n\n[b] : http: //q",
    "<img src=x onerror=1>": "< img src=x onerror=1>",
    "<https://a.b>": "< https: //a.b>",
    "</div><!-- x --><?php": "< /div>< !-- x -->< ?php",
    "www.evil.com WWW.evil.com wwww.a": "www .evil.com WWW .evil.com wwww .a",
    "mail a@b.com, ftp://x": "mail a @b.com, ftp: //x",
    "http:\\/\\/evil.com": "http: //evil.com",
    "http&#58;//evil &lt;b&gt; &#x3c;i": "http& #58;//evil & lt;b& gt; & #x3c;i",
    "[a\\](b)": "[a] (b)",
    "h\u200bttp://x [a]\u200b(b) \u202e": "http: //x [a] (b) ",
    "!!![x](y)": "!!! [x] (y)",
}
HARMLESS = [
    "**이번 달** BW0021 총 생산량은 1,234개입니다 [r1].",
    "| 월 | 합계 |\n|---|---|\n| 1월 | 10 |",
    "1 < 2, 3 > 2, 10:30, 50%, A/B, R&D 2팀, 와!",
    "- 하나\n- 둘\n\n> 인용 `code`",
]


def in_pieces(text: str, chance: random.Random) -> str:
    guard, shown, at = MarkdownGuard(), "", 0
    while at < len(text):
        size = chance.randint(1, 4)
        shown += guard.feed(text[at : at + size])
        at += size
    return shown + guard.end()


@pytest.mark.parametrize(("text", "expected"), CASES.items(), ids=CASES)
def test_what_is_dangerous_is_taken_apart(text: str, expected: str) -> None:
    assert guarded(text) == expected
    assert guarded(expected) == expected
    chance = random.Random(text)
    assert {in_pieces(text, chance) for _ in range(100)} == {expected}


@pytest.mark.parametrize("text", HARMLESS)
def test_the_rest_stays_as_it_is(text: str) -> None:
    assert guarded(text) == text


def test_little_is_held_back() -> None:
    guard = MarkdownGuard()
    assert guard.feed("생산량은 1,234개!") == "생산량은 1,234개"
    assert guard.feed(" 끝") == "! 끝"
    assert guard.end() == ""
