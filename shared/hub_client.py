"""Client of the Production Data Hub. Copy this file beside your script; it needs `requests`."""

import time
from collections.abc import Iterator
from dataclasses import KW_ONLY, dataclass, field
from typing import Any

import requests

PAGE_ROWS, OK, BUSY = 5_000, 200, (429, 503)
COLUMNS = "source,id,production_date,lot_number,item_code,item_name,good_quantity"


class HubError(Exception):
    """What the hub refused; `code` is stable, `hint` the next thing to do."""

    def __init__(self, code: str, detail: str, hint: str = "", status: int | None = None) -> None:
        super().__init__(f"{code}: {detail} {hint}".strip())
        self.code, self.detail, self.hint, self.status = code, detail, hint, status


@dataclass(eq=False)
class Hub:
    """Filters are those of the REST API: `item_code` (also a list), `q`, `lot_number`,
    `date_from`, `date_to` (text or date, inclusive), `min_quantity`, `max_quantity`.

    `trust_env=False` goes past the environment's proxies. A busy hub is asked `retries` times more,
    after as long as it says but at most `max_wait_s`. `version` is that of the last `get`.
    """

    url: str = "http://127.0.0.1:8000"
    _: KW_ONLY
    api_key: str | None = field(default=None, repr=False)
    timeout_s: float = 30
    retries: int = 3
    max_wait_s: float = 10
    trust_env: bool = True
    version: str | None = None

    def __post_init__(self) -> None:
        self.session = requests.Session()
        self.session.trust_env = self.trust_env
        if self.api_key:
            # Not as Authorization, which requests replaces by what ~/.netrc says.
            self.session.headers["X-API-Key"] = self.api_key.strip()

    def records(self, **filters: Any) -> Iterator[dict[str, Any]]:
        """Every matching record, newest first, page by page."""
        params, page = {"limit": PAGE_ROWS, **filters}, {"has_more": True}
        while page["has_more"]:
            page = self.get("/records", **params)
            yield from page["data"]
            params["cursor"] = page["next_cursor"]

    iter_records = records

    def to_dataframe(self, **filters: Any) -> Any:
        """All matching records; needs pandas."""
        import pandas as pd

        frame = pd.DataFrame(list(self.records(**filters)), columns=COLUMNS.split(","))
        return frame.astype({"production_date": "datetime64[us]", "good_quantity": float})

    def totals(self, group_by: str = "none", **filters: Any) -> Any:
        """`data` (a row for each day, week, month, quarter, year, weekday or item), `total`."""
        return self.get("/summary/totals", group_by=group_by, **filters)

    def items(self, **filters: Any) -> Any:
        """A list of all items, or of those with the text `q` in code or name."""
        return self.get("/items", **filters)

    def get(self, path: str, **params: Any) -> Any:
        """The JSON of any address. Raises HubError."""
        body, self.version = self.fetch(path, params, self.timeout_s)
        return body

    def fetch(self, path: str, params: Any, timeout_s: Any) -> tuple[Any, str | None]:
        """JSON and data version; `timeout_s` may be (connect, read). For any number of threads."""
        # No redirects: the hub sends none, and the key is for nobody else.
        how: dict[str, Any] = {"params": params, "timeout": timeout_s, "allow_redirects": False}
        try:
            for left in range(self.retries, -1, -1):
                got = self.session.get(self.url.rstrip("/") + path, **how)
                if not left or got.status_code not in BUSY:
                    break
                wait = got.headers.get("Retry-After", "")
                time.sleep(min(float(wait) if wait.isdigit() else 1.0, self.max_wait_s))
            body = got.json()
        except requests.JSONDecodeError:
            body = None
        except requests.RequestException as exc:
            code = "timeout" if "timed out" in str(exc) else "no_answer"
            # Only its kind: the words of some quote a header, maybe the key.
            raise HubError(code, f"{self.url}: {type(exc).__name__}", "Is the hub up?") from exc
        if got.status_code == OK and body is not None:
            return body, got.headers.get("X-Data-Version")
        told = body if isinstance(body, dict) else {"detail": f"{path}: {got.status_code}, no JSON"}
        code, detail, hint = (str(told.get(name, "")) for name in ("code", "detail", "hint"))
        raise HubError(code or "not_understood", detail, hint, got.status_code)
