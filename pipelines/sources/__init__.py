"""The only code that fetches: what ``sources.toml`` lists, politely, into the registry.

:mod:`pipelines.sources.fetching` asks the publishers and is imported by who fetches; what is here is what is known of them.

A find is written down before it is asked for, a file is written aside and renamed, so a run that dies loses nothing.
"""

from pipelines.sources.listing import Source, UnusableSources, listed
from pipelines.sources.states import Known, known

__all__ = ["Known", "Source", "UnusableSources", "known", "listed"]
