"""One line a request, whole and in order, also when nothing comes after it."""

import asyncio
import json
import logging
from collections.abc import Iterator

import pytest

from api import access_log
from api.access_log import AccessLog


@pytest.fixture(autouse=True)
def switched_on() -> Iterator[None]:
    logger = logging.getLogger(access_log.LOGGER)
    logger.setLevel(logging.INFO)
    yield
    logger.setLevel(logging.NOTSET)


def test_a_line_for_each_request(capsys: pytest.CaptureFixture[str]) -> None:
    async def work() -> None:
        log = AccessLog()
        log.add("GET", "/records", 200, 0.0123, "id-1")
        log.add("GET", "/a\nb/와", 404, 0.5, "id-2")
        log.flush()
        log.flush()

    asyncio.run(work())
    lines = [json.loads(line) for line in capsys.readouterr().err.splitlines()]
    assert [line.pop("message") for line in lines] == [
        "GET /records status=200 ms=12.3 id=id-1",
        "GET /a\\nb/\\uc640 status=404 ms=500.0 id=id-2",
    ]
    assert all(line.pop("at").endswith("+00:00") for line in lines)
    assert lines == [{"level": "info", "logger": "api.access"}] * 2


def test_lines_are_written_soon_by_themselves(capsys: pytest.CaptureFixture[str]) -> None:
    async def work() -> str:
        log = AccessLog()
        log.add("GET", "/records", 200, 0.0123, "id-1")
        written = capsys.readouterr().err
        assert written == ""
        while not written:
            await asyncio.sleep(0.01)
            written = capsys.readouterr().err
        return written

    assert asyncio.run(work()).count("\n") == 1


def test_many_do_not_wait(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(access_log, "MAX_WAITING", 3)

    async def work() -> None:
        log = AccessLog()
        for number in range(7):
            log.add("GET", "/records", 200, 0.0, f"id-{number}")

    asyncio.run(work())
    assert capsys.readouterr().err.count("\n") == 6


def test_nothing_is_kept_for_a_log_that_is_off(capsys: pytest.CaptureFixture[str]) -> None:
    logging.getLogger(access_log.LOGGER).setLevel(logging.WARNING)
    log = AccessLog()
    log.add("GET", "/records", 200, 0.0, "id")
    log.flush()
    assert capsys.readouterr().err == ""
