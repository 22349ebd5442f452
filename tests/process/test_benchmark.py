"""The benchmarks from end to end on a few thousand rows: real servers, real load, every answer
checked. What it measures in so short a time is worth nothing and is not looked at."""

import re
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from tools.setup.console import ROOT

pytestmark = pytest.mark.process


def run(*arguments: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "tools.benchmark", *arguments],
        cwd=ROOT,
        check=False,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_api(tmp_path: Path) -> None:
    said = run(
        "api", "--rows", "3000", "--folder", str(tmp_path), "--seconds", "0.01", "--rounds", "1",
        "--no-datasette", "--workers", "1",
        "--cases", "identity", "304", "item common", "totals none", "overview",
    )  # fmt: skip
    assert "every answer was right" in said
    servers = re.findall(r"^(hub 3k|bare|plain|plain-typed) ", said, re.MULTILINE)
    assert Counter(servers) == {"hub 3k": 9, "bare": 1, "plain": 1, "plain-typed": 1}
    targets = re.findall(r"^  (?:ok  |MISS)  .*$", said, re.MULTILINE)
    assert len(targets) == 7


def test_exports(tmp_path: Path) -> None:
    said = run(
        "exports", "--rows", "3000", "--folder", str(tmp_path),
        "--quiet-s", "0.1", "--formats", "csv",
    )  # fmt: skip
    assert re.findall(r"^(\w+): ([\d,]+) rows", said, re.MULTILINE) == [
        ("csv", "2,955"),
    ]


def test_day() -> None:
    said = run("day", "--rows", "3000", "--versions", "3", "--seconds", "1.5")
    assert "3 versions published meanwhile" in said
    assert "MISS" not in said
