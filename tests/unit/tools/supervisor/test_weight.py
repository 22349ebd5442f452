"""The core stays light: it runs for months beside the services."""

import json
import subprocess
import sys

from tools.supervisor.core_settings import ROOT

# 4 to 30 MB each; the services need them, the core does not.
HEAVY = {
    "api",
    "dashboard",
    "dotenv",
    "fastapi",
    "numpy",
    "orjson",
    "pandas",
    "prometheus_client",
    "psutil",
    "pydantic",
    "pydantic_core",
    "pydantic_settings",
    "requests",
    "sqlite3",
    "starlette",
    "streamlit",
    "tkinter",
    "uvicorn",
}
CORE = "import json, sys, tools.supervisor.run; print(json.dumps(sorted(sys.modules)))"
CLIENT = "import json, sys, tools.supervisor.detached; print(json.dumps(sorted(sys.modules)))"


def imported(program: str, *options: str) -> set[str]:
    done = subprocess.run(
        [sys.executable, *options, "-c", program],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    )
    return {str(name).partition(".")[0] for name in json.loads(done.stdout)}


def test_the_core_imports_no_heavy_package() -> None:
    assert imported(CORE) & HEAVY == set()


def test_core_and_client_need_the_standard_library_only() -> None:
    """Started without site-packages: whatever is missing there would be an ImportError."""
    ours = {"shared", "tools", "__main__"}
    for program in (CORE, CLIENT):
        assert imported(program, "-S") - ours <= set(sys.stdlib_module_names)
