"""The only code that opens DuckDB: landing readings as Parquet, loading ``raw``, reading results, copying a release.

DuckDB has one writer and an open reader blocks it, so every function opens its own connection and closes it.
"""

from pipelines.warehouse.contents import Preview, landed_count, landed_rows, previews, row_counts
from pipelines.warehouse.described import DescribedColumn, DescribedTable, described, document_sources
from pipelines.warehouse.landing import TooPrecise, fingerprint, land, landed_documents
from pipelines.warehouse.loading import LoadReport, Registered, load
from pipelines.warehouse.mined import mined_rows
from pipelines.warehouse.networks import Evaluated, failing_documents
from pipelines.warehouse.reading import Verdict, held, mark_published, query, write_verdicts
from pipelines.warehouse.release import copy_release, export_csv, export_parquet
from pipelines.warehouse.repairs import known_repairs, write_repairs
from pipelines.warehouse.schema import FAMILIES, RAW_TABLES
from pipelines.warehouse.views import note_views, views_made_by

__all__ = [
    "FAMILIES",
    "RAW_TABLES",
    "DescribedColumn",
    "DescribedTable",
    "Evaluated",
    "LoadReport",
    "Preview",
    "Registered",
    "TooPrecise",
    "Verdict",
    "copy_release",
    "described",
    "document_sources",
    "export_csv",
    "export_parquet",
    "failing_documents",
    "fingerprint",
    "held",
    "known_repairs",
    "land",
    "landed_count",
    "landed_documents",
    "landed_rows",
    "load",
    "mark_published",
    "mined_rows",
    "note_views",
    "previews",
    "query",
    "row_counts",
    "views_made_by",
    "write_repairs",
    "write_verdicts",
]
