"""Log files of bounded size."""

from pathlib import Path

from tools.supervisor.logs import RotatingLog


def test_logs_stay_within_their_bounds(tmp_path: Path) -> None:
    log = RotatingLog(tmp_path / "api.log", max_bytes=1_000, keep=2)
    for number in range(1_000):
        log.write(b"line %04d\n" % number)
    log.close()
    files = sorted(path.name for path in tmp_path.iterdir())
    assert files == ["api.log", "api.log.1", "api.log.2"]
    assert all(path.stat().st_size <= 1_000 for path in tmp_path.iterdir())
    assert (tmp_path / "api.log").read_bytes().endswith(b"line 0999\n")
