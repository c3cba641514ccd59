"""Documents: from registered bytes to landed rows, one partition each, as many in a run as there are."""

import warnings

import dagster as dg

from pipelines import registry
from pipelines.defs.line import Line
from pipelines.defs.partitions import DISCLOSURES
from pipelines.defs.previews import describe_landed, pictures
from pipelines.reading import draw_landed, read_and_land
from pipelines.validation import apart

DISCLOSURE = dg.AssetKey(["disclosure"])


def _read_and_land(context: dg.AssetExecutionContext, line: dg.ResourceParam[Line]) -> None:
    """Read the documents of this run that have not been read by this reader; land what they say.

    Then what judges is started, which has until the verdict to be imported; not before, because there may be no more than two cores.
    """
    documents = registry.by_key(context.partition_keys, line.home)
    landed = list(read_and_land(documents, line.settings, line.progress, line.begun))
    apart.start()
    shown = draw_landed(landed, line.settings)
    for one in landed:
        metadata = {**describe_landed(one.document, one.folder), **pictures(shown.get(one.document, {}))}
        context.add_asset_metadata(metadata, partition_key=one.document.key)


with warnings.catch_warnings(category=dg.BetaWarning, action="ignore"):  # it would greet everybody who opens the UI
    disclosure = dg.asset(
        _read_and_land,
        key=DISCLOSURE,
        partitions_def=DISCLOSURES,
        backfill_policy=dg.BackfillPolicy.single_run(),
        group_name="disclosures",
        kinds={"file", "parquet"},
        description="A disclosed PDF, read once in a guarded process and landed as Parquet: every number with page and box.",
    )


@dg.definitions
def defs() -> dg.Definitions:
    """The documents."""
    return dg.Definitions(assets=[disclosure])
