"""The one entry point Dagster loads; everything else is discovered under ``defs/``."""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules

import dagster as dg

from pipelines import defs as folder
from pipelines.settings import enter, load_settings


@dg.definitions
def defs() -> dg.Definitions:
    """What the files under ``defs/`` define, for the home that the settings name.

    Dagster's own loader of such a folder does the same and then describes every component type of every installed integration
    for the UI; there is none here, and it imports dbt for it, two seconds in each process that runs something.
    """
    enter(load_settings())
    modules = [import_module(f"{folder.__name__}.{found.name}") for found in iter_modules(folder.__path__)]
    return dg.Definitions.merge(*(module.defs() for module in modules if hasattr(module, "defs")))
