"""The objects that every session shares, and what one session has chosen for all pages."""

from datetime import date, datetime

import streamlit as st

from dashboard import urlstate
from dashboard.client import HubClient
from dashboard.texts import LANGUAGES, Translate, translator
from shared.settings import Settings, load_settings

# Keys of the address on every page.
LANGUAGE_KEY, PERIOD_KEY, ITEMS_KEY, TEXT_KEY = "lang", "p", "i", "q"
_KIOSK = "kiosk"


@st.cache_resource(show_spinner=False)
def settings() -> Settings:
    return load_settings()


@st.cache_resource(show_spinner=False)
def hub_client() -> HubClient:
    key, fallback = settings().api_key, None
    if settings().fallback:
        # SQLite and the repositories: not for a dashboard that never reads them.
        from dashboard.direct import DirectReader

        fallback = DirectReader(settings())
    return HubClient(
        settings().api_url,
        api_key=key.get_secret_value() if key else None,
        fallback=fallback,
    )


def today() -> date:
    """By this machine's clock, which is the plant's."""
    return datetime.now().astimezone().date()


def follow_language() -> str:
    """Once a run, before anything is written: `?lang=` or the switch, else the setting."""
    chosen = st.session_state.get(LANGUAGE_KEY)
    (language,) = urlstate.follow(
        LANGUAGE_KEY,
        (settings().language,),
        lambda values: len(values) == 1 and values[0] in LANGUAGES,
        (chosen,) if chosen else None,
    )
    st.session_state[LANGUAGE_KEY] = language
    return language


def language() -> str:
    """The language of the last run, the setting's in the first one."""
    return str(st.session_state.get(LANGUAGE_KEY, settings().language))


def translate() -> Translate:
    return translator(language())


def in_kiosk() -> bool:
    """Whether the last run drew a page without navigation and controls."""
    return bool(st.session_state.get(_KIOSK, False))


def remember_kiosk(kiosk: bool) -> None:
    st.session_state[_KIOSK] = kiosk
