"""A real HTTP server on a loopback port that answers like the API, and can fail like it."""

import json
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, urlsplit

Params = dict[str, str]
Reply = tuple[int, object]
Answering = Callable[[Params], Reply]


class FakeApi:
    """`answers` maps a path to a function of the query; stop() and start() keep the port."""

    def __init__(self) -> None:
        self.version = "aaaaaaaaaaaa"
        self.delay_s = 0.0
        self.asked: list[str] = []
        # With a key here, everything but /healthz asks for it, as the API does.
        self.key = ""
        self.answers: dict[str, Answering] = {"/healthz": self.healthy}
        self.health: dict[str, Any] = {
            "status": "ok",
            "data_from": "2024-01-01",
            "data_to": "2026-11-20",
            "age_s": 90.0,
            "problems": [],
            "watcher": {"state": "watching", "heartbeat_age_s": 0.4},
        }
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self.port = int(self._server.server_address[1])
        self._run()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def healthy(self, _params: Params) -> Reply:
        return 200, {**self.health, "version": self.version}

    def start(self) -> None:
        self._server = ThreadingHTTPServer(("127.0.0.1", self.port), self._handler())
        self._run()

    def stop(self) -> None:
        self._server.shutdown()
        self._server.server_close()

    def _run(self) -> None:
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        api = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                address = urlsplit(self.path)
                api.asked.append(self.path)
                time.sleep(api.delay_s)
                answer = api.answers.get(address.path, _not_found)
                status, body = answer(dict(parse_qsl(address.query)))
                sent = self.headers.get("X-API-Key", "")
                if address.path != "/healthz" and sent != api.key:
                    code = "api_key_unknown" if sent else "api_key_missing"
                    status, body = 401, {"code": code, "detail": "no", "hint": "send it"}
                raw = body if isinstance(body, bytes) else json.dumps(body).encode()
                self.send_response(status)
                self.send_header("X-Data-Version", api.version)
                self.send_header("Content-Length", str(len(raw)))
                self.end_headers()
                with suppress(BrokenPipeError, ConnectionResetError):  # the client gave up
                    self.wfile.write(raw)

            def log_message(self, *_args: object) -> None:
                pass

        return Handler


def _not_found(_params: Params) -> Reply:
    return 404, {}


def totals_answer(per_day: float = 100.0) -> Answering:
    """`/summary/totals` of a plant that makes `per_day` in two batches on every day."""

    def answer(params: Params) -> Reply:
        total: dict[str, object] = {
            "total_production": per_day * 30,
            "batch_count": 60,
            "avg_batch_size": per_day / 2,
            "item_count": 3,
            "day_count": 30,
        }
        rows: dict[str, list[dict[str, object]]] = {
            "none": [total],
            "day": [{"day": "2026-11-20", "total_production": per_day, "batch_count": 2}],
            "item": [
                {"item_code": "BW0021", "item_name": "브레이크 <b>", "total_production": 2000},
                {"item_code": "AW0951", "item_name": None, "total_production": 1000},
            ],
        }
        return 200, {"data": rows[params["group_by"]], "total": total}

    return answer
