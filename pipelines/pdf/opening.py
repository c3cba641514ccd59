"""Opening a file that claims to be a PDF: what it really is, whether it is whole, whether it may be read."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from pipelines.pdf.fonts import use_machine_fonts, use_own_fonts
from pipelines.pdf.limits import DEFAULT_LIMITS, Limits, RefusedFile

# The first bytes of what people save under the name of a PDF.
_OTHER_FORMATS = (
    (b"PK\x03\x04", "a ZIP archive (as .docx, .xlsx and .ofd are)"),
    (b"\xd0\xcf\x11\xe0", "an old Office file (.doc, .xls)"),
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"Rar!", "a RAR archive"),
    (b"{\\rtf", "an RTF file"),
)
_HTML_STARTS = (b"<!doctype html", b"<html", b"<?xml", b"<head", b"<script", b"<!--")


def check_bytes(data: bytes, limits: Limits = DEFAULT_LIMITS) -> None:
    """Refuse what is no whole PDF, by its first and last bytes.

    The header may follow up to 1,024 bytes of something else and ``%%EOF`` be followed by some (PDF 1.7, annex H.3);
    without it pdfium would mend the file from what is there and pages would be missing without a word.

    Raises:
        RefusedFile: empty, too large, of another format, or cut off.
    """
    if not data.strip(b"\x00\r\n\t "):
        raise RefusedFile("the file is empty")
    if len(data) > limits.max_bytes:
        raise RefusedFile(f"the file has {len(data):,} bytes, more than the limit of {limits.max_bytes:,}")
    if b"%PDF-" not in data[:1024]:
        raise RefusedFile(f"not a PDF: {_name_format(data)}")
    if b"%%EOF" not in data[-2048:]:
        raise RefusedFile("the file is cut off: its end marker %%EOF is missing")


def _name_format(data: bytes) -> str:
    start = data[:512].lstrip(b"\xef\xbb\xbf\r\n\t ").lower()
    if start.startswith(_HTML_STARTS):
        return "it is a web page (HTML)"
    for magic, name in _OTHER_FORMATS:
        if data.startswith(magic):
            return f"it is {name}"
    return "it does not start with %PDF-"


@contextmanager
def open_document(data: bytes, limits: Limits = DEFAULT_LIMITS) -> Iterator[pdfium.PdfDocument]:
    """Open PDF bytes with pdfium; a file that is encrypted but opens without a password is fine.

    Raises:
        RefusedFile: pdfium cannot open it, it wants a password, or it has no or too many pages.
    """
    document = _open(data)
    try:
        count = len(document)
        if count == 0:
            raise RefusedFile("the file has no pages")
        if count > limits.max_pages:
            raise RefusedFile(f"the file has {count:,} pages, more than the limit of {limits.max_pages:,}")
        yield document
    finally:
        document.close()


def _open(data: bytes) -> pdfium.PdfDocument:
    try:
        return pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        if error.err_code == raw.FPDF_ERR_PASSWORD:
            raise RefusedFile("the file is encrypted and needs a password") from error
        if error.err_code == raw.FPDF_ERR_SECURITY:
            raise RefusedFile("the file is encrypted in a way that cannot be opened") from error
        raise RefusedFile(f"the file is damaged: {error}") from error


@contextmanager
def open_page(
    document: pdfium.PdfDocument, index: int, limits: Limits = DEFAULT_LIMITS, *, to_look_at: bool = False
) -> Iterator[pdfium.PdfPage]:
    """Load page ``index`` (0-based): to read it, or ``to_look_at`` it as drawn with the fonts of the machine.

    Raises:
        RefusedFile: the page is damaged or holds more objects than the limit.
    """
    if to_look_at:
        use_machine_fonts()
    else:
        use_own_fonts()
    try:
        page = document[index]
    except pdfium.PdfiumError as error:
        raise RefusedFile(f"the page is damaged: {error}", index + 1) from error
    try:
        count = raw.FPDFPage_CountObjects(page.raw)
        if count > limits.max_objects_per_page:
            raise RefusedFile(f"{count:,} drawn objects, over the limit of {limits.max_objects_per_page:,}", index + 1)
        yield page
    finally:
        page.close()
