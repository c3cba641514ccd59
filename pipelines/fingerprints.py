"""Which code and rules are at work, as hashes of the checkout's files."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from functools import cache
from importlib import metadata
from pathlib import Path

from pipelines.home import CHECKOUT

READER = ("pipelines/extraction", "pipelines/pdf", "pipelines/vocabulary")
RULES = (
    "pipelines/localisation",
    "pipelines/validation",
    "pipelines/vocabulary",
    "pipelines/warehouse",
    "expectations",
    *(f"dbt_project/{folder}" for folder in ("models", "macros", "tests", "seeds")),
)
SOURCE_SUFFIXES = frozenset({".py", ".sql", ".yml", ".toml", ".csv"})


def reader_fingerprint() -> str:
    """A SHA-256, hex, of everything that reading a document depends on; a changed reader reads all documents again."""
    return sources_fingerprint(READER)


def code_version() -> str:
    """The package's version and the first digits of the SHA-256 of its reader and rules: 0.1.0+1a2b3c4d5e6f."""
    return f"{metadata.version('yusuan')}+{sources_fingerprint((*READER, *RULES))[:12]}"


@cache
def sources_fingerprint(folders: Iterable[str], checkout: Path = CHECKOUT) -> str:
    """A SHA-256, hex, of the code and data in these folders of the checkout, as they were when this process first asked."""
    digest = hashlib.sha256()
    for folder in folders:
        for file in sorted(path for path in (checkout / folder).rglob("*") if _is_source(path)):
            digest.update(f"{file.relative_to(checkout)}:".encode() + hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()


def _is_source(path: Path) -> bool:
    """Code or data; the waivers are read anew each time, not once for a process."""
    return path.suffix in SOURCE_SUFFIXES and path.name != "waivers.toml"
