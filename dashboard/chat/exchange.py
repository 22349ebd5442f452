"""One question and what is known of its answer so far: the events folded into values."""

from dataclasses import dataclass, field
from typing import Literal

from dashboard.answers import Body, Failure
from dashboard.chat.stream import END, ChatEvent

RULES = "rules"


@dataclass
class Lookup:
    """One call of a tool; `result` is its `tool_result` event."""

    id: str
    name: str
    args: Body
    result: Body | None = None


@dataclass
class Exchange:
    """`failure` is why the API gave no answer, `error` the error of an answer that had begun."""

    question: str
    text: str = ""
    model: str = ""
    session_id: str = ""
    data_version: str = ""
    data_to: str = ""
    lookups: list[Lookup] = field(default_factory=list)
    fallbacks: list[Body] = field(default_factory=list)
    unverified: list[str] = field(default_factory=list)
    numbers: int = 0
    questions: list[str] = field(default_factory=list)
    error: Body | None = None
    failure: Failure | None = None
    state: Literal["running", "ended", "stopped"] = "running"

    @property
    def answered(self) -> bool:
        return self.state == "ended" and self.error is None and self.failure is None

    def apply(self, event: ChatEvent) -> None:
        """Unknown events are passed over: a newer API may send more."""
        match event.name:
            case "meta":
                self._begin(event.data)
            case "tool_start" | "tool_result":
                self._look_up(event)
            case "text":
                self.text += str(event.data["delta"])
            case "fallback" | "reset":
                self._anew(event)
            case "check" | "suggest":
                self._about(event)
            case "error":
                self.error = event.data
            case name if name == END:
                self._end(event.data)

    def _begin(self, data: Body) -> None:
        self.session_id = str(data["session_id"])
        self.model = str(data["model"])
        self.data_version = str(data["data_version"])
        self.data_to = str(data["data_to"] or "")

    def _look_up(self, event: ChatEvent) -> None:
        data = event.data
        if event.name == "tool_start":
            self.lookups.append(Lookup(str(data["id"]), str(data["name"]), data["args"]))
        for lookup in self.lookups:
            if event.name == "tool_result" and lookup.id == data["id"]:
                lookup.result = data

    def _anew(self, event: ChatEvent) -> None:
        self.text = ""
        if event.name == "fallback":
            self.fallbacks.append(event.data)
            self.model = str(event.data["model"])

    def _about(self, event: ChatEvent) -> None:
        if event.name == "suggest":
            self.questions = [str(question) for question in event.data["questions"]]
        else:
            self.numbers = int(event.data["numbers"])
            self.unverified = [str(number) for number in event.data["unverified"]]

    def _end(self, data: Body) -> None:
        self.text = str(data["text"])
        self.model = str(data["model"] or self.model)
        self.state = "ended"
