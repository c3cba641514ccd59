"""Files that no reader can make a disclosure of, made on the spot: nothing of them lies in the repository."""

from __future__ import annotations

import io
import zlib

from PIL import Image, ImageDraw
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from tests.printing.disclosures import draw_disclosure
from tests.printing.press import FONT, Sheets, print_disclosure


def not_a_pdf() -> bytes:
    """A spreadsheet that someone renamed: a ZIP archive's first bytes."""
    return b"PK\x03\x04\x14\x00\x06\x00" + bytes(range(256)) * 8


def html_page() -> bytes:
    """An error page that a download left under the name of the PDF."""
    return "<!DOCTYPE html><html><head><title>404</title></head><body>您访问的页面不存在</body></html>".encode()


def no_bytes() -> bytes:
    """A file of zero bytes."""
    return b""


def good_pdf(seed: int = 77) -> bytes:
    """A good disclosure, to be spoilt."""
    return print_disclosure(draw_disclosure(seed, "青岚市档案馆", "青岚市")).pdf


def truncated() -> bytes:
    """A good disclosure of which the last half is missing, as after a broken download."""
    whole = good_pdf()
    return whole[: len(whole) // 2]


def encrypted() -> bytes:
    """A PDF that opens with a password only."""
    buffer = io.BytesIO()
    lock = StandardEncryption("open sesame", ownerPassword="owner", strength=128)
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    canvas = Canvas(buffer, encrypt=lock, invariant=1)
    canvas.setFont(FONT, 12)
    canvas.drawString(72, 700, "青岚市档案馆2024年部门预算")
    canvas.save()
    return buffer.getvalue()


def without_tables() -> bytes:
    """A disclosure that consists of prose."""
    sheets = Sheets("prose")
    sheets.begin()
    sheets.centred("青岚市档案馆2024年部门预算情况说明", 20, 40)
    sheets.paragraph("2024 年年初预算数 812.5 万元，其中：基本支出 700 万元，项目支出 112.5 万元。")
    return sheets.finish().pdf


def image_only(pages: int = 1) -> bytes:
    """A scan: pages that hold one picture each, a seal, and no text."""
    picture = Image.new("L", (620, 877), 255)
    ImageDraw.Draw(picture).ellipse((220, 300, 400, 480), outline=0, width=6)
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(595, 842), invariant=1)
    for _ in range(pages):
        canvas.drawImage(ImageReader(picture), 0, 0, 595, 842)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def thousands_of_pages(pages: int = 5_000) -> bytes:
    """A well-formed PDF of very many pages that share one small content stream."""
    return assemble([stream(b"BT /F1 12 Tf 72 700 Td (page) Tj ET")], [4] * pages)


def decompression_bomb(megabytes: int = 120) -> bytes:
    """A small file of one page whose content grows to ``megabytes`` when it is inflated."""
    packer = zlib.compressobj(9)
    piece = b"0 0 m 1 1 l S\n" * (1 << 16)
    packed = b"".join(packer.compress(piece) for _ in range(megabytes * (1 << 20) // len(piece))) + packer.flush()
    twice = zlib.compress(packed, 9)
    return assemble([stream(twice, b"/Filter [/FlateDecode /FlateDecode]")], [4])


def stream(data: bytes, entries: bytes = b"") -> bytes:
    """A PDF stream object's body."""
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(data), entries, data)


def assemble(streams: list[bytes], contents: list[int]) -> bytes:
    """A PDF of objects: catalogue, page tree, a font, ``streams`` from object 4 on, a page for each of ``contents``."""
    first = 4 + len(streams)
    kids = b" ".join(b"%d 0 R" % (first + n) for n in range(len(contents)))
    bodies = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Count %d /Kids [%s] >>" % (len(contents), kids),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        *streams,
        *(page(content) for content in contents),
    ]
    return numbered(bodies)


def page(content: int) -> bytes:
    """A page object's body."""
    resources = b"/Resources << /Font << /F1 3 0 R >> >>"
    return b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] %s /Contents %d 0 R >>" % (resources, content)


def numbered(bodies: list[bytes]) -> bytes:
    """Object bodies as a PDF file with its cross-reference table."""
    out, offsets = bytearray(b"%PDF-1.4\n"), []
    for number, body in enumerate(bodies, start=1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(bodies) + 1)
    out += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    out += b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(bodies) + 1, start)
    return bytes(out)
