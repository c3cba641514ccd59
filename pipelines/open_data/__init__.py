"""The open data of a release: ``datapackage.json`` beside its CSV and Parquet (Frictionless Data Package, with the fiscal hints)."""

from pipelines.open_data.descriptor import MISSING, Packaged, PackagedFile, descriptor, terms
from pipelines.open_data.keys import foreign_keys

__all__ = ["MISSING", "Packaged", "PackagedFile", "descriptor", "foreign_keys", "terms"]
