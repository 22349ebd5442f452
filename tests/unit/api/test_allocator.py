"""Memory that one answer (here three buffers of 5,000 rows) has freed serves the next one."""

import platform
import subprocess
import sys

ANSWERS = 200
# An answer's buffers, held at once, then freed. Prints what was told, and the page faults.
WORK = f"""
import sys
if sys.platform == "win32":
    from api import _windows as system
else:
    from api import _posix as system

told = system.keep_freed_memory() if sys.argv[1] == "kept" else False
try:
    import resource
except ImportError:
    print(told, 0)
else:
    def answers(count):
        for _ in range(count):
            buffers = [b"x" * 900_000, b"y" * 900_000, b"z" * 900_000]
            del buffers
    def faults():
        return resource.getrusage(resource.RUSAGE_SELF).ru_minflt
    answers(10)
    before = faults()
    answers({ANSWERS})
    print(told, faults() - before)
"""


def run(kept: str) -> tuple[bool, int]:
    command = [sys.executable, "-c", WORK, kept]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    told, faults = done.stdout.split()
    return told == "True", int(faults)


def test_answers_cost_few_page_faults() -> None:
    told, faults = run("kept")
    assert told == (platform.libc_ver()[0] == "glibc")
    if told:
        assert faults < ANSWERS
        assert run("left alone")[1] > 10 * ANSWERS
