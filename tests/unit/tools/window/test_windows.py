"""The Windows part, as far as Linux can run it."""

from tools.window import _windows


class FakeFunction:
    """Remembers how it was declared and called."""

    argtypes: tuple[object, ...] = ()
    restype: object = None

    def __init__(self, answer: int) -> None:
        self._answer = answer
        self.asked: list[int] = []

    def __call__(self, awareness: int) -> int:
        self.asked.append(awareness)
        return self._answer


class FakeShcore:
    def __init__(self, answer: int) -> None:
        self.SetProcessDpiAwareness = FakeFunction(answer)


def test_windows_is_asked_for_the_screens_own_resolution() -> None:
    shcore = FakeShcore(0)
    assert _windows.ask_for_sharpness(shcore)
    assert shcore.SetProcessDpiAwareness.asked == [1]


def test_a_refusal_is_no_error() -> None:
    access_denied = -2147024891
    assert not _windows.ask_for_sharpness(FakeShcore(access_denied))
