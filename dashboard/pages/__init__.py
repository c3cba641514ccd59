"""The pages, one module each, and the name each has in an address."""

from __future__ import annotations

from collections.abc import Callable

from dashboard.pages import (
    budget,
    compare,
    economic,
    evidence,
    overview,
    projects,
    quality,
    three_public,
    types,
    versions,
)
from dashboard.scene import Scene

PAGES: dict[str, Callable[[Scene], None]] = {
    "overview": overview.show,
    "budget": budget.show,
    "types": types.show,
    "economic": economic.show,
    "three_public": three_public.show,
    "projects": projects.show,
    "compare": compare.show,
    "versions": versions.show,
    "quality": quality.show,
    "evidence": evidence.show,
}


def needs_a_disclosure(view: str) -> bool:
    """Whether a page is about a published disclosure, so that it needs one."""
    return view not in ("overview", "quality", "evidence", "versions")
