"""The window's parts and their places: shows a state, passes on clicks, decides nothing."""

import tkinter as tk
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from tkinter import ttk
from typing import Any, Protocol

from tools.window.data_panel import DataPanel, NetworkPanel
from tools.window.light import StatusLight
from tools.window.log_panel import LogPanel
from tools.window.look import BACKGROUND, Look
from tools.window.messages import duration, sentence
from tools.window.notices import Notice, NoticeBars
from tools.window.readings import Light, overall, rows
from tools.window.service_panel import ServicePanel
from tools.window.worker import Snapshot

HEADLINE_LIGHT = 24
# The core's own log, beside its services'.
CORE = "core"


@dataclass(frozen=True)
class State:
    """`busy` is the key of the sentence that says what is going on, "" for nothing."""

    found: Snapshot
    busy: str
    notices: Sequence[Notice]


class Actions(Protocol):
    """What a click asks for."""

    def switch_language(self) -> None: ...
    def open_dashboard(self) -> None: ...
    def start_hub(self) -> None: ...
    def stop_hub(self) -> None: ...
    def restart_hub(self) -> None: ...
    def change_settings(self) -> None: ...
    def quit(self) -> None: ...
    def on_services(self, action: str, names: Sequence[str]) -> None: ...
    def follow_log(self, service: str) -> None: ...


class MainView(ttk.Frame):
    def __init__(self, root: tk.Tk, look: Look, language: str, actions: Actions) -> None:
        super().__init__(root, padding=look.px(16))
        self._look, self._language, self._actions = look, language, actions
        gap = look.px(12)
        self.columnconfigure((0, 1), weight=1, uniform="half")
        self.rowconfigure(5, weight=1)
        self._headline().grid(row=0, column=0, columnspan=2, sticky="ew", pady=(0, gap))
        self._notices = NoticeBars(self, look)
        self._notices.grid(row=1, column=0, columnspan=2, sticky="ew")
        self._buttons().grid(row=2, column=0, columnspan=2, sticky="ew", pady=(0, gap))
        self._services = ServicePanel(self, look, language, actions.on_services)
        self._services.grid(row=3, column=0, columnspan=2, sticky="ew", pady=(0, gap))
        self._data = DataPanel(self, look, language)
        self._data.grid(row=4, column=0, sticky="nsew", padx=(0, gap // 2), pady=(0, gap))
        self._network = NetworkPanel(self, look, language)
        self._network.grid(row=4, column=1, sticky="nsew", padx=(gap // 2, 0), pady=(0, gap))
        self._log = LogPanel(self, look, language, actions.follow_log)
        self._log.grid(row=5, column=0, columnspan=2, sticky="nsew")

    @property
    def log(self) -> LogPanel:
        return self._log

    @property
    def headline(self) -> str:
        return str(self._words["text"])

    def show(self, state: State) -> None:
        found, status, idle = state.found, state.found.status, not state.busy
        light, words = self._summary(state)
        self._light.show(light)
        self._words.configure(text=words)
        self._more.configure(text=self._particulars(status))
        self._notices.show(state.notices)
        self._enable(self._dashboard, wanted=bool(status and status["urls"]["dashboard"]))
        self._enable(self._start, wanted=idle and found.known and not found.runs)
        self._enable(self._stop, wanted=idle and found.runs)
        self._enable(self._restart, wanted=idle and found.runs)
        self._services.show(rows(status, self._language), enabled=idle)
        self._data.show(status)
        self._network.show(status["urls"]["lan"] if status else None)
        names = [str(one["name"]) for one in status["services"]] if status else []
        self._log.offer([*names, CORE] if names else [])

    def _headline(self) -> ttk.Frame:
        line, look = ttk.Frame(self), self._look
        line.columnconfigure(3, weight=1)
        title = ttk.Label(line, text=sentence("title", self._language), style="Large.TLabel")
        self._light = StatusLight(line, look, BACKGROUND, HEADLINE_LIGHT)
        self._words = ttk.Label(line, style="Bold.TLabel")
        self._more = ttk.Label(line, style="Faint.TLabel")
        other = ttk.Button(
            line,
            text=sentence("other_language", self._language),
            command=self._actions.switch_language,
        )
        title.grid(row=0, column=0, padx=(0, look.px(20)))
        self._light.grid(row=0, column=1, padx=(0, look.px(6)))
        self._words.grid(row=0, column=2, padx=(0, look.px(12)))
        self._more.grid(row=0, column=3, sticky="w")
        other.grid(row=0, column=4)
        return line

    def _buttons(self) -> ttk.Frame:
        line, actions = ttk.Frame(self), self._actions
        self._dashboard = self._button(line, "open_dashboard", actions.open_dashboard)
        self._dashboard.configure(style="Main.TButton")
        self._start = self._button(line, "start_hub", actions.start_hub)
        self._stop = self._button(line, "stop_hub", actions.stop_hub)
        self._restart = self._button(line, "restart_hub", actions.restart_hub)
        settings = self._button(line, "settings", actions.change_settings)
        end = self._button(line, "quit", actions.quit)
        left = (self._dashboard, self._start, self._stop, self._restart, settings)
        for column, button in enumerate(left):
            button.grid(row=0, column=column, padx=(0, self._look.px(8)))
        line.columnconfigure(len(left), weight=1)
        end.grid(row=0, column=len(left) + 1)
        return line

    def _button(self, line: ttk.Frame, key: str, action: Any) -> ttk.Button:
        return ttk.Button(line, text=sentence(key, self._language), command=action)

    @staticmethod
    def _enable(button: ttk.Button, *, wanted: bool) -> None:
        button.state(["!disabled" if wanted else "disabled"])

    def _summary(self, state: State) -> tuple[Light, str]:
        if state.busy:
            return Light.BUSY, sentence(state.busy, self._language)
        found = state.found
        if found.runs and found.status is None:
            return Light.BAD, sentence("hub_silent", self._language)
        if not found.known:
            return Light.OFF, sentence("hub_looking", self._language)
        light = overall(found.status, self._language)
        idle = found.runs and light is Light.OFF
        return light, sentence("hub_idle" if idle else f"hub_{light.value}", self._language)

    def _particulars(self, status: Mapping[str, Any] | None) -> str:
        if status is None:
            return ""
        time = duration(status["core"]["uptime_s"], self._language)
        parts = [sentence("up_for", self._language, time=time)]
        if status["core"]["demo"]:
            parts.append(sentence("demo", self._language))
        return " · ".join(parts)
