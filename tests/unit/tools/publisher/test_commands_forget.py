"""forget: an archive that was removed on purpose leaves, and its neighbour's hidden rows show."""

from datetime import date

import pytest

from shared.db.manifest import read_manifest
from shared.errors import NothingPublished
from shared.settings import Settings
from tests.factories import erp_rows, make_source
from tests.hub_fixtures import SNAPSHOT_DAY, publish_now
from tests.reference import reference_rows
from tests.versions import change_live, opened, settle, two_versions
from tools.publisher import steps
from tools.publisher.command_errors import SourceNotForgettable
from tools.publisher.forget import forget
from tools.publisher.verify import verify
from tools.publisher.versions import rollback


def add_leftovers(settings: Settings) -> None:
    """archive_2025 begins with rows of December 2024, which archive_2024 owns."""
    rows = [*erp_rows(2024, 30, 9, first=date(2024, 12, 1)), *erp_rows(2025, 400, 2)]
    path = settings.live_db.parent / "archive_2025.db"
    make_source(path, [row._replace(id=None) for row in rows])


def remove(settings: Settings, name: str) -> None:
    (settings.live_db.parent / f"{name}.db").unlink()


def names(settings: Settings) -> list[str]:
    return [part.name for part in read_manifest(settings.manifest_path).partitions]


def test_what_may_not_be_forgotten(settings: Settings) -> None:
    with pytest.raises(NothingPublished):
        forget(settings, "archive_2024")
    before = publish_now(settings)
    for name, words in {
        "live": "live file",
        "archive_2024": "still exists",
        "archive_1999": "not published",
    }.items():
        with pytest.raises(SourceNotForgettable, match=words):
            forget(settings, name)
    assert read_manifest(settings.manifest_path) == before


def test_a_folder_that_cannot_be_reached_is_no_removal(settings: Settings) -> None:
    publish_now(settings)
    folder = settings.live_db.parent
    folder.rename(folder.with_name("unmounted"))
    with pytest.raises(SourceNotForgettable, match="cannot be reached"):
        forget(settings, "archive_2024")


def test_a_pinned_version_stays_as_it_is(settings: Settings) -> None:
    older, _ = two_versions(settings)
    rollback(settings, None)
    remove(settings, "archive_2024")
    with pytest.raises(SourceNotForgettable, match="unpin first"):
        forget(settings, "archive_2024")
    assert read_manifest(settings.manifest_path) == older


def test_without_a_watcher_the_next_start_shows_the_hidden_rows(settings: Settings) -> None:
    add_leftovers(settings)
    before = publish_now(settings)
    assert before.partitions[1].quality.hidden >= 25
    remove(settings, "archive_2024")
    assert forget(settings, "archive_2024") == 0
    assert names(settings) == ["live", "archive_2025"]
    assert verify(settings) == 0

    publisher = opened(settings)
    reference = reference_rows(settings.sources(), SNAPSHOT_DAY)
    assert publisher.manifest is not None
    assert publisher.manifest.rows == len(reference.rows)
    assert publisher.manifest.partitions[1].quality.hidden == 0
    assert "archive_2024" not in publisher.reports()
    publisher.close()


def test_in_the_middle_of_a_publish_it_wins(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish_now(settings)
    publisher = opened(settings)
    remove(settings, "archive_2024")
    done: list[str] = []

    def forget_now(step: str) -> None:
        if step == steps.STAGED and not done:
            done.append(step)
            forget(settings, "archive_2024")

    monkeypatch.setattr(steps, "reached", forget_now)
    change_live(settings, 4)
    publisher.poll()
    assert names(settings) == ["live", "archive_2025"]
    assert publisher.failure is not None
    assert publisher.failure.code == "version_changed"
    publisher.close()


def test_a_file_that_comes_back_is_a_new_archive(settings: Settings) -> None:
    publish_now(settings)
    publisher = opened(settings)
    path = settings.live_db.parent / "archive_2024.db"
    content = path.read_bytes()
    path.unlink()
    settle(publisher)
    assert publisher.reports()["archive_2024"].rejection is not None
    forget(settings, "archive_2024")
    settle(publisher)
    assert "archive_2024" not in publisher.reports()
    path.write_bytes(content)
    settle(publisher)
    assert names(settings) == ["live", "archive_2025", "archive_2024"]
    assert publisher.reports()["archive_2024"].rejection is None
    publisher.close()
