"""Characters as a reader of the page would type them.

Only code points that stand for another character are replaced: CJK radicals and compatibility ideographs that fonts put
in the text layer in place of the ideograph, vertical presentation forms, full-width digits, kinds of blank, and the
hyphen that pdfium marks at a line's end. Everything else stays as printed, full-width brackets too.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

# Radicals that look like a whole character but have no compatibility mapping in Unicode; the characters are those of
# EquivalentUnifiedIdeograph in the Unicode Character Database.
_RADICALS = dict(
    zip(
        "⺠⻄⻅⻆⻉⻋⻑⻓⻔⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻧⻨⻩⻬⻮⻰⻳",
        "民西见角贝车長长门青韦页风飞食马骨鬼鱼鸟卤麦黄齐齿龙龟",
        strict=True,
    )
)
UNKNOWN = "\ufffd"
_BLANKS = frozenset("\t\u00a0\u3000\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u200b\u200c\u200d\ufeff")
# pdfium's mark of a hyphen that ends a line (it would drop it when text is re-flowed); here it is what was printed.
_LINE_END_HYPHENS = frozenset((0x02, 0xFFFE, 0xAD))
_COMPATIBILITY = ((0x2E80, 0x2FDF), (0xF900, 0xFAFF), (0xFE30, 0xFE4F), (0xFF10, 0xFF19), (0x2F800, 0x2FA1F))


@lru_cache(maxsize=16384)
def printed_character(code: int) -> str:
    """The character for one code point of the text layer; every kind of blank and control code is one space.

    A glyph whose font does not say what it stands for is ``UNKNOWN``: dropped, it could make another number.
    """
    if code in _LINE_END_HYPHENS:
        return "-"
    if code == 0 or 0xD800 <= code <= 0xDFFF:
        return UNKNOWN
    character = chr(code)
    if code < 32 or character in _BLANKS:
        return " "
    if character in _RADICALS:
        return _RADICALS[character]
    if any(first <= code <= last for first, last in _COMPATIBILITY):
        return unicodedata.normalize("NFKC", character)
    return character
