"""Wakes an open page when what it shows is out of date, and tells when this server is gone."""

import streamlit as st
from streamlit.components.v2.types import ComponentRenderer

from dashboard.answers import Health
from dashboard.formats import age_step

PULSE_PATH = "/hub/pulse"
PULSE_INTERVAL_S = 2.0

# A poll of a tiny route by the browser costs a tenth of st.fragment(run_every=...), redraws
# nothing while nothing changes, and is the only thing that notices a dead dashboard server.
_HTML = """
<div id="gone" role="alert"></div>
"""
_CSS = """
#gone {
  display: none; position: fixed; inset: 0 0 auto 0; z-index: 999999; padding: 10px 18px;
  background: #b3261e; color: #fff; font: 600 15px/1.4 var(--st-font); text-align: center;
}
"""
_JS = """
export default function ({ data, parentElement, setTriggerValue }) {
  const gone = parentElement.querySelector("#gone");
  const own = (parentElement.hubPulse ??= { seen: Date.now(), asked: 0 });
  Object.assign(own, { data, setTriggerValue });
  document.documentElement.lang = data.lang;
  const beat = async () => {
    try {
      const answer = await fetch(own.data.path, {
        cache: "no-store",
        signal: AbortSignal.timeout(4000),
      });
      if (!answer.ok) throw new Error(answer.status);
      const { state } = await answer.json();
      own.seen = Date.now();
      gone.style.display = "none";
      if (state !== own.data.state && Date.now() - own.asked > 4000) {
        own.asked = Date.now();
        own.setTriggerValue("changed", state);
      }
    } catch {
      const s = Math.round((Date.now() - own.seen) / 1000);
      if (s * 1000 < 4 * own.data.interval_ms) return;
      gone.textContent = own.data.gone.replace("{s}", s);
      gone.style.display = "block";
    }
  };
  own.timer ??= setInterval(beat, data.interval_ms);
  return () => {
    clearInterval(own.timer);
    own.timer = undefined;
  };
}
"""


def state_of(health: Health, now: float) -> str:
    """Everything in the status line that can change while nobody clicks."""
    key, count = age_step(health.published_age(now)) if health.version else ("", 0)
    reason = f"{health.failure.kind} {health.failure.code or ''}" if health.failure else ""
    reason += "direct" if health.direct else ""
    codes = ",".join(f"{problem.source}={problem.code}" for problem in health.problems)
    return "|".join([health.light, str(health.version), reason, codes, f"{key}{count}"])


def pulse(state: str, language: str, gone: str) -> None:
    """Draws nothing; reruns the page when the server's state is no longer `state`."""
    _component()(
        key="pulse",
        data={
            "path": PULSE_PATH,
            "interval_ms": PULSE_INTERVAL_S * 1000,
            "state": state,
            "lang": language,
            "gone": gone,
        },
        on_changed_change=lambda: None,
    )


@st.cache_resource(show_spinner=False)
def _component() -> ComponentRenderer:
    return st.components.v2.component("hub_pulse", html=_HTML, css=_CSS, js=_JS)
