"""list, rollback and unpin: on files alone, and in front of a publisher that goes on."""

import shutil
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from shared.db.manifest import read_manifest
from shared.db.pin import pin_path, read_pin
from shared.errors import NothingPublished
from shared.settings import Settings
from shared.watcher_state import SourceState
from tests.hub_fixtures import SNAPSHOT_DAY, walk
from tests.reference import reference_rows
from tests.versions import change_live, forged, opened, served, settle, two_versions
from tools.publisher import steps
from tools.publisher.__main__ import main
from tools.publisher.command_errors import NoEarlierVersion, NoSuchVersion, VersionDamaged
from tools.publisher.retention import read_history
from tools.publisher.versions import list_versions, rollback, unpin


def test_list_names_versions_and_partitions(
    settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    older, newer = two_versions(settings)
    assert list_versions(settings) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[:2] for line in lines if "published" in line] == [
        ["*", newer.version],
        [older.version, "published"],
    ]
    assert f"{newer.rows:,} rows, {newer.first_day} to {newer.last_day}  served" in lines[0]
    live = newer.partitions[0]
    assert f"{live.quality.visible:,} rows" in lines[1]
    assert live.file in lines[1]
    assert len(lines) == 2 + len(newer.partitions) + len(older.partitions)


def test_list_says_when_nothing_can_be_served(
    settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    two_versions(settings)
    settings.manifest_path.write_bytes(b"{")
    assert list_versions(settings) == 1
    assert "No version can be served" in capsys.readouterr().out


def test_rollback_serves_the_version_before_as_it_was(settings: Settings) -> None:
    older, newer = two_versions(settings)
    assert rollback(settings, None) == 0
    assert read_manifest(settings.manifest_path) == older
    pin = read_pin(settings)
    assert pin is not None
    assert pin.version == older.version
    assert newer.version in pin.reason

    assert rollback(settings, newer.version[:6], "it was right after all") == 0
    assert read_manifest(settings.manifest_path) == newer
    assert "it was right after all" in str(read_pin(settings))


def test_what_cannot_be_rolled_back_to_changes_nothing(settings: Settings) -> None:
    with pytest.raises(NothingPublished):
        rollback(settings, None)
    older, newer = two_versions(settings)
    with pytest.raises(NoSuchVersion):
        rollback(settings, "zzz")
    file = settings.partitions_dir / older.partitions[0].file
    file.chmod(0o644)
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 1
    file.write_bytes(content)
    with pytest.raises(VersionDamaged, match="is not what was published"):
        rollback(settings, None)
    assert read_manifest(settings.manifest_path) == newer
    assert read_pin(settings) is None


def test_the_oldest_version_has_none_before_it(settings: Settings) -> None:
    two_versions(settings)
    rollback(settings, None)
    with pytest.raises(NoEarlierVersion):
        rollback(settings, None)


def test_a_version_of_another_release_is_refused(settings: Settings) -> None:
    two_versions(settings)
    other = "UPDATE partition_info SET value = 9999 WHERE name = 'schema_version'"
    forgery = forged(settings, other)
    with pytest.raises(VersionDamaged, match="another release"):
        rollback(settings, forgery.version)


def test_a_pinned_publisher_checks_but_publishes_nothing(settings: Settings) -> None:
    older, _ = two_versions(settings)
    publisher = opened(settings)
    rollback(settings, None)
    settle(publisher)
    assert publisher.manifest == older
    assert publisher.failure is not None
    assert publisher.failure.code == "version_pinned"
    assert publisher.reports()["live"].state is SourceState.PENDING
    assert publisher.reports()["archive_2025"].state is SourceState.PUBLISHED

    settings.live_db.write_bytes(b"export in progress")
    settle(publisher)
    rejection = publisher.reports()["live"].rejection
    assert rejection is not None
    assert rejection.code == "source_not_sqlite"
    change_live(settings, 5)
    settle(publisher)
    assert publisher.reports()["live"].rejection is None
    assert served(settings) == older.version

    unpin(settings)
    settle(publisher)
    assert publisher.failure is None
    assert publisher.reports()["live"].state is SourceState.PUBLISHED
    assert read_manifest(settings.manifest_path) == publisher.manifest
    assert served(settings) != older.version
    publisher.close()


def test_a_restart_keeps_the_pin(settings: Settings) -> None:
    older, newer = two_versions(settings)
    rollback(settings, None)
    publisher = opened(settings)
    assert served(settings) == older.version
    publisher.close()
    unpin(settings)
    publisher = opened(settings)
    assert served(settings) != older.version
    assert read_manifest(settings.manifest_path).rows == newer.rows
    publisher.close()


@pytest.mark.parametrize("step", [steps.STAGED, steps.SEALED])
def test_a_rollback_in_the_middle_of_a_publish_wins(
    settings: Settings, step: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    older, _ = two_versions(settings)
    publisher = opened(settings)

    def roll_back(reached: str) -> None:
        if reached == step and read_pin(settings) is None:
            rollback(settings, None)

    monkeypatch.setattr(steps, "reached", roll_back)
    change_live(settings, 6)
    settle(publisher)
    assert read_manifest(settings.manifest_path) == older
    assert publisher.failure is not None
    assert publisher.failure.code == "version_pinned"
    publisher.close()


def test_the_served_version_outlives_the_one_taken_back(settings: Settings) -> None:
    older, _ = two_versions(settings)
    rollback(settings, None)
    change_live(settings, 8)
    unpin(settings)
    publisher = opened(settings)
    publisher.close()
    assert [one.version for one in read_history(settings)] == [served(settings), older.version]
    assert rollback(settings, None) == 0
    assert served(settings) == older.version


def test_a_damaged_pin_still_holds(settings: Settings) -> None:
    two_versions(settings)
    rollback(settings, None)
    pin_path(settings).write_bytes(b"{")
    before = served(settings)
    publisher = opened(settings)
    assert served(settings) == before
    publisher.close()
    assert unpin(settings) == 0
    assert not pin_path(settings).exists()


def test_the_api_serves_it_and_says_so(settings: Settings, client: TestClient) -> None:
    old_rows = list(reference_rows(settings.sources(), SNAPSHOT_DAY).rows)
    # `client` has published the first version.
    first = read_manifest(settings.manifest_path)
    change_live(settings, 77)
    publisher = opened(settings)
    assert len(walk(client)) != 0
    rollback(settings, None, "wrong quantities")
    settle(publisher)
    assert client.get("/records").headers["X-Data-Version"] == first.version
    assert [row["id"] for row in walk(client)] == [row["id"] for row in old_rows]
    problems = client.get("/healthz").json()["problems"]
    assert [problem["code"] for problem in problems if problem["source"] == "hub"] == [
        "version_pinned"
    ]
    (pinned,) = (one for one in problems if one["code"] == "version_pinned")
    assert "python -m tools.publisher unpin" in pinned["hint"]
    assert "wrong quantities" in pinned["detail"]
    unpin(settings)
    after = client.get("/healthz").json()["problems"]
    assert "version_pinned" not in {problem["code"] for problem in after}
    publisher.close()


def test_exit_status_and_words(
    settings: Settings,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in Settings.model_fields:
        monkeypatch.delenv(f"HUB_{name.upper()}", raising=False)
    assert main(["list"]) == 2
    assert "Nothing has been published yet" in capsys.readouterr().err
    two_versions(settings)
    assert main(["list"]) == 0
    assert main(["verify"]) == 0
    assert main(["rollback"]) == 0
    assert main(["rollback"]) == 2
    assert "No earlier version is kept" in capsys.readouterr().err
    assert main(["unpin"]) == 0
    assert main(["unpin"]) == 0
    assert main(["forget", "live"]) == 2
    shutil.rmtree(settings.data_dir)
    assert main(["forget", "archive_2024"]) == 2
    monkeypatch.setenv("HUB_API_PORT", "many")
    assert main(["list"]) == 2
    assert "HUB_API_PORT" in capsys.readouterr().err
    with pytest.raises(SystemExit) as stopped:
        main(["prune"])
    assert stopped.value.code == 2
