"""Setting up on Windows. The Python in here has not been run on a Windows machine."""

import subprocess
from pathlib import Path

SCRIPTS = "Scripts"
PYTHON = "python.exe"
UV = "uv.exe"
NEW_SESSION = False


def end(process: subprocess.Popen[str]) -> None:
    """A program and what it has started: pip starts a pip of its own."""
    command = ["taskkill", "/F", "/T", "/PID", str(process.pid)]
    subprocess.run(command, check=False, capture_output=True)


def hand_over(python: Path, arguments: list[str], environment: dict[str, str]) -> int:
    """Run the other program and wait: Windows has no exec. Ctrl+C reaches it by itself."""
    # Here, because setting up must not depend on the supervisor.
    from tools.supervisor._windows import bind_children_to_this_process

    bind_children_to_this_process()
    process = subprocess.Popen([str(python), *arguments], env=environment)
    while True:
        try:
            return process.wait()
        except KeyboardInterrupt:
            continue
