"""The supervisor's own process with small children: `-m tests.process.fake_hub PORT [KIND]`.
Everything but the services is the real thing; KIND is what the second one is."""

import os
import sys
from pathlib import Path

from tools.setup import _posix, console
from tools.supervisor.arguments import parse
from tools.supervisor.backoff import Backoff
from tools.supervisor.core import Wish
from tools.supervisor.core_settings import from_json
from tools.supervisor.hub import StartRefused, claim
from tools.supervisor.model import ServiceSpec, Timing
from tools.supervisor.ports import Address
from tools.supervisor.probes import http_probe
from tools.supervisor.run import serve

SETTINGS = "FAKE_HUB_SETTINGS"
TIMING = Timing(
    probe_s=0.1,
    start_probe_s=0.05,
    stop_grace_s=0.5,
    backoff=lambda: Backoff(first_s=0.2, cap_s=1.0, steady_s=60),
)


def main(port: int, kind: str = "silent") -> int:
    child = (sys.executable, "-m", "tests.process.fake_service")
    specs = [
        ServiceSpec(
            "api",
            (*child, "web", str(port)),
            http_probe("127.0.0.1", port, "/livez", timeout_s=0.2),
            Address("127.0.0.1", port, "HUB_API_PORT"),
        ),
        ServiceSpec("watcher", (*child, kind), lambda _pid: True),
    ]
    try:
        # Without the child that reads them: it is most of a start.
        settings = from_json(os.environ[SETTINGS])
        lock = claim(settings)
        wish = serve(settings, specs, parse(["--no-browser"]), TIMING)
    except StartRefused as exc:
        console.complain(exc.key, **exc.values)
        return 1
    lock.release()
    if wish is Wish.RESTART:
        command = ["-m", "tests.process.fake_hub", str(port), kind]
        return _posix.hand_over(Path(sys.executable), command, dict(os.environ))
    return 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]), *sys.argv[2:]))
