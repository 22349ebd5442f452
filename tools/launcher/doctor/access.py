"""Who may read, and whether the assistant's model can be reached."""

import threading
from collections.abc import Iterator

import requests

from shared.access_errors import ApiKeysUnreadable
from shared.api_keys import read_keys
from shared.loopback import is_loopback
from shared.settings import Settings
from tools.launcher.doctor.finding import Finding, bad, good, in_words
from tools.supervisor.network import lan_address

GOOGLE = "https://generativelanguage.googleapis.com"
LIMIT_S = 8.0
REFUSED = {
    400: "gemini_key", 401: "gemini_key", 403: "gemini_key",
    404: "gemini_model", 429: "gemini_quota",
}  # fmt: skip


def checks(settings: Settings) -> Iterator[Finding]:
    yield from network(settings)
    if settings.gemini_api_key is None or not settings.gemini_api_key.get_secret_value():
        yield good("gemini", "gemini_none")
    else:
        yield gemini(settings)


def network(settings: Settings) -> Iterator[Finding]:
    try:
        keys = len(read_keys(settings.api_keys))
    except ApiKeysUnreadable as exc:
        yield in_words("api_keys", exc.code(), f"{exc.title_ko}: {exc}. {exc.hint_ko}",
                       f"{exc.title}: {exc}. {exc.hint}")  # fmt: skip
        return
    yield good("api_keys", "keys_good" if keys else "keys_none", count=keys)
    if is_loopback(settings.host):
        yield good("network", "network_here", host=settings.host)
    elif keys:
        yield good("network", "network_keys", host=settings.host)
    else:
        yield bad("network", "network_open", host=settings.host, port=settings.api_port,
                  address=lan_address(settings.host))  # fmt: skip


def gemini(settings: Settings, limit_s: float = LIMIT_S) -> Finding:
    """One question that costs nothing. In a thread, because a name look-up knows no time limit."""
    found: list[Finding] = []
    thread = threading.Thread(target=lambda: found.append(_ask(settings, limit_s)), daemon=True)
    thread.start()
    thread.join(limit_s)
    place = settings.gemini_base_url or GOOGLE
    return found[0] if found else bad("gemini", "gemini_silent", place=place, seconds=limit_s)


def _ask(settings: Settings, limit_s: float) -> Finding:
    assert settings.gemini_api_key is not None
    place = (settings.gemini_base_url or GOOGLE).rstrip("/")
    try:
        answer = requests.get(
            f"{place}/v1/models/{settings.gemini_model}",
            headers={"x-goog-api-key": settings.gemini_api_key.get_secret_value()},
            timeout=limit_s / 2,
            allow_redirects=False,
        )
    except requests.exceptions.SSLError:
        return bad("gemini", "gemini_certificate", place=place)
    except requests.exceptions.ProxyError:
        return bad("gemini", "gemini_proxy", place=place)
    except requests.Timeout:
        return bad("gemini", "gemini_silent", place=place, seconds=limit_s / 2)
    except requests.RequestException:
        return bad("gemini", "gemini_unreachable", place=place)
    if answer.ok:
        return good("gemini", "gemini_good", model=settings.gemini_model)
    key = REFUSED.get(answer.status_code, "gemini_trouble")
    return bad("gemini", key, status=answer.status_code, model=settings.gemini_model, place=place)
