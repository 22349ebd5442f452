"""Opening partitions: URIs of odd paths, deadlines, where large sorts go."""

import math
import subprocess
import sys
import time
from pathlib import Path

import apsw
import pytest

from shared.db.connection import PartitionConnection, sqlite_uri
from shared.errors import GenerationUnreadable, QueryTimeout
from shared.settings import Settings
from tests.hub_fixtures import publish_now

ENDLESS_SQL = """
    WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n)
    SELECT COUNT(*)
    FROM n
"""

SORT_IN = """
import os, sys
from pathlib import Path
import apsw
from shared.db.connection import configure_sqlite
configure_sqlite(Path(sys.argv[1]))
db = apsw.Connection("")
db.execute("PRAGMA temp_store = FILE")
db.execute("PRAGMA cache_size = 10")
db.execute("CREATE TEMP TABLE t AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL"
           " SELECT i + 1 FROM n WHERE i < 50000) SELECT i, hex(randomblob(50)) AS x FROM n")
links = [Path("/proc/self/fd") / name for name in os.listdir("/proc/self/fd")]
print([os.readlink(link) for link in links if link.is_symlink()])
"""


@pytest.fixture
def connection(settings: Settings) -> PartitionConnection:
    manifest = publish_now(settings)
    return PartitionConnection(settings.partitions_dir / manifest.partitions[0].file)


def test_a_statement_is_stopped_at_its_deadline(connection: PartitionConnection) -> None:
    with pytest.raises(QueryTimeout):
        connection.rows(ENDLESS_SQL, {}, time.monotonic() + 0.05)
    assert connection.rows("SELECT 1", {}, math.inf) == [(1,)]


@pytest.mark.parametrize(
    "sql", ["DELETE FROM records", "CREATE TABLE x(y)", "PRAGMA user_version = 3"]
)
def test_nothing_can_be_written(connection: PartitionConnection, sql: str) -> None:
    with pytest.raises(GenerationUnreadable):
        connection.rows(sql, {}, math.inf)


@pytest.mark.parametrize("name", ["a#b.db", "100%.db", "what?.db", "공장.db", "%41 ;.db"])
def test_any_name_makes_a_uri(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    apsw.Connection(str(path)).execute("CREATE TABLE t(x)").close()
    flags = apsw.SQLITE_OPEN_READONLY | apsw.SQLITE_OPEN_URI
    found = apsw.Connection(sqlite_uri(path, mode="ro", immutable="1"), flags=flags)
    assert found.execute("SELECT name FROM sqlite_schema").fetchall() == [("t",)]


def test_large_sorts_go_to_the_named_folder(tmp_path: Path) -> None:
    command = [sys.executable, "-c", SORT_IN, str(tmp_path)]
    root = str(Path(__file__).resolve().parents[3])
    opened = subprocess.check_output(command, text=True, cwd=root)
    assert str(tmp_path) in opened
