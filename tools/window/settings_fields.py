"""One line of a settings form: words, a widget that fits the value, and what is wrong with it."""

import tkinter as tk
from collections.abc import Mapping
from pathlib import Path
from tkinter import filedialog, ttk

from tools.window.look import Look
from tools.window.messages import MESSAGES, sentence
from tools.window.settings_store import HOST, SOURCES, TARGETS, Setting

LANGUAGE, SECRET = "HUB_LANGUAGE", "GEMINI_API_KEY"
CHARACTERS, WRAP = 44, 480
LANGUAGE_NAMES = {"ko": "한국어", "en": "English"}
HOST_NAMES = {"127.0.0.1": "host_local", "0.0.0.0": "host_lan"}  # noqa: S104 - words, no bind
PATTERNS = {
    TARGETS: ("file_kind_targets", "*.csv *.toml"),
    **dict.fromkeys(SOURCES, ("file_kind_sqlite", "*.db *.sqlite *.sqlite3 *.db3")),
}


class Field:
    """Any text. Its two rows lie in the form's grid, so that the columns agree."""

    def __init__(
        self, form: ttk.Frame, row: int, variable: str, setting: Setting, look: Look, language: str
    ) -> None:
        self.variable = variable
        self._setting = setting
        self._form = form
        self._language = language
        self._text = tk.StringVar(form, value=self._shown(setting.value))
        self._place = ttk.Frame(form)
        self._place.columnconfigure(0, weight=1)
        self.widget = self._make(self._place)
        self.widget.grid(row=0, column=0, sticky="ew")
        self._under = ttk.Label(form, style="Faint.TLabel", wraplength=look.px(WRAP))
        words = ttk.Label(form, text=sentence(f"field_{variable}", language))
        above = (look.px(10), 0)
        words.grid(row=2 * row, column=0, sticky="w", padx=(0, look.px(12)), pady=above)
        self._place.grid(row=2 * row, column=1, sticky="ew", pady=above)
        self._under.grid(row=2 * row + 1, column=1, sticky="w")
        self.tell("")
        self.fixed = setting.origin == "environment"
        if self.fixed:
            self.widget.state(["disabled"])

    def change(self) -> str | None:
        """What would be written; None when it is as it was."""
        value = self._value()
        return None if value == self._setting.value else value

    def tell(self, wrong: str) -> None:
        """What is wrong with the value; "" when nothing is: then the hint stands there."""
        style = "Bad.TLabel" if wrong else "Faint.TLabel"
        text = f"▲ {wrong}" if wrong else self._hint()
        self._under.configure(text=text, style=style)
        if text:
            self._under.grid()
        else:
            self._under.grid_remove()

    def _hint(self) -> str:
        if self._setting.origin == "environment":
            return sentence("from_environment", self._language)
        key = f"hint_{self.variable}"
        return sentence(key, self._language) if key in MESSAGES else ""

    def _make(self, parent: ttk.Frame) -> ttk.Entry:
        return ttk.Entry(parent, textvariable=self._text, width=CHARACTERS)

    def _shown(self, value: str) -> str:
        return value

    def _value(self) -> str:
        return self._text.get().strip()


class FileField(Field):
    """A path, typed or picked in the system's dialogue."""

    def _make(self, parent: ttk.Frame) -> ttk.Entry:
        button = ttk.Button(parent, text=sentence("browse", self._language), command=self._pick)
        button.grid(row=0, column=1, padx=(6, 0))
        if self._setting.origin == "environment":
            button.state(["disabled"])
        return ttk.Entry(parent, textvariable=self._text, width=CHARACTERS)

    def _pick(self) -> None:
        kind, pattern = PATTERNS[self.variable]
        folder = Path(self._value()).absolute().parent
        picked = filedialog.askopenfilename(
            parent=self._form.winfo_toplevel(),
            initialdir=folder if folder.is_dir() else Path.home(),
            filetypes=[
                (sentence(kind, self._language), pattern),
                (sentence("file_kind_all", self._language), "*"),
            ],
        )
        if picked:
            self._text.set(picked)
            self.tell("")


class ChoiceField(Field):
    """Words for the usual values; where others are possible, they may be typed."""

    def _names(self) -> Mapping[str, str]:
        if self.variable == LANGUAGE:
            return LANGUAGE_NAMES
        named = {value: sentence(key, self._language) for value, key in HOST_NAMES.items()}
        return {value: f"{words} ({value})" for value, words in named.items()}

    def _make(self, parent: ttk.Frame) -> ttk.Entry:
        box = ttk.Combobox(
            parent,
            textvariable=self._text,
            values=[*self._names().values()],
            state="readonly" if self.variable == LANGUAGE else "normal",
        )
        box.bind("<<ComboboxSelected>>", lambda _event: self.tell(""))
        return box

    def _shown(self, value: str) -> str:
        return self._names().get(value, value)

    def _value(self) -> str:
        by_words = {words: value for value, words in self._names().items()}
        return by_words.get(self._text.get().strip(), self._text.get().strip())

    def _hint(self) -> str:
        if self.variable == HOST and self._setting.origin != "environment":
            local = self._value() in ("127.0.0.1", "localhost", "::1", "")
            return "" if local else sentence("host_warning", self._language)
        return super()._hint()


class SecretField(Field):
    """Never shows what is saved; empty keeps it, and only the tick takes it away."""

    def _make(self, parent: ttk.Frame) -> ttk.Entry:
        self._remove = tk.BooleanVar(parent, value=False)
        if self._setting.is_set and self._setting.origin != "environment":
            words = sentence("key_remove", self._language)
            tick = ttk.Checkbutton(parent, text=words, variable=self._remove)
            tick.grid(row=1, column=0, sticky="w")
        return ttk.Entry(parent, textvariable=self._text, show="\N{BULLET}", width=CHARACTERS)

    def change(self) -> str | None:
        if self._remove.get():
            return ""
        return self._value() or None

    def _hint(self) -> str:
        if self._setting.is_set and self._setting.origin != "environment":
            return sentence("key_kept", self._language)
        return super()._hint()


KINDS: dict[str, type[Field]] = {
    **dict.fromkeys((*SOURCES, TARGETS), FileField),
    HOST: ChoiceField,
    LANGUAGE: ChoiceField,
    SECRET: SecretField,
}
