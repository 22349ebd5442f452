"""The promise: whatever the ERP does and whoever is killed, every answer is whole and current."""

import asyncio

import pytest

from tools.chaos.report import table
from tools.chaos.run import Options, run_chaos

pytestmark = [pytest.mark.chaos, pytest.mark.timeout(300)]

SHORT = Options(replacements=20, kills=3, rows=1_500)
REFUSALS = {
    "bad_empty": "source_truncated",
    "bad_text": "source_not_sqlite",
    "bad_random": "source_not_sqlite",
    "bad_half": "source_truncated",
    "bad_zero_middle": "source_corrupt",
    "bad_no_table": "source_table_missing",
    "bad_columns": "source_columns_missing",
    "bad_no_rows": "source_empty",
}


def test_no_answer_fails_mixes_or_goes_backwards() -> None:
    result = asyncio.run(run_chaos(SHORT))
    assert result.is_clean, table(result)
    assert result.requests > 500
    assert all(result.by_worker)
    assert result.not_modified > 0
    assert result.kills == 3
    diary = result.diary
    assert diary.good + diary.touches == 20
    assert result.versions == result.generations == diary.good + 1
    assert diary.refused.items() <= REFUSALS.items()
    assert len(diary.refused) == diary.bad == 7
