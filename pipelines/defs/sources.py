"""Fetching what ``sources.toml`` lists, before the nightly run reads it; nothing is fetched that is not listed."""

from collections import Counter
from collections.abc import Iterator, Sequence

import dagster as dg

from pipelines import sources
from pipelines.defs.previews import markdown
from pipelines.settings import Settings, load_settings
from pipelines.sources import Known

SOURCES = dg.AssetKey(["sources"])
ALERTS = dg.AssetKey(["alerts"])
FETCH = "fetch_sources"
SHOWN = 100


@dg.asset(
    key=SOURCES,
    group_name="disclosures",
    kinds={"file"},
    description="Every URL of `sources.toml` and of what it links to, and what it last answered; new files are registered.",
)
def fetched_sources(context: dg.AssetExecutionContext) -> dg.MaterializeResult:
    """Ask every listed source for what is new or has changed."""
    from pipelines.sources.fetching import fetch  # httpx, which no other run needs

    asked = fetch(load_settings(), lambda one: context.log.info(f"{one.status}: {one.url}"))
    return dg.MaterializeResult(metadata=_shown(asked))


fetch_sources = dg.define_asset_job(
    FETCH,
    selection=dg.AssetSelection.assets(SOURCES, ALERTS).without_checks(),
    description="Fetch what is listed; tell of sources that stopped answering.",
)


def nightly_fetch_requests(settings: Settings) -> Iterator[dg.RunRequest | dg.SkipReason]:
    """A run where something is listed.

    Raises:
        UnusableSources: ``sources.toml`` is not understood.
    """
    if sources.listed(settings.sources):
        yield dg.RunRequest()
    else:
        yield dg.SkipReason(f"{settings.sources} lists nothing")


@dg.schedule(
    name="nightly_fetch",
    cron_schedule="30 1 * * *",
    execution_timezone="Asia/Shanghai",
    job=fetch_sources,
    default_status=dg.DefaultScheduleStatus.RUNNING,
    description="Every night, an hour before the nightly run; skipped while sources.toml lists nothing.",
)
def nightly_fetch() -> Iterator[dg.RunRequest | dg.SkipReason]:
    """Every night."""
    yield from nightly_fetch_requests(load_settings())


def _shown(asked: Sequence[Known]) -> dict[str, dg.MetadataValue]:
    counts = Counter(one.status for one in asked)
    rows = [
        {"status": one.status, "HTTP": one.http_status, "url": one.url, "document": (one.document_id or "")[:12]}
        for one in asked[:SHOWN]
    ]
    return {
        **{status: dg.MetadataValue.int(count) for status, count in sorted(counts.items())},
        "addresses": dg.MetadataValue.md(markdown(rows)),
    }


@dg.definitions
def defs() -> dg.Definitions:
    """The asset, its job and its schedule."""
    return dg.Definitions(assets=[fetched_sources], jobs=[fetch_sources], schedules=[nightly_fetch])
