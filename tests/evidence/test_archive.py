"""The zip has one form: whatever else a file holds or is, it is refused."""

from __future__ import annotations

import io
import struct
import warnings
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from pipelines.evidence import archive

MEMBERS = archive.sealed({"a.json": b"{}\n", "b.png": b"\x89PNG", "source.pdf": b"%PDF-1.7"})


def zipped(*entries: tuple[str, bytes], compression: int = zipfile.ZIP_STORED, comment: bytes = b"") -> bytes:
    buffer = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(buffer, "w", compression) as out:
        warnings.simplefilter("ignore")
        out.comment = comment
        for name, data in entries:
            out.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), data)
    return buffer.getvalue()


def twice() -> bytes:
    return zipped(*MEMBERS.items(), ("a.json", b'{"other": 1}\n'))


def claiming_too_much() -> bytes:
    packed = archive.pack(MEMBERS)
    at = packed.index(b"PK\x01\x02")
    return packed[: at + 20] + struct.pack("<II", 4_000_000_000, 4_000_000_000) + packed[at + 28 :]


def test_what_is_packed_is_unpacked(tmp_path: Path) -> None:
    file = tmp_path / "bundle.zip"
    file.write_bytes(archive.pack(MEMBERS))
    assert archive.unpack(file) == MEMBERS
    assert archive.unsealed(MEMBERS) == []


def test_the_order_in_which_members_came_makes_no_difference() -> None:
    assert archive.pack(dict(reversed(MEMBERS.items()))) == archive.pack(MEMBERS)


@pytest.mark.parametrize(
    "make",
    [
        pytest.param(lambda: b"", id="empty"),
        pytest.param(lambda: b"%PDF-1.7 no zip", id="no zip"),
        pytest.param(lambda: archive.pack(MEMBERS)[:-9], id="cut off"),
        pytest.param(lambda: archive.pack(MEMBERS) + b"more", id="something behind"),
        pytest.param(lambda: b"more" + archive.pack(MEMBERS), id="something before"),
        pytest.param(lambda: zipped(*MEMBERS.items(), comment=b"hello"), id="a comment"),
        pytest.param(twice, id="a member twice"),
        pytest.param(lambda: zipped(("../a.json", b"{}")), id="a path upwards"),
        pytest.param(lambda: zipped(("/etc/a.json", b"{}")), id="a path from the root"),
        pytest.param(lambda: zipped(("folder/a.json", b"{}")), id="a folder"),
        pytest.param(
            lambda: zipped(("a.json", b"0" * 9_000_000), compression=zipfile.ZIP_DEFLATED), id="unfolds into much"
        ),
        pytest.param(claiming_too_much, id="claims more than it has"),
        pytest.param(lambda: zipped(*((f"m{n}.json", b"") for n in range(600))), id="too many members"),
    ],
)
def test_any_other_zip_is_refused(make: Callable[[], bytes], tmp_path: Path) -> None:
    file = tmp_path / "bundle.zip"
    file.write_bytes(make())
    with pytest.raises(archive.NotABundle):
        archive.unpack(file)
