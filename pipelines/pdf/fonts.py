"""Which fonts pdfium takes for those a file names but does not hold: our own for reading, the machine's for pictures.

With the machine's fonts a reading would depend on the machine: without a Chinese one, pdfium leaves out characters whose
glyph is empty. pdfium knows one source of fonts per process and asks it while a page is loaded.
"""

from __future__ import annotations

import ctypes
import re
from typing import Any

import pypdfium2.raw as pdfium

from pipelines.pdf.substitute_font import NAME, substitute_font

_VERSION = 1
_CJK_CHARSETS = frozenset(
    (
        pdfium.FXFONT_SHIFTJIS_CHARSET,
        pdfium.FXFONT_HANGEUL_CHARSET,
        pdfium.FXFONT_GB2312_CHARSET,
        pdfium.FXFONT_CHINESEBIG5_CHARSET,
    )
)
# Where the file leaves the script open (Identity-H, simple fonts) the name of the font has to tell it.
_CJK_NAME = re.compile(
    rb"[\x80-\xff]|sim(sun|hei)|song|fang|kai(ti|u)|(yahe|jhenghe|^st\w*he|^he)i|xian$|youyuan|lisu|^fz|gb_?(2312|18030|k)|cjk"
    rb"|hansans|hanserif|mingliu|mincho|ms-?p?gothic|batang|gulim|dotum|malgun",
    re.IGNORECASE,
)
_OURS = 1
"""The handle of the substitute font; all others are pdfium's own and never pass through here."""


class _Current:
    """The source pdfium asks now; it must live as long as pdfium may ask it."""

    source: Any = None
    ours = False


def use_own_fonts() -> None:
    """From now on pages are loaded with the substitute font for CJK and with pdfium's built-in fonts for all else."""
    if not _Current.ours:
        _switch(_own_source(), ours=True)


def use_machine_fonts() -> None:
    """From now on pages are loaded with the fonts that are installed, as pdfium does by itself."""
    if _Current.ours:
        _switch(pdfium.FPDF_GetDefaultSystemFontInfo(), ours=False)


def _switch(source: Any, *, ours: bool) -> None:
    pdfium.FPDF_SetSystemFontInfo(source)
    if _Current.source is not None and ours:
        pdfium.FPDF_FreeDefaultSystemFontInfo(_Current.source)
    _Current.source, _Current.ours = source, ours


def _own_source() -> Any:
    kinds: dict[str, Any] = {field[0]: field[1] for field in pdfium.FPDF_SYSFONTINFO._fields_}
    answers = {
        "EnumFonts": _list_none,
        "MapFont": _map,
        "GetFont": _no_font,
        "GetFontData": _data,
        "GetFaceName": _name,
    }
    return pdfium.FPDF_SYSFONTINFO(_VERSION, **{name: kinds[name](answer) for name, answer in answers.items()})


def _list_none(_source: Any, _mapper: Any) -> None:
    """Nothing is installed."""


def _map(_source: Any, _weight: int, _italic: int, charset: int, _pitch: int, face: Any, _exact: Any) -> int | None:
    """Our font for a CJK charset or name; nothing for all else, and pdfium takes one of its built-in fonts."""
    return _OURS if charset in _CJK_CHARSETS or _CJK_NAME.search(ctypes.string_at(face)) else None


def _no_font(_source: Any, _face: Any) -> None:
    return None


def _data(_source: Any, _font: Any, table: int, buffer: Any, size: int) -> int:
    """The whole font for table 0, no other table; copied only into room enough for it."""
    font = substitute_font() if table == 0 else b""
    if buffer and size >= len(font):
        ctypes.memmove(buffer, font, len(font))
    return len(font)


def _name(_source: Any, _font: Any, buffer: Any, size: int) -> int:
    name = NAME.encode() + b"\0"
    if buffer and size >= len(name):
        ctypes.memmove(buffer, name, len(name))
    return len(name)
