"""The load generator: keep-alive connections of one process, each with one request on its way.

Sockets and a selector, because asyncio's own cost would be the limit of what it measures. Every
answer is checked by its head and length (status, data version, encoding, size); a sample is kept
whole and judged when the clock has stopped.
"""

import selectors
import socket
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from tools.benchmark.figures import Round, percentile
from tools.benchmark.wire import CHUNKED, HEAD_END, LAST_CHUNK, Answer, body_length, parse

FIRST_BUFFER = 1 << 20
SAMPLE_EVERY = 50
SAMPLES_MAX = 24
ANSWER_S = 60.0


class Unexpected(Exception):
    """An answer that a correct server does not give; the message says what was wrong."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the head of each answer must hold (lower case), and the length of its body."""

    status: int = 200
    in_head: tuple[bytes, ...] = ()
    least_bytes: int = 0
    most_bytes: int = 1 << 40

    def check(self, head: bytes, length: int) -> None:
        """Raises Unexpected."""
        if not head.startswith(b"http/1.1 %d" % self.status):
            said = head.partition(b"\r")[0].decode("latin-1")
            raise Unexpected(f"{said} instead of {self.status}")
        for piece in self.in_head:
            if piece not in head:
                raise Unexpected(f"no {piece.decode()!r} in the head")
        if not self.least_bytes <= length <= self.most_bytes:
            limits = f"{self.least_bytes:,} to {self.most_bytes:,}"
            raise Unexpected(f"a body of {length:,} bytes, {limits} were expected")


@dataclass(slots=True)
class Drive:
    """One round: what was asked, how long each answer took, and the answers that were kept."""

    seconds: float = 0.0
    cpu_s: float = 0.0
    latencies_ns: list[int] = field(default_factory=list)
    lengths: list[int] = field(default_factory=list)
    samples: list[tuple[bytes, Answer]] = field(default_factory=list)

    def figures(self, server_cpu_s: float) -> Round:
        count = len(self.latencies_ns)
        ordered = sorted(took / 1e6 for took in self.latencies_ns)
        lengths = sorted(self.lengths)
        return Round(
            requests=count,
            seconds=self.seconds,
            cpu_us=server_cpu_s / count * 1e6,
            p50_ms=percentile(ordered, 0.5),
            p99_ms=percentile(ordered, 0.99),
            body_bytes=lengths[count // 2],
            generator=self.cpu_s / self.seconds,
        )


def _connected(port: int) -> socket.socket:
    one = socket.create_connection(("127.0.0.1", port), timeout=ANSWER_S)
    one.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return one


class _Connection:
    """A socket and the answer that is coming in on it."""

    def __init__(self, port: int) -> None:
        self._port = port
        self.socket = _connected(port)
        self.buffer = bytearray(FIRST_BUFFER)
        self.request = b""
        self.sent_ns = 0
        self._got = 0
        self._head = b""
        self._length = 0
        self._body_at = 0

    @property
    def ends(self) -> bool:
        """Whether the server ends the connection after this answer, to even out its workers."""
        return b"\r\nconnection: close" in self._head

    def connect_anew(self) -> None:
        """A new socket in place of one that the server ends."""
        self.socket.close()
        self.socket = _connected(self._port)

    def ask(self, request: bytes) -> None:
        self.request = request
        self._got = 0
        self._head = b""
        self.sent_ns = time.perf_counter_ns()
        self.socket.sendall(request)

    def receive(self) -> bool:
        """Take what is there; True when the answer is whole. Raises Unexpected, ValueError."""
        got = self.socket.recv_into(memoryview(self.buffer)[self._got :])
        if not got:
            raise Unexpected("the server closed the connection")
        self._got += got
        if not self._head:
            end = self.buffer.find(HEAD_END, 0, self._got)
            if end < 0:
                return False
            self._head = bytes(self.buffer[: end + 2]).lower()
            self._length = body_length(self._head)
            self._body_at = end + len(HEAD_END)
        if self._length == CHUNKED:
            whole = (
                self.buffer.endswith(LAST_CHUNK)
                if self._got == len(self.buffer)
                else (self.buffer[self._got - len(LAST_CHUNK) : self._got] == LAST_CHUNK)
            )
        else:
            whole = self._got - self._body_at == self._length
        if not whole and self._got == len(self.buffer):
            self.buffer.extend(bytes(len(self.buffer)))
        return whole

    def checked(self, wanted: Wanted) -> int:
        """Length of the body as it was sent. Raises Unexpected."""
        length = self._got - self._body_at
        wanted.check(self._head, length)
        return length

    def raw(self) -> bytes:
        return bytes(self.buffer[: self._got])


def drive(
    ports: Sequence[int],
    connections: int,
    make_request: Callable[[], bytes],
    wanted: Wanted,
    seconds: float,
) -> Drive:
    """Ask on all connections for so long, then wait for what is still on its way.

    Connections are dealt out to the ports in turn. Raises Unexpected at the first bad answer.
    """
    with selectors.DefaultSelector() as selector:
        open_ones = [_Connection(ports[number % len(ports)]) for number in range(connections)]
        try:
            for one in open_ones:
                selector.register(one.socket, selectors.EVENT_READ, one)
            return _driven(selector, open_ones, make_request, wanted, seconds)
        finally:
            for one in open_ones:
                one.socket.close()


def _driven(
    selector: selectors.BaseSelector,
    connections: Sequence[_Connection],
    make_request: Callable[[], bytes],
    wanted: Wanted,
    seconds: float,
) -> Drive:
    done = Drive()
    clock = time.perf_counter_ns
    cpu_began, began = time.process_time(), clock()
    until = began + int(seconds * 1e9)
    for one in connections:
        one.ask(make_request())
    waiting = len(connections)
    while waiting:
        ready = selector.select(ANSWER_S)
        if not ready:
            raise Unexpected(f"no answer within {ANSWER_S:.0f} s")
        for key, _ in ready:
            one = key.data
            if not one.receive():
                continue
            now = clock()
            done.latencies_ns.append(now - one.sent_ns)
            done.lengths.append(one.checked(wanted))
            _keep_some(done, one)
            if now >= until:
                waiting -= 1
                continue
            if one.ends:
                selector.unregister(one.socket)
                one.connect_anew()
                selector.register(one.socket, selectors.EVENT_READ, one)
            one.ask(make_request())
    done.seconds = (clock() - began) / 1e9
    done.cpu_s = time.process_time() - cpu_began
    return done


def _keep_some(done: Drive, connection: _Connection) -> None:
    count = len(done.lengths)
    if len(done.samples) < SAMPLES_MAX and (count % SAMPLE_EVERY == 1 or count <= 2):
        done.samples.append((connection.request, parse(connection.raw())))


def ask(port: int, request: bytes) -> Answer:
    """One answer on a connection of its own."""
    connection = _Connection(port)
    try:
        connection.ask(request)
        while not connection.receive():
            pass
        return parse(connection.raw())
    finally:
        connection.socket.close()
