"""An update while the hub runs is noticed."""

from pathlib import Path

from tools.supervisor.code_version import CodeWatch


def test_a_changed_file_is_noticed_at_most_once_a_minute(tmp_path: Path) -> None:
    (tmp_path / "api").mkdir()
    code = tmp_path / "api" / "main.py"
    code.write_text("1")
    (tmp_path / "requirements.txt").write_text("a==1")
    now = [0.0]
    watch = CodeWatch(tmp_path, every_s=60, clock=lambda: now[0])
    now[0] = 60.0
    assert not watch.changed()
    code.write_text("22")
    now[0] = 119.0
    assert not watch.changed()
    now[0] = 120.0
    assert watch.changed()
    assert not watch.packages_changed()
    (tmp_path / "requirements.txt").write_text("a==10")
    assert watch.packages_changed()


def test_what_python_writes_itself_is_no_update(tmp_path: Path) -> None:
    cache = tmp_path / "shared" / "__pycache__"
    cache.mkdir(parents=True)
    now = [0.0]
    watch = CodeWatch(tmp_path, clock=lambda: now[0])
    (cache / "dates.py").write_text("")
    (tmp_path / "shared" / "notes.txt").write_text("")
    now[0] = 1_000.0
    assert not watch.changed()
    (tmp_path / "shared" / "dates.py").write_text("")
    now[0] = 2_000.0
    assert watch.changed()
