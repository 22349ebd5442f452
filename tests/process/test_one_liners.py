"""The README's one-liners for pandas and curl, run against a real server."""

import re
import shlex
import shutil
import subprocess
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pandas as pd
import pytest
import requests

from tests.hub_fixtures import make_plant_files, plant_settings
from tests.processes import RealHub
from tests.reference import Reference, reference_rows
from tools.setup.console import ROOT

pytestmark = pytest.mark.process
README = (ROOT / "README.md").read_text(encoding="utf-8")
SECTION = README.partition("### Excel, pandas, curl")[2].partition("\n## ")[0]
PANDAS = re.findall(r"^pd\..+$", SECTION, re.MULTILINE)
CURL = re.findall(r"^curl .+$", SECTION, re.MULTILINE)
DOCUMENTED = "http://127.0.0.1:8000"


@pytest.fixture(scope="module")
def hub(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RealHub]:
    folder = tmp_path_factory.mktemp("one_liners")
    make_plant_files(folder)
    real = RealHub(folder)
    real.publish()
    real.api.start()
    yield real
    real.api.kill()


@pytest.fixture(scope="module")
def reference(hub: RealHub) -> Reference:
    return reference_rows(plant_settings(hub.folder).sources(), date.today())


@pytest.fixture(autouse=True)
def no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    monkeypatch.setenv("no_proxy", "127.0.0.1")


def here(hub: RealHub, text: str) -> str:
    return text.replace(DOCUMENTED, hub.api.url.removesuffix("/healthz"))


def test_all_of_them_are_found() -> None:
    assert (len(PANDAS), len(CURL)) == (4, 2)


@pytest.mark.parametrize("line", PANDAS)
def test_pandas(hub: RealHub, reference: Reference, line: str) -> None:
    frame = eval(here(hub, line), {"pd": pd})  # the README's own text
    rows = [
        row
        for row in reference.rows
        if "month" in line
        or ("item_code" in line and row["item_code"] == "BW0021")
        or ("limit=100" in line and row in reference.rows[:100])
        or ("date_from" in line and row["production_date"].startswith("2026-01"))
    ]
    column = "total_production" if "month" in line else "good_quantity"
    total = sum(row["good_quantity"] or 0 for row in rows)
    assert frame[column].sum() == pytest.approx(total)
    assert len(frame) == (len({row["production_date"][:7] for row in rows}) if "month" in line
                          else len(rows))  # fmt: skip


@pytest.mark.parametrize("line", CURL)
def test_curl(hub: RealHub, tmp_path: Path, line: str) -> None:
    command = shlex.split(here(hub, line))
    if shutil.which("curl"):
        subprocess.run(command, cwd=tmp_path, check=True, timeout=60)
        (made,) = tmp_path.iterdir()
        begins = made.read_bytes()[:3]
    else:
        begins = requests.get(command[-1], timeout=60).content[:3]
    assert begins == (b"PK\x03" if "xlsx" in line else b"\xef\xbb\xbf")
