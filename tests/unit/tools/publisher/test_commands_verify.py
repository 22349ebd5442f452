"""verify finds what has happened to a file, and what a wrong build would have put into one."""

from collections.abc import Callable
from pathlib import Path

import pytest

from shared.db.manifest import read_manifest
from shared.errors import NothingPublished
from shared.settings import Settings
from tests.versions import forged, two_versions
from tools.publisher import retention
from tools.publisher.verify import file_problems, verify, version_problems


def flip_a_byte(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 0x10
    path.write_bytes(content)


def cut(path: Path) -> None:
    with path.open("r+b") as file:
        file.truncate(path.stat().st_size // 2)


DAMAGES: dict[str, tuple[Callable[[Path], None], str]] = {
    "flipped byte": (flip_a_byte, "is not what was published"),
    "truncated": (cut, "were published"),
    "deleted": (Path.unlink, "is gone"),
}

FORGERIES = {
    "a row less": ("DELETE FROM records WHERE seq = 7", "seq is not 1..n without holes"),
    "a row too many": (
        "INSERT INTO records SELECT seq + 1, id, production_date, lot_number, item_code,"
        " item_name, 3.0 FROM records ORDER BY seq DESC LIMIT 1",
        "days do not add up to the records",
    ),
    "wrong order": (
        "UPDATE records SET production_date = '2026-01-01 00:00:00' WHERE seq = 30",
        "records are not in the order of (production_date, id)",
    ),
    "wrong count of a day": (
        "UPDATE days SET record_count = record_count + 1 WHERE day = (SELECT MAX(day) FROM days)",
        "days do not add up to the records",
    ),
    "wrong sum of a day": (
        "UPDATE days SET good_quantity = good_quantity + 0.01"
        " WHERE day = (SELECT MAX(day) FROM days)",
        "days do not add up to the records",
    ),
    "a day less": (
        "DELETE FROM days WHERE day = (SELECT MAX(day) FROM days)",
        "days do not add up to the records",
    ),
    "wrong maximum": (
        "UPDATE daily_items SET max_quantity = 1e9 WHERE item_code = 'BW0021'",
        "daily_items do not add up to the records",
    ),
    "a daily name less": (
        "DELETE FROM daily_names WHERE rowid = 1",
        "daily_names do not add up to the records",
    ),
    "wrong month": (
        "UPDATE monthly_items SET good_quantity = 0.0 WHERE year_month = '2026-03'",
        "monthly_items do not add up to daily_items",
    ),
    "a month that is shown with another total": (
        "UPDATE month_lines SET line = replace(line, ',', ',1') WHERE place = 3",
        "month_lines are not those of monthly_items",
    ),
    "a month that is not shown": (
        "DELETE FROM month_lines WHERE place = 3",
        "month_lines are not those of monthly_items",
    ),
    "an item that no record has": (
        "INSERT INTO items VALUES ('ZZ', 'z', '2026-01-01', '2026-01-01', 0.0, 0)",
        "items do not add up to daily_items",
    ),
    "wrong name count": (
        "UPDATE item_names SET record_count = 1 WHERE item_code = 'BW0021'",
        "item_names do not add up to the records",
    ),
    "a gram less": (
        "DELETE FROM lot_grams WHERE gram = (SELECT MAX(gram) FROM lot_grams)",
        "lot index does not fit the records",
    ),
    "a gram too many": (
        "INSERT INTO lot_grams VALUES (77, x'00')",
        "lot index does not fit the records",
    ),
    "a gram of another block": (
        "UPDATE lot_grams SET blocks = x'07' WHERE gram = (SELECT MAX(gram) FROM lot_grams)",
        "lot index does not fit the records",
    ),
    "a block that ends too early": (
        "UPDATE lot_blocks SET before_lot = first_lot WHERE block % 65536 = 0",
        "lot index does not fit the records",
    ),
    "no lot index": (
        "DELETE FROM lot_segments",
        "lot index does not fit the records",
    ),
    "a rejected row less": (
        "DELETE FROM rejected_records WHERE rowid = 1",
        "the manifest says",
    ),
}


def test_whole_files_are_told_one_a_line(
    settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(NothingPublished):
        verify(settings)
    older, newer = two_versions(settings)
    assert verify(settings) == 0
    lines = capsys.readouterr().out.splitlines()
    files = {part.file for version in (older, newer) for part in version.partitions}
    assert {line.split()[1].rstrip(":") for line in lines[:-1]} == files
    assert all(line.startswith("ok ") for line in lines[:-1])
    assert lines[-1] == "Files: 4, versions: 2, problems: 0."


@pytest.mark.parametrize("kind", DAMAGES)
@pytest.mark.parametrize("which", [0, 1], ids=["served", "kept"])
def test_damage_is_found(
    settings: Settings, kind: str, which: int, capsys: pytest.CaptureFixture[str]
) -> None:
    file = two_versions(settings)[1 - which].partitions[0].file
    damage, words = DAMAGES[kind]
    path = settings.partitions_dir / file
    path.chmod(0o644)
    damage(path)
    assert verify(settings) == 1
    bad = [line for line in capsys.readouterr().out.splitlines() if line.startswith("BAD")]
    assert any(file in line and words in line for line in bad)
    # A served file with another size makes its whole version unservable, and that is told too.
    assert len(bad) == (2 if which == 0 and kind != "flipped byte" else 1)


@pytest.mark.parametrize("kind", FORGERIES)
def test_a_wrong_build_is_found(settings: Settings, kind: str) -> None:
    two_versions(settings)
    statement, words = FORGERIES[kind]
    part = forged(settings, statement).partitions[0]
    problems = file_problems(settings, part)
    assert any(words in problem for problem in problems), problems
    # The bytes are those that the name promises: only reading the content tells.
    assert not any("published" in problem for problem in problems)
    assert verify(settings) == 1


def test_a_wrong_row_count_in_the_manifest_is_found(settings: Settings) -> None:
    _, newer = two_versions(settings)
    part = newer.partitions[0]
    more = part.quality.model_copy(update={"visible": part.quality.visible + 1})
    problems = file_problems(settings, part.model_copy(update={"quality": more}))
    assert f"has {part.quality.visible} rows, the manifest says {part.quality.visible + 1}" in (
        problems
    )


def test_partitions_that_overlap_are_found(settings: Settings) -> None:
    _, newer = two_versions(settings)
    assert version_problems(newer) == []
    live, archive, *rest = newer.partitions
    late = archive.model_copy(update={"last_day": live.first_day, "ends": None})
    problems = version_problems(newer.model_copy(update={"partitions": (live, late, *rest)}))
    assert problems == [f"archive_2025 ends {live.first_day}, live has days before"]
    early = live.model_copy(update={"first_day": "2025-12-31"})
    problems = version_problems(newer.model_copy(update={"partitions": (early, archive, *rest)}))
    assert f"live shows days outside {live.begins} to {live.last_day}" in problems


def test_a_damaged_manifest_is_found(
    settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    two_versions(settings)
    settings.manifest_path.write_bytes(b"{")
    assert verify(settings) == 1
    assert "BAD  manifest.json" in capsys.readouterr().out


def test_a_file_that_was_dropped_meanwhile_is_no_damage(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A watcher publishes between the reading of history.json and of the files."""
    older, newer = two_versions(settings)
    real = file_problems

    def publish_first(settings: Settings, part: object) -> list[str]:
        monkeypatch.setattr("tools.publisher.verify.file_problems", real)
        (settings.data_dir / "history.json").unlink()
        retention.drop_unused(settings, [read_manifest(settings.manifest_path)])
        return real(settings, part)  # type: ignore[arg-type]

    monkeypatch.setattr("tools.publisher.verify.file_problems", publish_first)
    assert not {part.file for part in older.partitions} <= {part.file for part in newer.partitions}
    assert verify(settings) == 0
    assert "BAD" not in capsys.readouterr().out
