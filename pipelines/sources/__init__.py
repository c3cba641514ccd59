"""The only code that fetches: what ``sources.toml`` lists, politely, into the registry.

A find is written down before it is asked for, a file is written aside and renamed, so a run that dies loses nothing.
"""

from pipelines.sources.fetching import fetch
from pipelines.sources.listing import Source, UnusableSources, listed
from pipelines.sources.states import Known, known

__all__ = ["Known", "Source", "UnusableSources", "fetch", "known", "listed"]
