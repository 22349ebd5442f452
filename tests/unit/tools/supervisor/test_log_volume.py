"""A day of output, quickly: the log files stay within their bounds."""

import subprocess
import sys
from pathlib import Path

from tools.supervisor.core_log import KEEP as CORE_KEEP
from tools.supervisor.core_log import MAX_BYTES as CORE_MAX_BYTES
from tools.supervisor.core_settings import ROOT
from tools.supervisor.logs import CHUNK_BYTES, KEEP, MAX_BYTES, Pump, RotatingLog

# 20 requests a second, each a line of 300 bytes, for 24 hours.
LINE = b"x" * 299 + b"\n"
DAY_LINES = 20 * 86_400
BATCH = 2_000
SPEAKER = f"""
import os
batch = (b"x" * 299 + b"\\n") * {BATCH}
for _ in range({DAY_LINES // BATCH}):
    sent = 0
    while sent < len(batch):
        sent += os.write(1, batch[sent:])
os.write(1, b"the last line\\n")
"""
# The core tells of each state of each service: 3 services that crash at once every 30 s.
CORE_SPEAKER = """
import sys
from pathlib import Path
from tools.supervisor.core_log import CoreLog, stamp_output
stamp_output()
log = CoreLog(Path(sys.argv[1]))
for number in range(3 * 2 * 2 * 1440):
    print("x" * 600, number, flush=True)
    if number % 60 == 0:
        log.keep_small()
log.keep_small()
print("the last line", flush=True)
"""


def test_a_day_of_a_services_output(tmp_path: Path) -> None:
    log = RotatingLog(tmp_path / "api.log")
    with subprocess.Popen([sys.executable, "-c", SPEAKER], stdout=subprocess.PIPE) as child:
        assert child.stdout is not None
        pump = Pump(child.stdout, log, "--- started\n")
        pump.start()
        assert child.wait(timeout=60) == 0
        pump.finish(timeout_s=60)
    log.close()
    files = sorted(tmp_path.iterdir())
    assert [path.name for path in files] == ["api.log", *(f"api.log.{n}" for n in (1, 2, 3, 4, 5))]
    assert len(files) == KEEP + 1
    assert max(path.stat().st_size for path in files) <= MAX_BYTES
    assert min(path.stat().st_size for path in files[1:]) > MAX_BYTES - CHUNK_BYTES
    assert DAY_LINES * len(LINE) > 8 * (KEEP + 1) * MAX_BYTES
    assert pump.lost_bytes == 0
    assert pump.last_words() == "the last line"
    assert files[0].read_bytes().endswith(b"the last line\n")


def test_a_day_of_the_cores_own_output(tmp_path: Path) -> None:
    path = tmp_path / "core.log"
    with path.open("ab") as output:
        command = [sys.executable, "-c", CORE_SPEAKER, str(path)]
        subprocess.run(command, cwd=ROOT, check=True, stdout=output, stderr=output, timeout=60)
    files = sorted(tmp_path.iterdir())
    assert [found.name for found in files] == ["core.log", *(f"core.log.{n}" for n in (1, 2, 3))]
    assert len(files) == CORE_KEEP + 1
    # What is written between two looks comes on top.
    assert max(found.stat().st_size for found in files) <= CORE_MAX_BYTES + 60 * 700
    assert path.read_text().endswith("Z the last line\n")
