"""`/hub/export`: the API's export through the dashboard's own address.

The viewer's browser may not reach the API (it listens on loopback) and has no API key.
"""

from collections.abc import Iterator
from contextlib import closing
from urllib.parse import parse_qsl

import anyio.to_thread
import requests
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response, StreamingResponse

from dashboard import session
from dashboard.texts import LANGUAGES, translator

EXPORT_PATH = "/hub/export"
PASSED_ON = ("content-type", "content-disposition", "x-data-version", "x-total-count")
PIECE_BYTES = 64 * 1024
CONNECT_TIMEOUT_S = 0.5
# Until the first bytes; a workbook begins late.
FIRST_BYTE_TIMEOUT_S = 300.0

Pairs = list[tuple[str, str]]


async def export(request: Request) -> Response:
    """The file as the API makes it; nothing of it is kept. An error is a sentence and a status."""
    given = parse_qsl(request.url.query, keep_blank_values=True)
    language = next((value for name, value in given if name == "lang"), LANGUAGES[0])
    text = translator(language)
    pairs = [(name, value) for name, value in given if name != "lang"]
    try:
        answer = await anyio.to_thread.run_sync(_ask, pairs)
    except requests.RequestException:
        return PlainTextResponse(f"{text('failure_refused')}\n{text('hint_refused')}", 503)
    if not answer.ok:
        return PlainTextResponse(_problem_words(answer, language), answer.status_code)
    headers = {name: answer.headers[name] for name in PASSED_ON if name in answer.headers}
    return StreamingResponse(_pieces(answer), headers=headers)


def _ask(pairs: Pairs) -> requests.Response:
    key = session.settings().api_key
    with requests.Session() as one:
        one.trust_env = False  # a factory's proxy settings must not catch loopback
        if key is not None:
            one.headers["X-API-Key"] = key.get_secret_value()
        return one.get(
            f"{session.settings().api_url}/records/export",
            params=pairs,
            stream=True,
            timeout=(CONNECT_TIMEOUT_S, FIRST_BYTE_TIMEOUT_S),
        )


def _pieces(answer: requests.Response) -> Iterator[bytes]:
    """Raises when the API breaks off, so that the browser sees a broken download too."""
    with closing(answer):
        yield from answer.iter_content(PIECE_BYTES)


def _problem_words(answer: requests.Response, language: str) -> str:
    """The API's own words for what it refused."""
    with closing(answer):
        try:
            problem = answer.json()
        except ValueError:
            problem = {}
    text = translator(language)
    hint = problem.get("hint" if language == "en" else "hint_ko") or text("hint_problem")
    return "\n".join(filter(None, [text("failure_problem"), problem.get("detail"), hint]))
