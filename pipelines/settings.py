"""What can be set: where everything is written, how much one document may cost, who is told.

Settings are read when :func:`load_settings` is called, never at import. No other module reads the environment.
"""

from __future__ import annotations

import os
import re
from decimal import Decimal
from pathlib import Path
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, Field, SecretStr
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from pipelines.home import CHECKOUT, Home

QUIET = {
    "DO_NOT_TRACK": "1",
    "DBT_SEND_ANONYMOUS_USAGE_STATS": "false",
    "DBT_STATIC_PARSER": "true",
    "GX_ANALYTICS_ENABLED": "false",
    "DAGSTER_DISABLE_TELEMETRY": "true",
    "PYTHONIOENCODING": "utf-8",
}
"""What keeps dbt, Great Expectations and Dagster from calling home, for this process and those it starts."""


NO_THREADS = {"OPENBLAS_NUM_THREADS": "1"}
"""Nothing here multiplies matrices with numpy; its threads take a tenth of a second of each process that imports it."""

AT_ONCE = {"DAGSTER_EVENT_BATCH_SIZE": "1000"}
"""What a run intends to do is three hundred events, which Dagster would write down one after the other."""

MONTH_DAY = re.compile(r"(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])")


def _separate(given: object) -> object:
    """Split a text at white space; commas may be part of a URL."""
    return given.split() if isinstance(given, str) else given


def _month_day(given: str | None) -> str | None:
    """Refuse what is no MM-DD; an empty text is no date."""
    if not given:
        return None
    if not MONTH_DAY.fullmatch(given) or given in ("02-29", "02-30", "02-31", "04-31", "06-31", "09-31", "11-31"):
        raise ValueError(f"{given!r} is not a day of every year, written MM-DD")
    return given


MonthDay = Annotated[str | None, AfterValidator(_month_day)]
AlertUrls = Annotated[tuple[SecretStr, ...], NoDecode, BeforeValidator(_separate)]
"""Apprise URLs, separated by white space in the environment. They hold passwords and tokens, so none is ever shown whole."""


class Settings(BaseSettings):
    """The settings of one home, from ``YUSUAN_*`` in the environment; everything has a default."""

    model_config = SettingsConfigDict(env_prefix="YUSUAN_", extra="ignore", frozen=True)

    home: Path = Field(CHECKOUT / "data", description="Root of everything that is written.")
    disclosures: Path = Field(CHECKOUT / "data" / "disclosures", description="PDFs `yusuan run` registers; read only.")
    waivers: Path = Field(CHECKOUT / "expectations" / "waivers.toml", description="The reviewed waivers.")
    approval_share: Decimal = Field(
        Decimal("0.1"),
        ge=0,
        description="A new version whose total or a class changed by more waits for a person's yes.",
    )
    seconds_per_document: float = Field(300.0, gt=0, description="A document that takes longer is unreadable.")
    memory_mb_per_document: int = Field(1536, gt=0, description="A document that needs more is unreadable.")
    max_pages: int = Field(2000, gt=0, description="A document of more pages is unreadable.")
    workers: int = Field(default_factory=lambda: os.cpu_count() or 1, gt=0, description="Documents read at a time.")
    releases_kept: int = Field(5, gt=0, description="Releases that stay on disk.")
    alert_urls: AlertUrls = Field((), description="Whom alerts go to: Apprise URLs, separated by white space.")
    due_budget: MonthDay = Field(None, description="Budgets of a year are due on this MM-DD of it; none by default.")
    due_final_accounts: MonthDay = Field(None, description="Final accounts are due on this MM-DD of the next year.")
    sources: Path = Field(CHECKOUT / "data" / "sources.toml", description="Where disclosures are fetched from.")
    fetch_user_agent: str = Field("yusuan/0.1 (archive of published budgets)", description="Who asks, for publishers.")
    fetch_delay_seconds: float = Field(2.0, ge=0, description="The pause between two requests to one host.")
    fetch_timeout_seconds: float = Field(30.0, gt=0, description="How long one answer may be silent.")
    fetch_file_seconds: float = Field(300.0, gt=0, description="How long one file may take.")
    fetch_attempts: int = Field(3, gt=0, description="How often a request is made before it has failed for this run.")
    fetch_backoff_seconds: float = Field(4.0, ge=0, description="The first pause after a failure; it doubles.")
    fetch_max_mb: int = Field(100, gt=0, description="A larger file is not kept.")
    fetch_max_redirects: int = Field(5, ge=0, description="More redirects in a row are a failure.")
    fetch_max_files_per_host: int = Field(200, gt=0, description="Files asked for on one host in one run.")
    fetch_failures_before_alert: int = Field(3, gt=0, description="An alert goes out at this failure in a row.")

    @property
    def paths(self) -> Home:
        """Every path below the home, absolute."""
        return Home(self.home.expanduser().absolute())


def load_settings() -> Settings:
    """Read the settings from the environment as it is now."""
    return Settings()  # pyright: ignore[reportCallIssue]


def process_environment(settings: Settings) -> dict[str, str]:
    """What this process and those it starts should have in the environment: no telemetry, no idle threads, the home, Dagster's home."""
    home = settings.paths
    return {
        **QUIET,
        **NO_THREADS,
        **AT_ONCE,
        "YUSUAN_HOME": str(home.root),
        "YUSUAN_DISCLOSURES": str(settings.disclosures),
        "YUSUAN_WAIVERS": str(settings.waivers.absolute()),
        "YUSUAN_APPROVAL_SHARE": str(settings.approval_share),
        "YUSUAN_WAREHOUSE": str(home.warehouse),
        "DAGSTER_HOME": str(home.dagster),
    }


def enter(settings: Settings) -> Settings:
    """Make this process, and those it starts, work in the home of ``settings``: its directories and its environment."""
    settings.paths.prepare()
    os.environ.update(process_environment(settings))
    return settings
