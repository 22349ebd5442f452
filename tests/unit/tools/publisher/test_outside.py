"""What a running publisher takes for a decision of somebody else, and what not."""

from collections.abc import Callable

import pytest

from shared.db.manifest import read_manifest
from shared.settings import Settings
from tests.hub_fixtures import publish_now
from tests.versions import change_live, opened, settle, two_versions
from tools.publisher.outside import Outside
from tools.publisher.versions import rollback, unpin


def test_each_decision_is_told_once(settings: Settings) -> None:
    older, newer = two_versions(settings)
    outside = Outside(settings)
    assert outside.look(newer) is None
    rollback(settings, None)
    change = outside.look(newer)
    assert change is not None
    assert change.manifest == older
    assert change.pin is not None
    assert outside.look(older) is None
    unpin(settings)
    change = outside.look(older)
    assert change is not None
    assert (change.manifest, change.pin) == (older, None)
    assert outside.look(older) is None


@pytest.mark.parametrize(
    "damage",
    [
        lambda settings: settings.manifest_path.unlink(),
        lambda settings: settings.manifest_path.write_bytes(b"{"),
    ],
    ids=["gone", "damaged"],
)
def test_a_lost_manifest_is_no_decision_and_comes_back_with_the_next_publish(
    settings: Settings, damage: Callable[[Settings], object]
) -> None:
    first = publish_now(settings)
    publisher = opened(settings)
    damage(settings)
    settle(publisher)
    assert publisher.manifest == first
    change_live(settings, 3)
    settle(publisher)
    assert read_manifest(settings.manifest_path) == publisher.manifest
    assert publisher.manifest != first
    publisher.close()
