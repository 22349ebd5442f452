"""The evaluation against a hub of a few canned turns, over real HTTP."""

import json
import re
import threading
from collections.abc import Iterator
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from tools.eval_chat.__main__ import main
from tools.eval_chat.chat_client import ChatClient
from tools.eval_chat.questions import FILE, days, read_questions

TOTAL = 1_234.5
KEY = "hub_" + "a" * 43
ARGS = {"date_from": "2026-11-01", "date_to": "2026-11-20", "item_codes": ["BW0021"]}


class CannedHub(ThreadingHTTPServer):
    """`mode`, `refuse_first` and `told` may be set; `asked` are the bodies that came."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.mode, self.enabled, self.told, self.refuse_first = "rules", True, TOTAL, 0
        self.usage: dict[str, int] = {}
        self.asked: list[dict[str, Any]] = []
        self.keys: list[str | None] = []

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"

    def get(self, path: str) -> dict[str, Any]:
        bodies: dict[str, dict[str, Any]] = {
            "/chat/status": {"enabled": self.enabled, "mode": self.mode},
            "/healthz": {"data_to": "2026-11-20"},
            "/summary/totals": {
                "data": [{"item_code": "BW0021"}],
                "total": {"total_production": TOTAL},
            },
        }
        return bodies[path.partition("?")[0]]

    def events(self, question: str) -> list[tuple[str, dict[str, Any]]]:
        meta = {"session_id": "a" * 32, "data_to": "2026-11-20"}
        if "불량" in question:
            done: dict[str, Any] = {"model": self.mode, "text": "모릅니다\u2028", "tools": []}
            return [("meta", meta), ("check", {"unverified": []}), ("done", done)]
        result = {"id": "r1", "ok": True, "facts": {"total_production": self.told}}
        tools = [{"id": "r1", "name": "aggregate", "args": ARGS}]
        done = {"model": self.mode, "text": f"{self.told} [r1]", "tools": tools}
        return [
            ("meta", meta),
            ("tool_result", result),
            ("check", {"unverified": []}),
            ("usage", self.usage),
            ("done", done),
        ]


class _Handler(BaseHTTPRequestHandler):
    server: CannedHub

    def log_message(self, *_: object) -> None:
        pass

    def do_GET(self) -> None:
        self._send(200, json.dumps(self.server.get(self.path)).encode())

    def do_POST(self) -> None:
        self.server.keys.append(self.headers["X-API-Key"])
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        if self.server.refuse_first:
            self.server.refuse_first -= 1
            self._send(429, b'{"code": "chat_questions_spent"}', {"Retry-After": "7"})
            return
        self.server.asked.append(body)
        events = self.server.events(body["question"])
        lines = [f"event: {n}\ndata: {json.dumps(d, ensure_ascii=False)}\n\n" for n, d in events]
        self._send(200, "".join(lines).encode())

    def _send(self, status: int, body: bytes, headers: dict[str, str] | None = None) -> None:
        self.send_response(status)
        for name, value in {"Content-Length": str(len(body)), **(headers or {})}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)


@pytest.fixture
def hub() -> Iterator[CannedHub]:
    with CannedHub() as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        yield server
        server.shutdown()
        thread.join()


@pytest.fixture
def questions(tmp_path: Path) -> Path:
    path = tmp_path / "questions.jsonl"
    wanted = {"date_from": "{month}", "item_codes": ["{item}"]}
    full = {**wanted, "date_to": "{today}"}
    lines: list[dict[str, Any]] = [
        {"question": "이번 달 {item} 총 생산량은?", "tool": "aggregate", "args": full},
        {
            "question": "지난달은?",
            "history": ["{item}"],
            "tool": "aggregate",
            "args": {"group_by": "day"},
        },
        {"question": "올해와 작년 비교", "tool": "compare"},
        {"question": "불량률은?"},
    ]  # fmt: skip
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    return path


def run(hub: CannedHub, questions: Path, *more: str) -> tuple[int, dict[str, Any]]:
    report = questions.with_name("report.json")
    report.unlink(missing_ok=True)
    argv = ["--url", hub.url, "--questions", str(questions), "--report", str(report), *more]
    status = main(argv)
    return status, json.loads(report.read_text("utf-8")) if report.exists() else {}


def test_matches_are_counted_and_reported(hub: CannedHub, questions: Path) -> None:
    status, report = run(hub, questions)
    assert status == 0
    scores = [turn["score"] for turn in report["turns"]]
    assert scores == [
        {"tool": True, "arguments": True, "numbers": True},
        {"tool": True, "arguments": False, "numbers": False},
        {"tool": False, "arguments": False, "numbers": False},
        {"tool": True, "arguments": None, "numbers": True},
    ]
    found = report["summary"]
    matches = (found["tool_match"], found["argument_match"], found["number_match"])
    assert matches == (0.75, 0.3333, 0.5)
    assert [one["question"] for one in hub.asked[:3]] == [
        "이번 달 BW0021 총 생산량은?",
        "BW0021",
        "지난달은?",
    ]
    assert hub.asked[2]["session_id"] == "a" * 32


def test_the_hubs_key_is_shown(
    hub: CannedHub, questions: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HUB_API_KEY", KEY)
    run(hub, questions)
    assert set(hub.keys) == {KEY}


def test_another_total_than_the_hubs_own_is_no_match(hub: CannedHub, questions: Path) -> None:
    hub.told = TOTAL + 1
    _, report = run(hub, questions)
    assert report["turns"][0]["score"] == {"tool": True, "arguments": True, "numbers": False}


def test_it_stops_before_the_budget_is_passed(hub: CannedHub, questions: Path) -> None:
    hub.mode, hub.usage = "model", {"prompt": 1_000, "output": 100, "thoughts": 100, "total": 1_200}
    status, report = run(hub, questions, "--live", "--max-usd", "0.0095")
    # Each ask costs 0.003; with the history of the second three are 0.009, a fourth too much.
    assert status == 3
    assert report["summary"]["stopped_at_budget"] is True
    assert [turn["usd"] for turn in report["turns"]] == [0.003, 0.006]


@pytest.mark.parametrize(
    ("mode", "enabled", "more", "says"),
    [
        ("model", True, (), "every question costs"),
        ("rules", True, ("--live", "--max-usd", "1"), "set GEMINI_API_KEY"),
        ("rules", False, (), "switched off"),
        ("rules", True, ("--model", "gemini-x"), "set GEMINI_MODEL=gemini-x"),
    ],
    ids=["unpaid", "no key", "off", "another model"],
)
def test_what_is_in_the_way_is_said(
    hub: CannedHub,
    questions: Path,
    capsys: pytest.CaptureFixture[str],
    mode: str,
    enabled: bool,
    more: tuple[str, ...],
    says: str,
) -> None:
    hub.mode, hub.enabled = mode, enabled
    assert run(hub, questions, *more) == (1, {})
    assert says in capsys.readouterr().err


def test_without_a_hub_it_says_how_to_start_one(
    questions: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--url", "http://127.0.0.1:9", "--questions", str(questions)]) == 1
    assert "python manager.py --demo" in capsys.readouterr().err


def test_a_spent_budget_of_questions_is_waited_for(hub: CannedHub) -> None:
    hub.refuse_first, waits = 2, list[float]()
    answer = ChatClient(hub.url, sleep=waits.append).ask("이번 달?")
    assert waits == [7, 7]
    assert answer.text == f"{TOTAL} [r1]"


@pytest.mark.parametrize("argv", [["--live"], ["--max-usd", "1"], ["--live", "--max-usd", "nan"]])
def test_live_needs_a_budget(argv: list[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(argv)
    assert stopped.value.code == 2


def test_the_questions_can_all_be_filled_in() -> None:
    today = date(2026, 3, 31)
    found = read_questions(FILE, today, "BW0021")
    assert len(found) == 33
    assert not re.search(r"\{\w", "".join(f"{o.question}{o.args}{o.history}" for o in found))
    assert days(today)["last_month_today"] == "2026-02-28"


def test_the_canned_hub_answers_as_the_real_one(hub: CannedHub, client: TestClient) -> None:
    """The parts that the evaluation reads have the same names."""
    path = "/summary/totals?group_by=item&limit=1"
    canned, real = hub.get(path), client.get(path).json()
    assert canned.keys() <= real.keys()
    assert canned["data"][0].keys() <= real["data"][0].keys()
    assert canned["total"].keys() <= real["total"].keys()
    assert hub.get("/healthz") == {"data_to": client.get("/healthz").json()["data_to"]}
