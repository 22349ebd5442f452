"""Settings: every knob of the hub, read once at process start from HUB_* and `.env`."""

import glob
from datetime import date
from pathlib import Path
from typing import Annotated, Self

from pydantic import Field, SecretStr, ValidationError, field_validator, model_validator
from pydantic_core import ErrorDetails
from pydantic_settings import NoDecode, SettingsConfigDict

from shared.assistant_settings import AssistantSettings, variable_name
from shared.dashboard_settings import DashboardSettings
from shared.errors import InvalidSettings
from shared.loopback import loopback
from shared.rate_limits import parse_rate_limits
from shared.worker_board import MAX_WORKERS

SECRETS = {"api_key", "gemini_api_key"}
COLUMNS = ("id", "production_date", "lot_number", "item_code", "item_name", "good_quantity")


class Settings(AssistantSettings, DashboardSettings):
    """Frozen. Paths that are not absolute count from the folder the process was started in."""

    model_config = SettingsConfigDict(
        env_prefix="HUB_",
        env_file=".env",
        env_file_encoding="utf-8",
        env_ignore_empty=True,
        populate_by_name=True,
        extra="ignore",
        frozen=True,
        hide_input_in_errors=True,
    )

    live_db: Path = Field(
        Path("database/production_analysis.db"),
        description="The ERP's live SQLite file (this year). Only ever read.",
    )
    archive_dbs: str = Field(
        "database/archive_*.db",
        description="Glob of the ERP's archive files (earlier years); any number, also none.",
    )
    data_dir: Path = Field(
        Path("data"), description="Folder on a local disk that only the hub writes."
    )
    log_dir: Path = Field(Path("logs"), description="Folder for the services' log files.")
    source_table: str = Field(
        "production_records", min_length=1, description="Name of the ERP's table."
    )
    source_columns: Annotated[dict[str, str], NoDecode] = Field(
        default_factory=dict,
        description="Other column names of the ERP's table, as `ours=theirs,ours=theirs`; "
        f"ours are {', '.join(COLUMNS)}.",
    )
    archive_cutoff: date | None = Field(
        None,
        description="First day that the live file owns. Empty: the day after the archives' "
        "newest date, which needs no yearly edit.",
    )

    host: str = Field(
        "127.0.0.1",
        description="Address the API and the dashboard listen on. 0.0.0.0 lets the whole "
        "network read every record.",
    )
    allowed_hosts: str = Field(
        "",
        description="Further names, separated by commas, under which browsers may reach the API. "
        "This machine's own names, names without a dot and private addresses always may; "
        "`*` allows every name.",
    )
    api_port: int = Field(8000, ge=1, le=65535, description="Port of the REST API.")
    api_workers: int = Field(
        1,
        ge=1,
        le=MAX_WORKERS,
        description="API processes behind the one port; each has its own SQL threads and cache.",
    )
    api_keys: Path = Field(
        Path("api_keys.json"),
        description="File with the hashes of the API keys, made by `python -m tools.keys`. "
        "No such file, or no key in it: nobody is asked for one.",
    )
    rate_limit: str = Field(
        "",
        description="Requests that one client may send to one API process, as `600/minute` or "
        "`20/second;600/minute`. Empty: any number.",
    )

    poll_interval_s: float = Field(
        1.0, ge=0.05, le=3600, description="Seconds between two looks at the ERP's files."
    )
    settle_s: float = Field(
        2.0, ge=0, le=600, description="Seconds the ERP's files must be quiet before they are read."
    )
    max_wait_s: float = Field(
        30.0,
        ge=0,
        le=3600,
        description="A file that is never quiet is read after this many seconds.",
    )
    min_rows_ratio: float = Field(
        0.5,
        ge=0,
        le=1,
        description="A changed file that keeps fewer than this share of its rows is suspicious.",
    )
    shrink_grace_s: float = Field(
        600.0, ge=0, description="Suspiciously few rows are accepted after this many seconds."
    )
    retention: int = Field(2, ge=2, le=100, description="Published versions kept on disk.")
    backup_keep_live: int = Field(
        30, ge=1, le=10_000, description="Backups of the live file that export-backup keeps."
    )
    backup_keep_archive: int = Field(
        12, ge=1, le=10_000, description="Backups of each archive that export-backup keeps."
    )

    query_timeout_s: float = Field(
        5.0, gt=0, le=300, description="Longest time one SQL statement may run."
    )
    slow_query_ms: int = Field(
        500, ge=0, le=300_000, description="SQL statements that take this long are logged."
    )
    sql_threads: int = Field(2, ge=1, le=16, description="Threads that run SQL in one API process.")
    cache_max_bytes: int = Field(
        64_000_000,
        ge=0,
        le=8_000_000_000,
        description="Response cache of one API process, in bytes.",
    )

    @model_validator(mode="before")
    @classmethod
    def _read_column_map(cls, values: object) -> object:
        if isinstance(values, dict) and isinstance(raw := values.get("source_columns"), str):
            pairs = [pair.partition("=") for pair in raw.split(",") if pair.strip()]
            values["source_columns"] = {k.strip(): v.strip() for k, _, v in pairs}
        return values

    @model_validator(mode="after")
    def _check_column_map(self) -> Self:
        unknown = sorted(set(self.source_columns) - set(COLUMNS))
        if unknown or not all(self.source_columns.values()):
            raise ValueError(
                f"source_columns wants ours=theirs pairs, ours being one of {', '.join(COLUMNS)}"
            )
        return self

    @field_validator("api_key", "gemini_api_key")
    @classmethod
    def _check_api_key(cls, key: SecretStr | None) -> SecretStr | None:
        if key is None:
            return None
        text = key.get_secret_value().strip()
        if not text.isascii() or not text.isprintable() or " " in text:
            raise ValueError("holds characters that no API key has")
        return SecretStr(text)

    @field_validator("rate_limit")
    @classmethod
    def _check_rate_limit(cls, text: str) -> str:
        parse_rate_limits(text)
        return text

    @model_validator(mode="after")
    def _check_places(self) -> Self:
        if self.api_keys.resolve().is_relative_to(self.data_dir.resolve()):
            raise ValueError("HUB_API_KEYS lies in HUB_DATA_DIR, which may be deleted at any time")
        return self

    @property
    def manifest_path(self) -> Path:
        return self.data_dir / "manifest.json"

    @property
    def partitions_dir(self) -> Path:
        return self.data_dir / "partitions"

    @property
    def work_dir(self) -> Path:
        return self.data_dir / "work"

    @property
    def watcher_state_path(self) -> Path:
        return self.data_dir / "watcher.json"

    @property
    def workers_dir(self) -> Path:
        return self.data_dir / "workers"

    @property
    def api_url(self) -> str:
        """Where this machine's own processes reach the API."""
        return f"http://{loopback(self.host)}:{self.api_port}"

    def sources(self) -> dict[str, Path]:
        """Source files by name: `live`, and each archive by its file name without the ending.

        A name that is taken gets its folder's name in front, so that no file is left out.
        """
        found = {"live": self.live_db}
        for text in sorted(glob.glob(self.archive_dbs, recursive=True)):  # noqa: PTH207
            path = Path(text)
            if path.resolve() == self.live_db.resolve():
                continue
            name = path.stem
            for parent in path.absolute().parents:
                if name not in found:
                    break
                name = f"{parent.name}-{name}"
            found[name] = path
        return found

    def source_column(self, name: str) -> str:
        """The ERP's name for one of our columns."""
        return self.source_columns.get(name, name)


def load_settings() -> Settings:
    """Settings from the environment and `.env`.

    Raises InvalidSettings naming each wrong variable, what it holds and what is wanted.
    """
    try:
        return Settings()
    except ValidationError as exc:
        raise InvalidSettings("; ".join(map(_wrong, exc.errors()))) from exc


def _wrong(error: ErrorDetails) -> str:
    """Never a secret: an error about several settings has all of them as its input."""
    name = "_".join(map(str, error["loc"])).lower()
    if not name:
        return error["msg"]
    shown = "(not shown)" if name in SECRETS else repr(error["input"])
    return f"{variable_name(name)}={shown}: {error['msg']}"
