"""What one check has found."""

from dataclasses import dataclass

from tools.launcher.doctor.messages import MESSAGES
from tools.launcher.speech import both


@dataclass(frozen=True)
class Finding:
    """`key` names the sentence, which holds the remedy where something is wrong."""

    check: str
    ok: bool
    key: str
    ko: str
    en: str

    def to_json(self) -> dict[str, object]:
        return {
            "check": self.check, "ok": self.ok, "key": self.key, "ko": self.ko, "en": self.en,
        }  # fmt: skip


def good(check: str, key: str, **values: object) -> Finding:
    return Finding(check, True, key, **both(MESSAGES, key, **values))


def bad(check: str, key: str, **values: object) -> Finding:
    return Finding(check, False, key, **both(MESSAGES, key, **values))


def in_words(check: str, key: str, ko: str, en: str) -> Finding:
    """A problem that somebody else has put into words."""
    return Finding(check, False, key, ko, en)
