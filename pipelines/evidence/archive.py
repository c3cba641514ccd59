"""The file of a bundle: a zip in one form only, so that nothing can lie in it beside its members.

Members are stored as they are, in the order of their names, all of one date: the same members give the same bytes on every machine.
Whoever opens a bundle packs what was found again and compares, so a second member of one name, a comment, or bytes before, between
or behind the members are all seen; and what is stored cannot unfold into more than the file holds.
"""

from __future__ import annotations

import hashlib
import io
import json
import re
import struct
import zipfile
from collections.abc import Mapping
from pathlib import Path

FORMAT = 1
MANIFEST = "manifest.json"
SOURCE = "source.pdf"
README = "README.txt"

LARGEST_BYTES = 500_000_000
MOST_MEMBERS = 500

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*(\.[A-Za-z0-9_-]+)*")
_DATE = (1980, 1, 1, 0, 0, 0)
_UNIX, _VERSION = 3, 20
_BROKEN = (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError, ValueError, struct.error)

Members = Mapping[str, bytes]


class NotABundle(ValueError):
    """The file is no bundle as ``pack`` writes it; the message says in what."""


def pack(members: Members) -> bytes:
    """The bytes of the zip that holds these members and nothing else."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
        for name in sorted(members):
            entry = zipfile.ZipInfo(name, _DATE)
            entry.create_system, entry.create_version, entry.extract_version = _UNIX, _VERSION, _VERSION
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, members[name])
    return buffer.getvalue()


def unpack(file: Path) -> dict[str, bytes]:
    """The members of a bundle by name, read into memory; nothing is written anywhere.

    Raises:
        NotABundle: it is too large, no zip, or not exactly what ``pack`` makes of its members.
    """
    size = file.stat().st_size
    if size > LARGEST_BYTES:
        raise NotABundle(f"{size:,} bytes, more than the limit of {LARGEST_BYTES:,}")
    data = file.read_bytes()
    try:
        members = _members(data)
    except _BROKEN as error:
        raise error if isinstance(error, NotABundle) else NotABundle(f"it cannot be read as a zip: {error}") from error
    if pack(members) != data:
        raise NotABundle("the zip holds something beside its members, holds one twice, or was packed otherwise")
    return members


def _members(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        entries = archive.infolist()
        if len(entries) > MOST_MEMBERS:
            raise NotABundle(f"{len(entries):,} members, more than the limit of {MOST_MEMBERS}")
        for entry in entries:
            if not _NAME.fullmatch(entry.filename):
                raise NotABundle(f"no member may be called {entry.filename!r}")
            if entry.compress_type != zipfile.ZIP_STORED or entry.file_size != entry.compress_size:
                raise NotABundle(f"{entry.filename} is compressed")
        if sum(entry.file_size for entry in entries) > len(data):
            raise NotABundle("its members claim more bytes than the file has")
        return {entry.filename: archive.read(entry) for entry in entries}


def sealed(members: Members) -> dict[str, bytes]:
    """The members with their manifest: the SHA-256 of each, and the digest of them all."""
    hashes = {name: hashlib.sha256(members[name]).hexdigest() for name in sorted(members)}
    manifest = {"format": FORMAT, "digest": _digest(hashes), "members": hashes}
    return {**members, MANIFEST: _json(manifest)}


def digest(members: Members) -> str:
    """The digest of sealed members: one SHA-256, hex, that stands for the whole bundle."""
    return _digest({name: hashlib.sha256(data).hexdigest() for name, data in members.items() if name != MANIFEST})


def unsealed(members: Members) -> list[str]:
    """The members that are not what the manifest says, the manifest itself among them; none where all are."""
    expected = sealed({name: data for name, data in members.items() if name != MANIFEST})
    said = _hashes(members.get(MANIFEST, b""))
    true = _hashes(expected[MANIFEST])
    wrong = sorted(name for name in {*said, *true} if said.get(name) != true.get(name))
    return wrong or ([] if members.get(MANIFEST) == expected[MANIFEST] else [MANIFEST])


def _hashes(manifest: bytes) -> dict[str, object]:
    try:
        members = json.loads(manifest)["members"]
    except (ValueError, KeyError, TypeError, RecursionError):
        return {MANIFEST: None}
    return members if isinstance(members, dict) else {MANIFEST: None}


def _digest(hashes: Mapping[str, str]) -> str:
    return hashlib.sha256(_json({name: hashes[name] for name in sorted(hashes)})).hexdigest()


def _json(value: object) -> bytes:
    return (json.dumps(value, indent=1) + "\n").encode()
