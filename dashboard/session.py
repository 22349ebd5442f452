"""The objects that every session shares, and the language of this one."""

import streamlit as st

from dashboard import urlstate
from dashboard.client import HubClient
from dashboard.texts import LANGUAGES, Translate, translator
from shared.settings import Settings, load_settings

LANGUAGE_KEY = "lang"


@st.cache_resource(show_spinner=False)
def settings() -> Settings:
    return load_settings()


@st.cache_resource(show_spinner=False)
def hub_client() -> HubClient:
    key = settings().api_key
    return HubClient(settings().api_url, api_key=key.get_secret_value() if key else None)


def follow_language() -> None:
    """Once a run, before anything is written: `?lang=` or the switch, else the setting."""
    urlstate.follow(LANGUAGE_KEY, settings().language, LANGUAGES)


def language() -> str:
    return str(st.session_state.get(LANGUAGE_KEY, settings().language))


def translate() -> Translate:
    return translator(language())
