"""A session of the dashboard without a browser: Streamlit's own messages over its WebSocket."""

from types import TracebackType

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import connect

RUN_S = 60.0


class Viewer:
    """One open page. Use as a context manager."""

    def __init__(self, port: int) -> None:
        self._socket = connect(f"ws://127.0.0.1:{port}/_stcore/stream", max_size=None)

    def __enter__(self) -> "Viewer":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, exc: BaseException | None, _: TracebackType | None
    ) -> None:
        self._socket.close()

    def look_at(self, page: str, query: str = "") -> int:
        """Runs a page to its end; how many messages it took. Raises TimeoutError."""
        wanted = BackMsg()
        wanted.rerun_script.query_string = query
        wanted.rerun_script.page_name = page
        self._socket.send(wanted.SerializeToString())
        count = 0
        while True:
            raw = self._socket.recv(timeout=RUN_S)
            assert isinstance(raw, bytes)
            said = ForwardMsg.FromString(raw)
            count += 1
            if said.WhichOneof("type") == "script_finished":
                return count
