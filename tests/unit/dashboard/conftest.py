"""A fake API for each test."""

from collections.abc import Iterator

import pytest

from tests.unit.dashboard.fake_api import FakeApi, totals_answer


@pytest.fixture
def api() -> Iterator[FakeApi]:
    fake = FakeApi()
    fake.answers["/summary/totals"] = totals_answer()
    yield fake
    fake.stop()
