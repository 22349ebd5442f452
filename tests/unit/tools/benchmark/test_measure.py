"""CPU time of other processes."""

import subprocess
import sys

import psutil
import pytest

from tools.benchmark.measure import cpu_s

BURN = "import time\nwhile time.process_time() < 0.3: pass\nprint(flush=True)\ninput()"


def test_cpu_of_another_process_with_a_thread_that_has_ended() -> None:
    code = f"import threading\ndef burn():\n exec({BURN!r})\nt = threading.Thread(target=burn)\n"
    with subprocess.Popen(
        [sys.executable, "-c", code + "t.start(); t.join(); input()"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdout.readline()
        process.stdin.write(b"\n")
        process.stdin.flush()
        assert cpu_s(psutil.Process(process.pid)) == pytest.approx(0.3, abs=0.1)
        process.communicate(b"\n")
