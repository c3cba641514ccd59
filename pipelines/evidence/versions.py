"""Which code, rules and libraries are at work here."""

from __future__ import annotations

import hashlib
import platform
from importlib.metadata import version
from importlib.resources import files

from pipelines.evidence.contents import Versions
from pipelines.fingerprints import RULES, reader_fingerprint, sources_fingerprint


def versions_here() -> Versions:
    """The versions of this installation; the same code and libraries give the same."""
    rules = files("pipelines.vocabulary").joinpath("identities.toml").read_bytes()
    return Versions(
        yusuan=version("yusuan"),
        reader=reader_fingerprint(),
        rules=sources_fingerprint(RULES),
        vocabulary=sources_fingerprint(("pipelines/vocabulary",)),
        identities=hashlib.sha256(rules).hexdigest(),
        evidence=sources_fingerprint(("pipelines/evidence",)),
        drawing={"machine": platform.machine(), **{name: version(name) for name in ("pypdfium2", "pillow")}},
        recognition={name: version(name) for name in ("rapidocr", "onnxruntime")},
    )
