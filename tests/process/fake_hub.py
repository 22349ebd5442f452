"""The supervisor's own process with small children: `python -m tests.process.fake_hub PORT`.
Everything but the services is the real thing."""

import sys

from tools.setup import console
from tools.supervisor.arguments import parse
from tools.supervisor.core_settings import load_core_settings
from tools.supervisor.hub import StartRefused, claim
from tools.supervisor.model import ServiceSpec, Timing
from tools.supervisor.ports import Address
from tools.supervisor.probes import http_probe
from tools.supervisor.run import serve


def main(port: int) -> int:
    child = (sys.executable, "-m", "tests.process.fake_service")
    specs = [
        ServiceSpec(
            "api",
            (*child, "web", str(port)),
            http_probe("127.0.0.1", port, "/livez"),
            Address("127.0.0.1", port, "HUB_API_PORT"),
        ),
        ServiceSpec("watcher", (*child, "silent"), lambda _pid: True),
    ]
    settings = load_core_settings()
    try:
        lock = claim(settings)
        timing = Timing(probe_s=0.1, stop_grace_s=0.5)
        serve(settings, specs, parse(["--no-browser"]), timing)
    except StartRefused as exc:
        console.complain(exc.key, **exc.values)
        return 1
    lock.release()
    return 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1])))
