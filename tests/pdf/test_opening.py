"""Files that are no PDF, or none that may be read: each is refused with its own reason."""

from __future__ import annotations

from pathlib import Path

import pytest
from reportlab.lib.pdfencrypt import StandardEncryption

from pipelines.pdf import Limits, RefusedFile, read_document, read_pages, render_page
from tests.pdf.sheet import Sheet


def good(folder: Path) -> bytes:
    return Sheet().text(50, 100, "预算").save(folder / "good.pdf").read_bytes()


def damaged(folder: Path) -> bytes:
    return b"%PDF-1.7\n" + b"\x00garbage" * 50 + b"\n%%EOF"


def locked(folder: Path) -> bytes:
    sheet = Sheet(StandardEncryption("secret", "owner", canPrint=0))
    return sheet.text(50, 100, "预算").save(folder / "locked.pdf").read_bytes()


@pytest.mark.parametrize(
    ("make", "reason"),
    [
        pytest.param(lambda _: b"", "empty", id="empty"),
        pytest.param(lambda _: b"\n\n  ", "empty", id="only blanks"),
        pytest.param(lambda _: b"\xef\xbb\xbf\n<!DOCTYPE html><html>404</html>", "web page", id="HTML"),
        pytest.param(lambda _: b"PK\x03\x04rest of a .docx", "ZIP archive", id="Office file"),
        pytest.param(lambda _: "预算".encode(), "does not start with %PDF-", id="text"),
        pytest.param(lambda folder: good(folder)[:-400], "cut off", id="truncated"),
        pytest.param(damaged, "damaged", id="damaged"),
        pytest.param(locked, "needs a password", id="encrypted"),
    ],
)
def test_a_bad_file_gives_an_unreadable_reading_that_says_why(tmp_path: Path, make: object, reason: str) -> None:
    path = tmp_path / "bad.pdf"
    path.write_bytes(make(tmp_path))  # pyright: ignore[reportCallIssue]
    reading = read_document(path, file_name="预算.pdf", source_url=None, stated={})
    assert reading.document.reading_status == "unreadable"
    assert reason in (reading.document.reading_reason or "")
    assert "预算.pdf" in (reading.document.reading_reason or "")
    with pytest.raises(RefusedFile, match=reason):
        list(read_pages(path))


def test_a_file_encrypted_without_a_password_is_read(tmp_path: Path) -> None:
    page = Sheet(StandardEncryption("", "owner", canPrint=0)).text(50, 100, "预算").read(tmp_path)
    assert [line.text for line in page.lines] == ["预算"]


@pytest.mark.parametrize(
    ("limits", "reason"),
    [
        pytest.param(Limits(max_pages=0), "1 pages", id="pages"),
        pytest.param(Limits(max_bytes=100), "bytes", id="bytes"),
        pytest.param(Limits(max_characters_per_page=1), "page 1: 2 characters", id="characters"),
        pytest.param(Limits(max_objects_per_page=0), "page 1: 1 drawn objects", id="objects"),
    ],
)
def test_every_limit_refuses_what_is_over_it(tmp_path: Path, limits: Limits, reason: str) -> None:
    good(tmp_path)
    with pytest.raises(RefusedFile, match=reason):
        list(read_pages(tmp_path / "good.pdf", limits))


def test_there_is_no_picture_of_a_page_that_is_not_there(tmp_path: Path) -> None:
    good(tmp_path)
    with pytest.raises(RefusedFile, match="page 7"):
        render_page(tmp_path / "good.pdf", 7)
