"""Settings of the dashboard."""

from pathlib import Path
from typing import Literal

from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings


class DashboardSettings(BaseSettings):
    """Part of Settings."""

    dashboard_port: int = Field(8501, ge=1, le=65535, description="Port of the dashboard.")
    api_key: SecretStr | None = Field(
        None, description="API key that the dashboard sends, where keys are asked for."
    )
    language: Literal["ko", "en"] = Field(
        "ko", description="Language of the dashboard and of the manager until a user picks one."
    )
    fallback: bool = Field(
        False,
        description="While the API is down, the dashboard reads the published data itself, and "
        "says so on every page.",
    )
    targets: Path | None = Field(
        None,
        description="Optional file of production targets, CSV or TOML: see Dashboard in README.",
    )
