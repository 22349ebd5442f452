"""The dashboard's benchmark from end to end on a few thousand rows; nobody looks at its figures."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from tools.setup.console import ROOT

pytestmark = pytest.mark.browser


def test_dashboard(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "tools.benchmark", "dashboard", "--rows", "3000"]
    done = subprocess.run(
        [*command, "--views", "1", "--sessions", "1", "--folder", str(tmp_path)],
        cwd=ROOT,
        check=False,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=200,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert len(re.findall(r"^  (?:ok  |MISS)  ", done.stdout, re.MULTILINE)) == 3
    assert re.search(r"^  ok    data calls at the API .* 1   = 1$", done.stdout, re.MULTILINE)
    assert "after each of 1 sessions of 30 views" in done.stdout


def test_without_chromium_it_says_so(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tools.benchmark", "dashboard", "--rows", "3000"],
        cwd=ROOT,
        check=False,
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={"PATH": str(tmp_path)},
        timeout=60,
    )
    assert done.returncode == 1
    assert "chromium, chromedriver is not on the PATH" in done.stderr
