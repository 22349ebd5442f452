"""A small child for the supervisor: `web PORT` answers 200, `shared` does so on the socket of its
`--socket`, `deaf` ignores SIGTERM and has a child of its own, `crash` ends with a last word."""

import signal
import socket
import subprocess
import sys
import time
from http.server import BaseHTTPRequestHandler, HTTPServer


class Ok(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_response(200)
        self.end_headers()


def serve_shared(descriptor: int) -> None:
    server = HTTPServer(("127.0.0.1", 0), Ok, bind_and_activate=False)
    server.socket.close()
    server.socket = socket.socket(fileno=descriptor)
    server.serve_forever()


def main(kind: str, *arguments: str) -> None:
    print(f"{kind} is here", flush=True)
    if kind == "web":
        HTTPServer(("127.0.0.1", int(arguments[0])), Ok).serve_forever()
    if kind == "shared":
        serve_shared(int(arguments[arguments.index("--socket") + 1]))
    if kind == "crash":
        sys.exit("the disk of the plant is on fire")
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    if kind == "deaf":
        subprocess.Popen([sys.executable, "-m", "tests.process.fake_service", "silent"])
    while True:
        time.sleep(60)


if __name__ == "__main__":
    main(*sys.argv[1:])
