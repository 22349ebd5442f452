"""What is measured beside the hub: the bare app with the hub's own bytes, and the peers."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import orjson

from tools.benchmark import targets
from tools.benchmark.bare_app import write_answers
from tools.benchmark.cases import ENCODINGS, MANY, PAGE
from tools.benchmark.checks import Row, check_rows
from tools.benchmark.facts import Facts
from tools.benchmark.load import Unexpected, Wanted, ask
from tools.benchmark.peers import PAGE as DATASETTE_PAGE
from tools.benchmark.peers import NotInstalled, datasette, install_datasette
from tools.benchmark.servers import Server, served
from tools.benchmark.subject import Subject
from tools.benchmark.variation import behind, fixed, url
from tools.benchmark.wire import request

Start = Callable[[Server], Server]


@dataclass(frozen=True)
class Beside:
    """`port` is of a hub with the same rows; `start` keeps a server until the run is over."""

    port: int
    facts: Facts
    workers: int
    scratch: Path
    start: Start

    def bare(self) -> Iterator[Subject]:
        """The floor of a cached answer."""
        path = url("/records", PAGE)
        answers = {
            f"/{encoding}": ask(self.port, request(path, {"Accept-Encoding": encoding}))
            for encoding in ENCODINGS
        }
        source = self.scratch / "bare.json"
        write_answers(source, answers)
        server = self.start(served(targets.BARE, "bare", source, self.workers, self.scratch))
        for encoding in ENCODINGS:
            length = len(answers[f"/{encoding}"].body)
            yield Subject(
                server=server,
                label=server.name,
                case=f"hit {encoding}",
                paths=fixed(f"/{encoding}", {}),
                headers={"Accept-Encoding": encoding},
                wanted=Wanted(200, (), length, length),
                judge=lambda _: None,
                connections=MANY,
            )

    def plain(self, database: Path) -> Iterator[Subject]:
        """The tutorial's app, with and without a return type."""
        name = targets.PLAIN
        server = self.start(served(name, "plain", database, self.workers, self.scratch))
        first = url("/records", PAGE)
        typed = url("/typed/records", PAGE)
        rows = self._rows(first)
        for encoding in ("gzip", "identity"):
            case = f"page {encoding}"
            yield peer_subject(server, name, case, first, encoding, rows)
            yield peer_subject(server, targets.PLAIN_TYPED, case, typed, encoding, rows)
        deep = url("/records", {**PAGE, "offset": str(self.facts.deep_row)})
        behind_deep = self._rows(behind("/records", PAGE, self.facts.deep)(0))
        yield peer_subject(server, name, "page deep", deep, "identity", behind_deep)

    def datasette(self, database: Path, folder: Path) -> Iterator[Subject]:
        """None, and one line, when it cannot be fetched."""
        try:
            python = install_datasette(folder)
        except NotInstalled as exc:
            print(exc)
            return
        path = DATASETTE_PAGE.format(limit=PAGE["limit"])
        rows = self._rows(url("/records", PAGE))
        for name, encoding in (
            (targets.DATASETTE, "identity"),
            (targets.DATASETTE_GZIP, "gzip"),
        ):
            server = self.start(datasette(name, python, database, self.workers, self.scratch))
            yield peer_subject(server, name, f"page {encoding}", path, encoding, rows)

    def _rows(self, path: str) -> Sequence[Row]:
        rows: Sequence[Row] = orjson.loads(ask(self.port, request(path, {})).body)["data"]
        return rows


def peer_subject(
    server: Server, label: str, case: str, path: str, encoding: str, rows: Sequence[Row]
) -> Subject:
    """A page that must hold the hub's records. Raises Unexpected."""
    headers = {"Accept-Encoding": encoding}
    first = ask(server.ports[0], request(path, headers))
    if first.status != 200:
        raise Unexpected(f"{label}: {first.status}: {first.body[:300].decode()}")
    key = "rows" if server.name.startswith(targets.DATASETTE) else "data"
    length = len(first.body)
    return Subject(
        server=server,
        label=label,
        case=case,
        paths=fixed(path, {}),
        headers=headers,
        # Chunked bodies are longer on the wire, by the lengths of their chunks.
        wanted=Wanted(
            in_head=(b"\r\ncontent-encoding: gzip\r\n",) if encoding == "gzip" else (),
            least_bytes=int(length * 0.95),
            most_bytes=int(length * 1.05) + 100,
        ),
        judge=lambda answer: check_rows(answer, key, rows),
        connections=MANY,
    )
