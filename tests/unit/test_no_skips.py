"""The plugin that lets no skip pass."""

import subprocess
import sys
from pathlib import Path

import pytest

from tools.setup.console import ROOT

SKIPS = {
    "in the test": "import pytest\ndef test(): pytest.skip('no browser')",
    "by a mark": "import pytest\n@pytest.mark.skip(reason='no browser')\ndef test(): pass",
    "of the module": "import pytest\npytest.skip('no browser', allow_module_level=True)",
}


@pytest.mark.parametrize("source", SKIPS.values(), ids=SKIPS)
def test_a_skip_fails_and_tells_its_reason(source: str, tmp_path: Path) -> None:
    (tmp_path / "test_it.py").write_text(source, encoding="utf-8")
    options = ["-q", "-p", "tests.no_skips", "-p", "no:cacheprovider", "--rootdir", str(tmp_path)]
    command = [sys.executable, "-m", "pytest", "-c", "/dev/null", *options, str(tmp_path)]
    ran = subprocess.run(command, cwd=ROOT, check=False, capture_output=True, text=True)
    assert ran.returncode != 0
    assert "no browser" in ran.stdout
    assert " skipped" not in ran.stdout.splitlines()[-1]
