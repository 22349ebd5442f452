"""What the README tells people to type exists."""

import importlib.util
import re

import pytest

from tools.setup.console import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("module", sorted(set(re.findall(r"`python -m ([\w.]+)", README))))
def test_module_can_be_run(module: str) -> None:
    spec = importlib.util.find_spec(module)
    assert spec is not None
    if spec.submodule_search_locations:
        assert importlib.util.find_spec(f"{module}.__main__") is not None


@pytest.mark.parametrize("path", sorted(set(re.findall(r"`([\w./]+(?:/|\.py))`", README))))
def test_path_exists_or_is_made_on_this_machine(path: str) -> None:
    made_here = {"data/", "logs/", "demo/", "wheels/"}
    assert path in made_here or (ROOT / path).exists()
