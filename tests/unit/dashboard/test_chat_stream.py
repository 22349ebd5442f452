"""Server-Sent Events out of bytes that were cut anywhere."""

import json
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.answers import ApiFailed
from dashboard.chat.stream import ChatEvent, EventReader, read_events

ODD = "한 줄\u2028다음\u2029끝\x85\x0b\x0c\x1c 이모지 🙂 : data: x"
STREAM = (
    'event: meta\ndata: {"session_id":"a"}\n\n'
    ": keep-alive\n\n"
    "id: 7\nretry: 10\n\n"
    f"event:text\r\ndata:{json.dumps({'delta': ODD}, ensure_ascii=False)}\r\n\r\n"
    'event: text\ndata: {"delta":\ndata: "two lines"}\n\n'
    'event: done\ndata: {"ok":true}\n\n'
    'event: text\ndata: {"delta":"after the end"}\n\n'
).encode()
EVENTS = [
    ChatEvent("meta", {"session_id": "a"}),
    ChatEvent("text", {"delta": ODD}),
    ChatEvent("text", {"delta": "two lines"}),
    ChatEvent("done", {"ok": True}),
]


def cut(stream: bytes, places: list[int]) -> list[bytes]:
    edges = [0, *sorted(places), len(stream)]
    return [stream[first:last] for first, last in pairwise(edges)]


@settings(max_examples=100, deadline=None)
@given(st.lists(st.integers(0, len(STREAM)), max_size=30))
def test_the_cuts_between_pieces_change_nothing(places: list[int]) -> None:
    assert list(read_events(cut(STREAM, places))) == EVENTS


def test_byte_by_byte() -> None:
    assert list(read_events(bytes([one]) for one in STREAM)) == EVENTS


def test_an_event_that_has_not_ended_is_none() -> None:
    assert list(EventReader().feed(b'event: text\ndata: {"delta":"a"}\n')) == []


@pytest.mark.parametrize("data", [b"{", b"[1]", b"\xff"])
def test_data_that_is_no_json_object_is_named(data: bytes) -> None:
    with pytest.raises(ApiFailed, match="event text: no JSON"):
        list(read_events([b"event: text\ndata: " + data + b"\n\n"]))


def test_a_stream_without_an_end_has_broken_off() -> None:
    with pytest.raises(ApiFailed, match="broke off"):
        list(read_events([STREAM[: STREAM.index(b"event: done")]]))
