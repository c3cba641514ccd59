"""The one entry point Dagster loads; everything else is discovered under ``defs/``."""

from __future__ import annotations

from pathlib import Path

import dagster as dg

from pipelines.settings import enter, load_settings


@dg.definitions
def defs() -> dg.Definitions:
    """Everything under ``defs/``, for the home that the settings name."""
    enter(load_settings())
    return dg.load_from_defs_folder(path_within_project=Path(__file__).parent)
