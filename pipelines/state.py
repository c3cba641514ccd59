"""What a release depends on, in one word: the documents as registered and landed, and the code and rules."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

from pipelines import warehouse
from pipelines.settings import CHECKOUT, Home

SOURCES = (
    "pipelines",
    "expectations",
    "dbt_project/models",
    "dbt_project/macros",
    "dbt_project/tests",
    "dbt_project/seeds",
)
SOURCE_SUFFIXES = frozenset({".py", ".sql", ".yml", ".toml", ".csv"})


def fingerprint(home: Home, checkout: Path = CHECKOUT) -> str:
    """A SHA-256, hex, that changes when a registration, a landed document, or a file that decides what becomes of them does."""
    digest = hashlib.sha256()
    for record in sorted(home.originals.glob("*.json")):
        digest.update(record.read_bytes())
    for document_id, folder in sorted(warehouse.landed_documents(home.landing).items()):
        digest.update(f"{document_id}:{warehouse.fingerprint(folder)}".encode())
    for file in _source_files(checkout):
        digest.update(f"{file.relative_to(checkout)}:".encode() + hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()


def _source_files(checkout: Path) -> Iterator[Path]:
    for source in SOURCES:
        yield from sorted(path for path in (checkout / source).rglob("*") if path.suffix in SOURCE_SUFFIXES)
