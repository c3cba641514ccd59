"""The control tables: what SQL must know that no document prints (registrations, rules, verdicts, publications)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

CONTROL_TABLES = {
    "registration": "document_id VARCHAR not null, file_name VARCHAR not null, source_url VARCHAR, registered_at TIMESTAMP not null,"
    " sequence INTEGER not null, stated_body VARCHAR, stated_region VARCHAR, stated_year INTEGER, stated_kind VARCHAR, stated_scope VARCHAR",
    "loaded": "document_id VARCHAR not null, fingerprint VARCHAR not null, landed_at TIMESTAMP not null, loaded_at TIMESTAMP not null",
    "verdict": "document_id VARCHAR not null, verdict VARCHAR not null, reason VARCHAR, judged_at TIMESTAMP not null",
    "publication": "document_id VARCHAR not null, published_at TIMESTAMP not null",
}
"""Every control table and its columns."""


def rules() -> Mapping[str, Sequence[tuple[Any, ...]]]:
    """The rows of the control tables that hold vocabulary; they are replaced whole when they change."""
    return {}
