"""Client of the Production Data Hub. Copy this file beside your script; it needs `requests`."""

import time
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import requests

if TYPE_CHECKING:
    import pandas as pd

Row = dict[str, Any]
PAGE_ROWS = 5_000
BUSY = (429, 503)
COLUMNS = "source,id,production_date,lot_number,item_code,item_name,good_quantity"
RUNNING = "Is the hub running at this address?"


class HubError(Exception):
    """What the hub refused; `code` is stable, `hint` the next thing to do."""

    def __init__(self, code: str, detail: str, hint: str = "", status: int | None = None) -> None:
        super().__init__(f"{code}: {detail} {hint}".strip())
        self.code, self.detail, self.hint, self.status = code, detail, hint, status


class Hub:
    """Filters are those of the REST API: `item_code` (also a list), `q`, `lot_number`,
    `date_from`, `date_to` (text or date, inclusive), `min_quantity`, `max_quantity`.

    `trust_env=False` goes past the environment's proxies. A busy hub is asked `retries` times
    more, after as long as it says, at most `max_wait_s`. `version` is that of the last answer.
    """

    version: str | None = None

    def __init__(
        self,
        url: str = "http://127.0.0.1:8000",
        *,
        timeout_s: float = 30,
        retries: int = 3,
        max_wait_s: float = 10,
        trust_env: bool = True,
    ) -> None:
        self._url = url.rstrip("/")
        self._timeout_s, self._retries, self._max_wait_s = timeout_s, retries, max_wait_s
        self.session = requests.Session()
        self.session.trust_env = trust_env

    def records(self, **filters: Any) -> Iterator[Row]:
        """Every matching record, newest first, page by page."""
        params = {"limit": PAGE_ROWS, **filters}
        while True:
            page = self.get("/records", **params)
            yield from page["data"]
            if not page["has_more"]:
                return
            params["cursor"] = page["next_cursor"]

    iter_records = records

    def to_dataframe(self, **filters: Any) -> "pd.DataFrame":
        """All matching records; needs pandas."""
        import pandas as pd

        frame = pd.DataFrame(list(self.records(**filters)), columns=COLUMNS.split(","))
        dates = pd.to_datetime(frame["production_date"], format="%Y-%m-%d %H:%M:%S")
        quantities = frame["good_quantity"].astype(float)
        return frame.assign(production_date=dates, good_quantity=quantities)

    def totals(self, group_by: str = "none", **filters: Any) -> Any:
        """`data` (a row for each day, week, month, quarter, year, weekday or item), `total`."""
        return self.get("/summary/totals", group_by=group_by, **filters)

    def items(self, **filters: Any) -> Any:
        """A list of all items, or of those with the text `q` in code or name."""
        return self.get("/items", **filters)

    def get(self, path: str, **params: Any) -> Any:
        """The JSON of any address. Raises HubError."""
        try:
            body = (got := self._patiently(path, params)).json()
        except requests.RequestException as exc:
            raise HubError("no_answer", f"{self._url}: {exc}", RUNNING) from exc
        if got.ok:
            self.version = got.headers.get("X-Data-Version")
            return body
        code, detail, hint = (body.get(name, "") for name in ("code", "detail", "hint"))
        raise HubError(code, detail, hint, got.status_code)

    def _patiently(self, path: str, params: Row) -> requests.Response:
        for left in range(self._retries, -1, -1):
            got = self.session.get(self._url + path, params=params, timeout=self._timeout_s)
            if not left or got.status_code not in BUSY:
                break
            wait = got.headers.get("Retry-After", "")
            time.sleep(min(float(wait) if wait.isdigit() else 1.0, self._max_wait_s))
        return got
