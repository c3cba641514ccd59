"""Why a step failed, in the words of the error that began it, and who started the run."""

import re
from typing import Any

STARTED_BY = "yusuan/started_by"
"""The tag of a run that says who started it; the terminal tells of its own failures."""

RAISED_BY = re.compile(r"^[\w.]+\.\w+: ")
"""The class an error message starts with, as Dagster keeps it."""


def innermost(error: Any) -> str:
    """The message of the first cause; ``error`` is what Dagster keeps of an exception."""
    while error is not None and error.cause is not None:
        error = error.cause
    if error is None:
        return "failed without saying why"
    return RAISED_BY.sub("", error.message).strip()
