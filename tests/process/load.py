"""Clients that keep their connection, check every answer and count what fails."""

import http.client
import threading
from contextlib import suppress
from types import TracebackType

from tests.waiting import until

TIMEOUT_S = 60


class Client:
    """Asks for one address again and again; knows which worker its connection belongs to."""

    def __init__(self, port: int, path: str, expected: bytes) -> None:
        self._port, self._path, self._expected = port, path, expected
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)
        self.worker = ""
        self.answers = 0
        # The worker of each request that failed; "" for one on a connection without a past.
        self.failed: list[str] = []
        self.wrong: list[bytes] = []

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        self._stop.set()
        self._thread.join()

    def _run(self) -> None:
        while not self._stop.is_set():
            connection = http.client.HTTPConnection("127.0.0.1", self._port, timeout=TIMEOUT_S)
            self.worker = ""
            try:
                while not self._stop.is_set():
                    self._ask(connection)
            except (OSError, http.client.HTTPException):
                self.failed.append(self.worker)
            finally:
                connection.close()

    def _ask(self, connection: http.client.HTTPConnection) -> None:
        connection.request("GET", self._path)
        response = connection.getresponse()
        body = response.read()
        if response.status != http.client.OK or body != self._expected:
            self.wrong.append(body)
        self.worker = response.headers["X-Worker"]
        self.answers += 1


class Load:
    """Clients at once, all of them connected before the first look at them."""

    def __init__(self, port: int, path: str, expected: bytes, clients: int) -> None:
        self.clients = [Client(port, path, expected) for _ in range(clients)]

    def __enter__(self) -> "Load":
        for client in self.clients:
            client.start()
        self.go_on(answers=1)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for client in self.clients:
            with suppress(RuntimeError):
                client.stop()

    def go_on(self, answers: int) -> None:
        """Wait until every client has got so many more."""
        wanted = [client.answers + answers for client in self.clients]
        until(
            lambda: all(c.answers >= n for c, n in zip(self.clients, wanted, strict=True)),
            f"{answers} more answers for each client",
        )

    def spread(self, worker: str) -> int:
        """Clients that this worker has answered last."""
        return sum(client.worker == worker for client in self.clients)

    def failed(self) -> list[str]:
        return [worker for client in self.clients for worker in client.failed]

    def wrong(self) -> list[bytes]:
        return [body for client in self.clients for body in client.wrong]
