"""Documents: from registered bytes to landed rows, one partition each, as many in a run as there are."""

from collections.abc import Mapping
from typing import Any

import dagster as dg

from pipelines import registry
from pipelines.defs.line import Line
from pipelines.defs.partitions import DISCLOSURES
from pipelines.defs.previews import describe_landed
from pipelines.defs.reading import read_and_land

DISCLOSURE = dg.AssetKey(["disclosure"])


@dg.asset(
    key=DISCLOSURE,
    partitions_def=DISCLOSURES,
    backfill_policy=dg.BackfillPolicy.single_run(),
    group_name="disclosures",
    kinds={"file", "parquet"},
    description="A disclosed PDF, read once in a guarded process and landed as Parquet: every number with page and box.",
)
def disclosure(context: dg.AssetExecutionContext, line: dg.ResourceParam[Line]) -> None:
    """Read the documents of this run that have not been read by this reader; land what they say."""
    documents = registry.by_key(context.partition_keys, line.home)
    for document, landed in read_and_land(documents, line.settings, line.progress):
        metadata: Mapping[str, Any] = describe_landed(document, landed, line.home)
        context.add_asset_metadata(metadata, partition_key=document.key)


@dg.definitions
def defs() -> dg.Definitions:
    """The documents."""
    return dg.Definitions(assets=[disclosure])
