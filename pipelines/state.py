"""What a result depends on, in one word: the documents as registered and landed, the reader, and the rules."""

from __future__ import annotations

import hashlib

from pipelines import decisions, outside, waivers, warehouse
from pipelines.fingerprints import RULES, sources_fingerprint
from pipelines.settings import Settings


def fingerprint(settings: Settings) -> str:
    """A SHA-256, hex, that changes when a registration, a landed document, a rule, a source's answer, a due date or what a person wrote does.

    A waiver counts with whether it has expired, so a day that ends one makes a difference though no file has changed.
    """
    home = settings.paths
    digest = hashlib.sha256(sources_fingerprint(RULES).encode())
    digest.update(outside.word(settings).encode())
    digest.update(repr(waivers.rows(waivers.load_waivers(settings.waivers), waivers.today())).encode())
    digest.update(repr(decisions.decisions(home)).encode())
    digest.update(f"{settings.approval_share.normalize():f}".encode())
    for record in sorted(home.originals.glob("*.json")):
        digest.update(record.read_bytes())
    for document_id, folder in sorted(warehouse.landed_documents(home.landing).items()):
        digest.update(f"{document_id}:{warehouse.fingerprint(folder)}".encode())
    return digest.hexdigest()
