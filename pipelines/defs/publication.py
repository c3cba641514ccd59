"""The publication: the working warehouse's audit and marts as a whole release, swapped into readers' view at once."""

import dagster as dg

from pipelines import fingerprints, publication, state
from pipelines.defs import prepared
from pipelines.defs.line import Line
from pipelines.defs.previews import release_metadata
from pipelines.defs.raw import RETRIES
from pipelines.defs.verdict import MARTS_VERDICT

PUBLISHED = dg.AssetKey(["published"])


@dg.asset(
    key=PUBLISHED,
    deps=[MARTS_VERDICT],
    group_name="publication",
    kinds={"duckdb", "parquet"},
    pool="duckdb",
    retry_policy=RETRIES,
    description="What readers open: `published/yusuan.duckdb`, Parquet of every table, Great Expectations' pages.",
)
def published(line: dg.ResourceParam[Line]) -> dg.MaterializeResult:
    """Build a release from what is judged; nothing new publishes nothing."""
    release, new = publication.publish(
        line.home,
        built_from=state.fingerprint(line.settings),
        data_docs=line.home.judgement / "documents",
        keep=line.settings.releases_kept,
        made=publication.Made(fingerprints.code_version(), len(prepared.guards(line.home))),
    )
    return dg.MaterializeResult(metadata=release_metadata(release, new=new))


@dg.definitions
def defs() -> dg.Definitions:
    """The publication."""
    return dg.Definitions(assets=[published])
