"""Import direction, where SQL stands, and sizes: checked instead of remembered."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
MAY_IMPORT = {
    "shared": set[str](),
    "api": {"shared"},
    "dashboard": {"shared"},
    "tools": {"shared"},
}
# Sample data, simulator and benchmark play the ERP, a foreign program that writes its own SQL.
SQL_HOMES = (
    "shared/repositories/",
    "shared/db/",
    "tools/publisher/",
    "tools/sample_data/",
    "tools/erp_simulator/",
    "tools/benchmark/",
)
FRAMEWORKS = {"fastapi", "starlette", "streamlit", "uvicorn"}
SQL = re.compile(r"\s*(SELECT|INSERT|UPDATE|DELETE|CREATE|PRAGMA|ANALYZE|ATTACH)\s")
LAYERS = ["db", "repositories"]
MAX_LINES = 250
MAX_FUNCTION_LINES = 40
MODULES = sorted(path for top in MAY_IMPORT for path in (ROOT / top).rglob("*.py"))
EVERYTHING = sorted([*MODULES, ROOT / "manager.py", *(ROOT / "tests").rglob("*.py")])


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def imported(tree: ast.Module) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            assert node.level == 0, "relative import"
            names.add(node.module)
    return names


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_imports_run_one_way(path: Path) -> None:
    top = name_of(path).split("/")[0]
    tops = {name.split(".")[0] for name in imported(ast.parse(path.read_text("utf-8")))}
    assert (tops & set(MAY_IMPORT)) - {top} <= MAY_IMPORT[top]
    assert "tests" not in tops
    if top == "shared":
        assert not tops & FRAMEWORKS


@pytest.mark.parametrize("path", sorted((ROOT / "shared").glob("*.py")), ids=name_of)
def test_plain_shared_modules_know_no_database(path: Path) -> None:
    inner = imported(ast.parse(path.read_text("utf-8")))
    assert not {name for name in inner if name.startswith(("shared.db", "shared.repositories"))}


@pytest.mark.parametrize("path", sorted((ROOT / "shared/db").glob("*.py")), ids=name_of)
def test_the_database_knows_no_repository(path: Path) -> None:
    inner = imported(ast.parse(path.read_text("utf-8")))
    assert not {name for name in inner if name.startswith("shared.repositories")}


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_sql_lives_in_its_homes(path: Path) -> None:
    if name_of(path).startswith(SQL_HOMES):
        return
    tree = ast.parse(path.read_text("utf-8"))
    strings = [node.value for node in ast.walk(tree) if isinstance(node, ast.Constant)]
    assert not [text for text in strings if isinstance(text, str) and SQL.match(text)]


@pytest.mark.parametrize("path", EVERYTHING, ids=name_of)
def test_sizes_and_habits(path: Path) -> None:
    text = path.read_text("utf-8")
    tree = ast.parse(text)
    assert text.count("\n") <= MAX_LINES
    if "__init__" not in path.name or text:
        assert ast.get_docstring(tree) is not None
    assert "sys" + ".path" not in text
    long = [
        node.name
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (node.end_lineno or 0) - node.lineno + 1 > MAX_FUNCTION_LINES
    ]
    assert not long


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_a_broad_except_stands_only_where_it_may(path: Path) -> None:
    allowed = {"tools/watcher/loop.py", "tools/supervisor/service.py", "tools/supervisor/run.py"}
    if name_of(path) not in allowed:
        assert "except Exception" not in path.read_text("utf-8")


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_platform_calls_stand_in_platform_files(path: Path) -> None:
    if path.name in {"_posix.py", "_windows.py"}:
        return
    names = {name.split(".")[0] for name in imported(ast.parse(path.read_text("utf-8")))}
    assert not names & {"fcntl", "msvcrt", "pwd", "grp", "resource", "winreg", "_winapi"}
