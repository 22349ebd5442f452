"""manager.py as a program: what it refuses, and how."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tools.launcher.commands import COMMANDS
from tools.setup import console, python_check
from tools.setup.console import ROOT


def manager(*arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "manager.py", *arguments],
        cwd=ROOT,
        env={**os.environ, "HUB_LANGUAGE": "en", **variables},
        check=False,
        capture_output=True,
        text=True,
    )


@pytest.mark.parametrize(
    ("arguments", "wrong", "meant"),
    [
        pytest.param(["strat"], "strat", "start", id="command"),
        pytest.param(["--dmeo"], "--dmeo", "--demo", id="option"),
        pytest.param(["setup", "now"], "now", "", id="word after setup"),
        pytest.param(["autostart", "of"], "of", "off", id="word after autostart"),
        pytest.param(["status", "--jsn"], "--jsn", "--json", id="option of a command"),
        pytest.param(["logs", "api", "watcher"], "watcher", "", id="one word too many"),
        pytest.param(["--demo", "test"], "test", "", id="command after option"),
    ],
)
def test_what_it_does_not_know_is_one_sentence_and_exit_2(
    arguments: list[str], wrong: str, meant: str
) -> None:
    ran = manager(*arguments)
    assert ran.returncode == 2
    nearest = f" Did you mean '{meant}'?" if meant else ""
    assert ran.stderr.splitlines() == [
        f"[hub] '{wrong}' is not a command or an option.{nearest} See: python3 manager.py help"
    ]


def test_help_names_every_command_in_both_languages() -> None:
    for language in console.LANGUAGES:
        ran = manager("--help", HUB_LANGUAGE=language, PYTHONUTF8="1")
        assert ran.returncode == 0
        words = {*COMMANDS, "--demo", "--no-browser", "--no-window"} - {"help"}
        assert [word for word in words if word not in ran.stdout] == []


def test_an_ascii_terminal_gets_english() -> None:
    ran = manager("strat", HUB_LANGUAGE="ko", PYTHONIOENCODING="ascii")
    assert ran.returncode == 2
    assert "is not a command" in ran.stderr


@pytest.mark.parametrize(
    ("version", "refused"),
    [((3, 10), "python_version"), ((3, 11), None), ((3, 14), None), ((3, 15), "python_version")],
)
def test_python_versions(
    version: tuple[int, int], refused: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "version_info", (*version, 1, "final", 0))
    assert python_check.refusal() == refused


def test_32_bit_python_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "maxsize", 2**31 - 1)
    assert python_check.refusal() == "python_32bit"


def test_the_first_files_parse_on_python_3_6() -> None:
    """They must, or an old Python shows a SyntaxError instead of the sentence."""
    import ast

    early = ["manager.py", "tools/__init__.py"]
    early += [f"tools/setup/{name}.py" for name in ("__init__", "console", "messages")]
    for name in [*early, "tools/setup/python_check.py"]:
        ast.parse((ROOT / name).read_text(encoding="utf-8"), feature_version=(3, 6))


def test_bash_ci_run_is_the_test_command(tmp_path: Path) -> None:
    (tmp_path / ".ci").mkdir()
    shutil.copy(ROOT / ".ci" / "run", tmp_path / ".ci" / "run")
    (tmp_path / "manager.py").write_text("import sys; print(sys.argv)", encoding="utf-8")
    command = ["bash", str(tmp_path / ".ci" / "run")]
    ran = subprocess.run(command, check=False, capture_output=True, text=True)
    assert (ran.returncode, ran.stdout.strip()) == (0, "['manager.py', 'test']")
