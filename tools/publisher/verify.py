"""`verify`: read every partition of every kept version again and check all that can be checked."""

import itertools
import math
from contextlib import closing
from pathlib import Path

from shared.db.connection import PartitionConnection
from shared.db.manifest import Manifest, Partition, version_of
from shared.errors import GenerationUnreadable
from shared.settings import Settings
from tools.publisher.file_check import bytes_problem, schema_problem
from tools.publisher.month_lines import month_lines_fit
from tools.publisher.naming import good_manifest
from tools.publisher.retention import read_history
from tools.publisher.verify_lots import lots_fit
from tools.publisher.verify_sql import FACTS_SQL, INTEGRITY_SQL, REJECTED_SQL, RULES
from tools.publisher.versions import kept_versions

WHAT_TO_DO = (
    "If the served version is whole, the others only cannot be rolled back to. If not: roll back\n"
    "to a whole one (python -m tools.publisher rollback VERSION), or stop the hub, delete the\n"
    "named files and start it again: they are built anew from the ERP's files."
)


def verify(settings: Settings) -> int:
    """One line a file and a line for each version that does not fit together; 1 on any problem.

    Raises NothingPublished when there is nothing to verify.
    """
    current = good_manifest(settings)
    versions = kept_versions(settings, current)
    bad = 0
    if current is None:
        bad += _tell("manifest.json", ["it or a file that it names is damaged or gone"])
    parts = {part.file: part for version in versions for part in version.partitions}
    for part in parts.values():
        problems = file_problems(settings, part)
        if problems and not _is_kept(settings, part):
            # A watcher has published meanwhile: it was dropped, not damaged.
            continue
        bad += _tell(part.file, problems, f"{part.quality.visible:,} rows, {part.size:,} bytes")
    for version in versions:
        if problems := version_problems(version):
            bad += _tell(f"version {version.version}", problems)
    print(f"Files: {len(parts)}, versions: {len(versions)}, problems: {bad}.")
    if bad:
        print(WHAT_TO_DO)
    return 1 if bad else 0


def file_problems(settings: Settings, part: Partition) -> list[str]:
    """Sentences that begin after the file's name."""
    path = settings.partitions_dir / part.file
    wrong_bytes = bytes_problem(settings, part)
    if wrong_bytes is not None and not path.is_file():
        return [wrong_bytes]
    problems = [wrong_bytes] if wrong_bytes else []
    unreadable = schema_problem(settings, part)
    return [*problems, unreadable] if unreadable else [*problems, *_content_problems(path, part)]


def version_problems(manifest: Manifest) -> list[str]:
    """What is wrong with partitions that may each be right."""
    problems: list[str] = []
    if version_of(manifest.partitions) != manifest.version:
        problems.append("its name does not fit its partitions")
    shown = [part for part in manifest.partitions if part.first_day is not None]
    # Newest first, so each must end before the one before it begins.
    for newer, older in itertools.pairwise(shown):
        if (older.last_day or "") >= (newer.first_day or ""):
            problems.append(f"{older.name} ends {older.last_day}, {newer.name} has days before")
    for part in shown:
        begins, ends = part.begins or part.first_day, part.ends or part.last_day
        if (part.first_day or "") < (begins or "") or (part.last_day or "") > (ends or ""):
            problems.append(f"{part.name} shows days outside {begins} to {ends}")
    return problems


def _content_problems(path: Path, part: Partition) -> list[str]:
    problems: list[str] = []
    try:
        with closing(PartitionConnection(path)) as db:
            verdicts = [str(row[0]) for row in db.rows(INTEGRITY_SQL, {}, math.inf)]
            if verdicts != ["ok"]:
                problems.append(f"SQLite finds it damaged: {'; '.join(verdicts)}")
            for rule, sql in RULES.items():
                if db.rows(sql, {}, math.inf)[0][0]:
                    problems.append(rule)
            if not month_lines_fit(db):
                problems.append("month_lines are not those of monthly_items")
            if not lots_fit(db):
                problems.append("lot index does not fit the records")
            problems += _manifest_problems(db, part)
    except GenerationUnreadable as exc:
        problems.append(f"cannot be read: {exc}")
    return problems


def _manifest_problems(db: PartitionConnection, part: Partition) -> list[str]:
    quality = part.quality
    found = db.rows(FACTS_SQL, {}, math.inf)[0]
    named = (quality.visible, quality.without_quantity, part.first_day, part.last_day)
    names = ("rows", "rows without quantity", "as first day", "as last day")
    problems = [
        f"has {have} {name}, the manifest says {said}"
        for have, said, name in zip(found, named, names, strict=True)
        if have != said
    ]
    rejected = {str(reason): count for reason, count in db.rows(REJECTED_SQL, {}, math.inf)}
    if rejected != quality.rejected:
        problems.append(f"has rejected rows {rejected}, the manifest says {quality.rejected}")
    if quality.rows != quality.visible + quality.hidden + sum(quality.rejected.values()):
        problems.append("visible, hidden and rejected rows are not the source's rows")
    return problems


def _is_kept(settings: Settings, part: Partition) -> bool:
    current = good_manifest(settings)
    versions = [*read_history(settings), *([current] if current else [])]
    return part.file in {one.file for version in versions for one in version.partitions}


def _tell(what: str, problems: list[str], content: str = "") -> int:
    """Print the line; the number of problems."""
    if problems:
        print(f"BAD  {what}: {'; '.join(problems)}")
    else:
        print(f"ok   {what}: {content}")
    return len(problems)
