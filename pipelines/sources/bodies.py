"""What came in an answer: whether it is a PDF, how it is called, in which characters it is written."""

from __future__ import annotations

import re
from email.message import Message
from pathlib import Path
from urllib.parse import unquote, urlsplit

from pipelines.sources.asking import Answer

PDF_MAGIC = b"%PDF-"
MAGIC_WITHIN_BYTES = 1024
LONGEST_NAME = 80
NOT_IN_A_NAME = re.compile(r"[\x00-\x1f/\\:*?\"<>|]+")


def is_pdf(path: Path) -> bool:
    """Whether a file begins as a PDF does; its name and what the server calls it say nothing."""
    with path.open("rb") as file:
        return PDF_MAGIC in file.read(MAGIC_WITHIN_BYTES)


def beginning(path: Path) -> str:
    """How a body begins, printable."""
    with path.open("rb") as file:
        return f"begins with {file.read(24)!r}"


def file_name(url: str, answer: Answer) -> str:
    """The name the publisher gave, made safe: of the header, else of the address."""
    header = Message()
    header["content-disposition"] = answer.headers.get("content-disposition", "")
    given = header.get_filename() or unquote(urlsplit(url).path.rsplit("/", 1)[-1])
    stem = NOT_IN_A_NAME.sub("_", given).removesuffix(".pdf").strip(" .")[:LONGEST_NAME]
    return f"{stem or 'document'}.pdf"


def charset(answer: Answer) -> str | None:
    """The character set that the answer's header declares."""
    header = Message()
    header["content-type"] = answer.headers.get("content-type", "")
    return header.get_content_charset()
