"""The resource every asset gets: the home, and the right to write in it, which one run at a time has."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

import dagster as dg

from pipelines import modelling
from pipelines.exclusion import exclusive
from pipelines.home import Home
from pipelines.reading import Progress, Read
from pipelines.settings import Settings, load_settings
from pipelines.validation import apart


def _say_nothing(_key: str, _event: str) -> None:
    return None


@dataclass(frozen=True, slots=True)
class Line:
    """What the assets of one run share; ``begun`` are documents whose reading began before the run."""

    settings: Settings
    progress: Progress = field(default=_say_nothing)
    begun: Iterable[Read] = ()

    @property
    def home(self) -> Home:
        """The paths of the home."""
        return self.settings.paths


def line_resource(progress: Progress = _say_nothing, begun: Iterable[Read] = ()) -> dg.ResourceDefinition:
    """The resource ``line``: the settings as they are when a run starts, and the home's lock until it ends.

    What builds the models is started, so that it is imported while documents are read.
    """

    @dg.resource(description="The home this run works in; one run at a time.")
    def line(_context: dg.InitResourceContext) -> Iterator[Line]:
        settings = load_settings()
        modelling.start(settings.paths)
        with exclusive(settings.paths):
            yield Line(settings, progress, begun)
            apart.finish()

    return line


@dg.definitions
def defs() -> dg.Definitions:
    """The resource, and the one executor: a run is one process, since a process for each step would import all again."""
    return dg.Definitions(resources={"line": line_resource()}, executor=dg.in_process_executor)
