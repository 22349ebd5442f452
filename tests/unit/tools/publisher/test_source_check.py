"""A look at an ERP file before its path is saved."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from shared.errors import HubError
from shared.settings import Settings
from shared.source_errors import (
    SourceColumnsMissing,
    SourceMissing,
    SourceNotSqlite,
    SourceTableMissing,
    SourceTruncated,
    SourceUnreadable,
)
from tests.factories import erp_rows, make_source
from tools.publisher.source_check import problem
from tools.supervisor.core_settings import ROOT

HOSTILE_NAME = "ERP #1 100% 'db'?.db"


@pytest.fixture
def erp_file(tmp_path: Path) -> Path:
    path = tmp_path / HOSTILE_NAME
    make_source(path, erp_rows(2026, 20, 1))
    return path


def settings(**changes: object) -> Settings:
    return Settings(_env_file=None, **changes)  # type: ignore[arg-type]


def test_the_erps_file_is_taken_and_nothing_is_left_beside_it(erp_file: Path) -> None:
    assert problem(settings(), erp_file) is None
    assert [path.name for path in erp_file.parent.iterdir()] == [HOSTILE_NAME]


@pytest.mark.parametrize(
    ("spoil", "error"),
    [
        pytest.param(lambda path: path.unlink(), SourceMissing, id="not there"),
        pytest.param(lambda path: path.write_text("Name;Menge\n" * 50), SourceNotSqlite, id="text"),
        pytest.param(
            lambda path: path.write_bytes(path.read_bytes()[:5_000]), SourceTruncated, id="cut off"
        ),
        pytest.param(lambda path: (path.unlink(), path.mkdir()), SourceUnreadable, id="a folder"),
    ],
)
def test_what_is_no_erp_file_is_named(erp_file: Path, spoil: object, error: type[HubError]) -> None:
    assert callable(spoil)
    spoil(erp_file)
    assert type(problem(settings(), erp_file)) is error


def test_table_and_columns_must_be_there(erp_file: Path) -> None:
    no_table = problem(settings(source_table="orders"), erp_file)
    assert type(no_table) is SourceTableMissing
    no_column = problem(settings(source_columns="lot_number=charge"), erp_file)
    assert type(no_column) is SourceColumnsMissing


def test_as_a_command_it_names_each_wrong_file(erp_file: Path, tmp_path: Path) -> None:
    missing = tmp_path / "none.db"
    command = [sys.executable, "-m", "tools.publisher.source_check", str(erp_file), str(missing)]
    ran = subprocess.run(command, cwd=ROOT, check=False, capture_output=True, text=True)
    assert ran.returncode == 1
    found = json.loads(ran.stdout)
    assert list(found) == [str(missing)]
    assert found[str(missing)]["key"] == "source_missing"
