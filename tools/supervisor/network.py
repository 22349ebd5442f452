"""How the others in the network reach this machine."""

import socket

from shared.loopback import is_loopback


def lan_address(host: str) -> str:
    """What the others in the network type; no packet is sent to find it out."""
    if host not in ("0.0.0.0", "::"):  # noqa: S104 - compared, not bound
        return host
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))
            return str(probe.getsockname()[0])
        except OSError:
            return socket.gethostname()


def lan_urls(host: str, port: int) -> list[str]:
    """None when only this machine can reach it."""
    return [] if is_loopback(host) else [f"http://{lan_address(host)}:{port}"]
