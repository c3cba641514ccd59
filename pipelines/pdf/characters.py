"""The characters of a page as pdfium places them, in content-stream order, each with its box and its text object."""

from __future__ import annotations

import ctypes
from dataclasses import dataclass

import pypdfium2.raw as pdfium

from pipelines.pdf.frame import Frame

_SPACES = frozenset(" \u00a0\u3000\u2002\u2003\u2009\ufeff\u200b")
_BREAKS = frozenset((0, 10, 13, 0xFFFE, 0xFFFF))


@dataclass(slots=True)
class Glyph:
    """One printed character; ``run`` numbers the text object that drew it, ``order`` its place in the stream."""

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    run: int
    order: int

    @property
    def is_space(self) -> bool:
        """Whether nothing is printed here."""
        return self.text in _SPACES


def read_glyphs(text_page: ctypes.c_void_p, frame: Frame) -> list[Glyph]:
    """Every character that the content stream draws, spaces too, boxes in ``frame``.

    The loose box (advance width x the font's ascent and descent scaled to its size) is used, not the ink: a full
    stop, a dash and 一 then share the band of their line, and gaps between words are gaps in advance. The ink's
    middle lay inside the loose box for each of 247,000 characters of eight measured files.
    """
    a, b, c, d, e, f = frame.matrix
    rectangle = pdfium.FS_RECTF()
    reference = ctypes.byref(rectangle)
    get_unicode, get_box = pdfium.FPDFText_GetUnicode, pdfium.FPDFText_GetLooseCharBox
    get_object, is_generated = pdfium.FPDFText_GetTextObject, pdfium.FPDFText_IsGenerated
    address = ctypes.addressof
    glyphs: list[Glyph] = []
    last_object, run = 0, -1
    for index in range(pdfium.FPDFText_CountChars(text_page)):
        code = get_unicode(text_page, index)
        if code in _BREAKS or (code == 32 and is_generated(text_page, index) == 1):
            continue
        text_object = get_object(text_page, index)
        here = address(text_object.contents) if text_object else -1
        if here != last_object:
            last_object, run = here, run + 1
        if not get_box(text_page, index, reference):
            continue
        x0, y0 = a * rectangle.left + c * rectangle.bottom + e, b * rectangle.left + d * rectangle.bottom + f
        x1, y1 = a * rectangle.right + c * rectangle.top + e, b * rectangle.right + d * rectangle.top + f
        if x1 < x0:
            x0, x1 = x1, x0
        if y1 < y0:
            y0, y1 = y1, y0
        glyphs.append(Glyph(chr(code), x0, y0, x1, y1, run, index))
    return glyphs
