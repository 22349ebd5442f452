"""The key file: a damaged one never reads as one without keys."""

import stat
import sys
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shared.access_errors import ApiKeysUnreadable
from shared.api_keys import (
    KEY_LENGTH,
    ApiKey,
    digest,
    new_key,
    parse_key_file,
    read_keys,
    write_keys,
)
from shared.rate_limits import RateLimit, parse_rate_limits

DAY = date(2026, 11, 25)
ONE = ApiKey(name="현장-1", scopes=("read",), created=DAY, sha256="0" * 64)
TWO = ApiKey(name="two", scopes=("read", "admin"), created=DAY, sha256="1" * 64)


@pytest.fixture(scope="module")
def raw(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    path = tmp_path_factory.mktemp("keys") / "api_keys.json"
    write_keys(path, (ONE, TWO))
    return path.read_bytes()


def test_what_is_written_is_read(tmp_path: Path) -> None:
    path = tmp_path / "api_keys.json"
    assert read_keys(path) == ()
    path.touch(0o666)
    write_keys(path, (ONE, TWO))
    assert read_keys(path) == (ONE, TWO)
    write_keys(path, ())
    assert read_keys(path) == ()
    if sys.platform != "win32":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [each.name for each in tmp_path.iterdir()] == ["api_keys.json"]


@settings(deadline=None)
@given(st.binary(max_size=200))
def test_no_bytes_at_all_read_as_open(raw: bytes) -> None:
    with pytest.raises(ApiKeysUnreadable):
        parse_key_file(raw)


def keys_in(raw: bytes) -> int | None:
    try:
        return len(parse_key_file(raw))
    except ApiKeysUnreadable:
        return None


@settings(deadline=None)
@given(data=st.data())
def test_no_flipped_byte_and_no_cut_opens(raw: bytes, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(raw) - 1))
    byte = data.draw(st.integers(0, 255))
    for damaged in (raw[:at], raw[:at] + bytes([byte]) + raw[at + 1 :]):
        assert keys_in(damaged) in (2, None)


@pytest.mark.parametrize("change", [{"name": "two"}, {"sha256": "1" * 64}])
def test_two_keys_are_not_one(tmp_path: Path, change: dict[str, str]) -> None:
    with pytest.raises(ValueError, match="two keys have the same"):
        write_keys(tmp_path / "keys.json", (ONE.model_copy(update=change), TWO))


def test_a_key_is_256_random_bits() -> None:
    keys = {new_key() for _ in range(100)}
    assert len(keys) == 100
    assert {len(key) for key in keys} == {KEY_LENGTH} == {4 + 43}
    assert all(key.startswith("hub_") for key in keys)
    expected = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    assert digest(b"abc").hex() == expected


@pytest.mark.parametrize(
    ("text", "limits"),
    [
        ("", []),
        (" ", []),
        ("600/minute", [(600, 60)]),
        ("100 per 15 minutes", [(100, 900)]),
        ("10/second;600/minute", [(10, 1), (600, 60)]),
    ],
)
def test_rate_limits(text: str, limits: list[tuple[int, int]]) -> None:
    assert parse_rate_limits(text) == tuple(RateLimit(*each) for each in limits)


@pytest.mark.parametrize(
    "text",
    ["600", "many/minute", "600/fortnight", "0/minute", "-1/minute", "5/minute x",
     "5/minute;6/minute", "9999999999/minute", "5/minute;"],
)  # fmt: skip
def test_wrong_rate_limits(text: str) -> None:
    with pytest.raises(ValueError, match=r"wants a number|two limits"):
        parse_rate_limits(text)
