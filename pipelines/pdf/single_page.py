"""One page of a PDF as a PDF of its own, for people who want the page a number is printed on and not the whole file."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pypdfium2 as pdfium

from pipelines.pdf.limits import RefusedFile
from pipelines.pdf.opening import check_bytes, open_document


def page_alone(path: Path, page_number: int) -> bytes:
    """The page (1-based) as the bytes of a PDF file; what it shows is as in the original.

    Raises:
        RefusedFile: the file cannot be opened or has no such page.
    """
    data = path.read_bytes()
    check_bytes(data)
    with open_document(data) as document:
        if not 1 <= page_number <= len(document):
            raise RefusedFile(f"there is no such page among {len(document)}", page_number)
        alone, buffer = pdfium.PdfDocument.new(), BytesIO()
        try:
            alone.import_pages(document, [page_number - 1])
            alone.save(buffer)
        finally:
            alone.close()
        return buffer.getvalue()
