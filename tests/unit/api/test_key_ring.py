"""How soon a change of the key file is seen, and what the look costs."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from api import key_ring
from api.key_ring import LOOK_EVERY_S, KeyRing
from shared.access_errors import ApiKeyMissing, ApiKeysUnreadable, ApiKeyUnknown
from shared.api_keys import read_key_file
from tools.keys.commands import add, revoke

DAY = date(2026, 11, 25)


class Clock:
    def __init__(self) -> None:
        self.now = 1_000.0

    def __call__(self) -> float:
        return self.now


def request(key: str = "") -> dict[str, Any]:
    headers = [(b"x-api-key", key.encode())] if key else []
    return {"path": "/records", "headers": headers}


def test_a_change_is_seen_within_a_second_and_not_asked_for_more_often(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    looks: list[Path] = []

    def counted(path: Path) -> bytes | None:
        looks.append(path)
        return read_key_file(path)

    monkeypatch.setattr(key_ring, "read_key_file", counted)
    path, clock = tmp_path / "keys.json", Clock()
    ring = KeyRing(path, clock)
    assert ring.name_for(request()) is None
    key, _ = add(path, "one", ["read"], DAY)
    add(path, "two", ["read"], DAY)
    for _ in range(100):
        assert ring.name_for(request()) is None
    assert len(looks) == 1
    clock.now += LOOK_EVERY_S
    with pytest.raises(ApiKeyMissing):
        ring.name_for(request())
    assert ring.name_for(request(key)) == "one"
    revoke(path, "one")
    assert ring.name_for(request(key)) == "one"
    clock.now += LOOK_EVERY_S
    with pytest.raises(ApiKeyUnknown):
        ring.name_for(request(key))
    assert len(looks) == 3


def test_a_change_that_keeps_size_and_time_is_seen(tmp_path: Path) -> None:
    path, clock = tmp_path / "keys.json", Clock()
    key, _ = add(path, "one", ["read"], DAY)
    ring = KeyRing(path, clock)
    assert ring.name_for(request(key)) == "one"
    raw = path.read_bytes()
    path.write_bytes(raw.replace(b'"one"', b'"two"'))
    clock.now += LOOK_EVERY_S
    assert ring.name_for(request(key)) == "two"


def test_the_same_trouble_again_makes_no_longer_traceback(tmp_path: Path) -> None:
    path = tmp_path / "keys.json"
    path.write_bytes(b"{")
    ring = KeyRing(path, Clock())
    found = []
    for _ in range(3):
        with pytest.raises(ApiKeysUnreadable) as caught:
            ring.name_for(request())
        found.append(len(caught.traceback))
    assert found[1] == found[2]
