"""The load's HTTP client tells a broken answer from a whole one."""

import asyncio
import gzip

import pytest

from tools.chaos.client import Answer, Connection, NoAnswer

WHOLE = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nX-Data-Version: aa\r\n\r\n{}"
PACKED = gzip.compress(b"[1, 2]")


def asked(*answers: bytes) -> list[Answer | str]:
    """What a client of a server that gives these answers gets; a failure as its kind."""

    async def play() -> list[Answer | str]:
        left = list(answers)

        async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            while left:
                try:
                    await reader.readuntil(b"\r\n\r\n")
                except EOFError:
                    break
                writer.write(answer := left.pop(0))
                if answer != WHOLE:
                    break
            writer.close()

        server = await asyncio.start_server(serve, "127.0.0.1", 0)
        async with server:
            connection = Connection(server.sockets[0].getsockname()[1])
            found = [await get(connection) for _ in answers]
            connection.close()
        return found

    async def get(connection: Connection) -> Answer | str:
        try:
            return await connection.get("/records", {})
        except NoAnswer as exc:
            return str(exc)

    return asyncio.run(play())


def test_a_whole_answer() -> None:
    (answer,) = asked(WHOLE)
    assert answer == Answer(200, {"content-length": "2", "x-data-version": "aa"}, b"{}")


@pytest.mark.parametrize(
    ("raw", "kind"),
    [
        pytest.param(b"", "IncompleteReadError", id="closed"),
        pytest.param(WHOLE[:-1], "IncompleteReadError", id="half a body"),
        pytest.param(b"HTTP/1.1 200 OK\r\nX: y\r\n\r\n{}", "ValueError", id="no length"),
        pytest.param(b"SSH-2.0-x y z\r\n\r\n", "ValueError", id="not HTTP"),
    ],
)
def test_a_broken_answer_is_none_and_the_next_one_is_whole(raw: bytes, kind: str) -> None:
    broken, whole = asked(raw, WHOLE)
    assert broken == kind
    assert isinstance(whole, Answer)


def test_gzip_is_undone() -> None:
    head = f"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: {len(PACKED)}\r\n\r\n"
    (answer,) = asked(head.encode() + PACKED)
    assert isinstance(answer, Answer)
    assert answer.body == b"[1, 2]"


def test_nobody_listens() -> None:
    async def play() -> None:
        server = await asyncio.start_server(lambda *_: None, "127.0.0.1", 0)
        port = server.sockets[0].getsockname()[1]
        server.close()
        await server.wait_closed()
        with pytest.raises(NoAnswer, match="ConnectionRefusedError"):
            await Connection(port).get("/records", {})

    asyncio.run(play())
