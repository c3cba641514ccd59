"""The address of a view: query parameters in, links out. One address shows one view, also when it is sent to somebody."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from dashboard.amounts import Unit
from dashboard.words import Language

KEPT = ("lang", "unit")


@dataclass(frozen=True, slots=True)
class Address:
    """Where the reader is: the query parameters, each once."""

    parameters: Mapping[str, str]

    @property
    def view(self) -> str:
        """The page; the overview where none is named."""
        return self.parameters.get("view", "overview")

    @property
    def language(self) -> Language:
        """Chinese unless English is asked for."""
        return "en" if self.parameters.get("lang") == "en" else "zh"

    @property
    def unit(self) -> Unit:
        """万元 unless 元 is asked for."""
        return "yuan" if self.parameters.get("unit") == "yuan" else "wanyuan"

    def get(self, name: str) -> str:
        """One parameter; empty where it is not there."""
        return self.parameters.get(name, "")

    def to(self, view: str, /, **parameters: str | None) -> str:
        """A link to a view, in the same language and unit."""
        kept = {name: self.parameters[name] for name in KEPT if name in self.parameters}
        said = {name: value for name, value in parameters.items() if value}
        return "?" + urlencode({"view": view, **said, **kept})

    def changed(self, **parameters: str | None) -> str:
        """A link to this view with some parameters changed; None takes one away."""
        said = {**self.parameters, **parameters}
        return "?" + urlencode({name: value for name, value in said.items() if value})
