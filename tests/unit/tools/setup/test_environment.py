"""When a `.venv` is ready, and making it so."""

import sys
import threading
from pathlib import Path

import pytest

from tests.waiting import until
from tools.setup import commands, environment, failures
from tools.setup.environment import INCOMPLETE, Environment


@pytest.fixture
def made(tmp_path: Path) -> Environment:
    """A `.venv` that was set up completely."""
    (tmp_path / "requirements.txt").write_text("one==1 \\\n    --hash=sha256:0\ntwo==2\n")
    (tmp_path / "requirements-dev.txt").write_text("three==3\n")
    made = Environment(tmp_path, commands.CHECK_LOCKS)
    made.python.parent.mkdir(parents=True)
    made.python.symlink_to(sys.executable)
    (made.folder / "hub-stamp").write_text("\n".join(made.stamps()))
    return made


def test_a_test_environment_also_runs_the_hub(made: Environment) -> None:
    assert made.is_ready()
    assert Environment(made.root, commands.RUN_LOCKS).is_ready()


def test_a_hub_environment_does_not_run_the_tests(made: Environment) -> None:
    run = Environment(made.root, commands.RUN_LOCKS)
    (made.folder / "hub-stamp").write_text("\n".join(run.stamps()))
    assert run.is_ready()
    assert not made.is_ready()


def test_another_lock_makes_it_unready(made: Environment) -> None:
    (made.root / "requirements-dev.txt").write_text("three==4\n")
    assert not made.is_ready()


def test_an_interrupted_setup_is_unready(made: Environment) -> None:
    (made.folder / "hub-stamp").write_text(INCOMPLETE)
    assert not made.is_ready()


def test_packages_are_counted(made: Environment) -> None:
    assert Environment(made.root).packages() == 2


def test_a_ready_environment_starts_no_program(
    made: Environment, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(environment, "_set_up", lambda _: pytest.fail("set up again"))
    environment.prepare(made)


def test_a_second_setup_waits_and_finds_it_done(
    made: Environment, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    stamp = made.folder / "hub-stamp"
    stamp.write_text(INCOMPLETE)
    monkeypatch.setenv("HUB_LANGUAGE", "en")
    inside, go_on, runs = threading.Event(), threading.Event(), []

    def set_up(_: Environment) -> None:
        runs.append(1)
        inside.set()
        go_on.wait(20)
        stamp.write_text("\n".join(made.stamps()))

    monkeypatch.setattr(environment, "_set_up", set_up)
    first, second = (threading.Thread(target=environment.prepare, args=[made]) for _ in "12")
    first.start()
    inside.wait(20)
    second.start()
    said = until(lambda: capsys.readouterr().out, "the second one says that it waits")
    go_on.set()
    first.join()
    second.join()
    assert "Another start is setting up already" in said
    assert runs == [1]


def test_too_little_disk_is_said_before_anything_is_done(
    made: Environment, monkeypatch: pytest.MonkeyPatch
) -> None:
    (made.folder / "hub-stamp").unlink()
    monkeypatch.setattr(environment, "NEEDED_BYTES", 10**18)
    with pytest.raises(failures.SetupFailed) as caught:
        environment.prepare(made)
    assert caught.value.key == "disk_small"
    assert not made.log.exists()
