"""A font of our own that stands in for Chinese, Japanese and Korean fonts a file names but does not hold.

Of a font only two things reach a reading: that a character takes up room, and how tall its line is. So every character is
a box here, and one without ink: where a picture is read, nothing is drawn that the file does not hold. Widths come from
the file wherever it states them.
"""

from __future__ import annotations

import struct
import sys
from array import array
from functools import cache

NAME = "Yusuan Boxes"
_EM, _ASCENT, _DESCENT = 1000, 880, -120
_LEFT, _RIGHT, _BOTTOM, _TOP = 60, 940, -60, 820
# A glyph for every number of two bytes: a file that does not say its characters asks for glyphs by number. All are alike
# but for the width of ASCII, so that each character of the first plane has the glyph of its own number.
_GLYPHS = 0xFFFF
_NARROW = range(0x20, 0x7F)
_NARROW_BLANK, _WIDE_BLANK = _GLYPHS - 2, _GLYPHS - 1
_PLANE = 0xFFFC
# First character, last character, glyph of the first.
_CHARACTERS = (
    (0x20, 0x20, _NARROW_BLANK),
    (0x21, 0x9F, 0x21),
    (0xA0, 0xA0, _NARROW_BLANK),
    (0xA1, 0x2FFF, 0xA1),
    (0x3000, 0x3000, _WIDE_BLANK),
    (0x3001, _PLANE, 0x3001),
    *((plane << 16 | 1, plane << 16 | _PLANE, 1) for plane in range(1, 17)),
)


@cache
def substitute_font() -> bytes:
    """The bytes of a TrueType font (2 MB, made in 20 ms) with a box for every character: ASCII half an em wide, others one."""
    wide, narrow = _box(_RIGHT), _box(_RIGHT - _EM // 2)
    boxes = wide * _NARROW.start + narrow * len(_NARROW) + wide * (_NARROW_BLANK - _NARROW.stop)
    starts = [*range(0, len(boxes) + 1, len(wide)), len(boxes), len(boxes)]
    return _joined(
        {
            b"cmap": _character_map(),
            b"glyf": boxes,
            b"head": _head(),
            b"hhea": struct.pack(">I3hH11hH", 0x10000, _ASCENT, _DESCENT, 0, _EM, 0, 0, _EM, 1, *[0] * 7, _GLYPHS),
            b"hmtx": _widths(),
            b"loca": _big_endian(starts),
            b"maxp": struct.pack(">I14H", 0x10000, _GLYPHS, 2, 2, 0, 0, 1, *[0] * 8),
            b"post": struct.pack(">IIhhIIIII", 0x30000, 0, -100, 50, 0, 0, 0, 0, 0),
        }
    )


def _box(right: int) -> bytes:
    """An outline of two points, opposite corners, each a contour of its own: what stands between them is not inked."""
    steps = (_LEFT, right - _LEFT, _BOTTOM, _TOP - _BOTTOM)
    return struct.pack(">5h", 2, _LEFT, _BOTTOM, right, _TOP) + struct.pack(">3H2B4h", 0, 1, 0, 1, 1, *steps)


def _widths() -> bytes:
    wide, narrow = struct.pack(">Hh", _EM, _LEFT), struct.pack(">Hh", _EM // 2, _LEFT)
    boxes = wide * _NARROW.start + narrow * len(_NARROW) + wide * (_NARROW_BLANK - _NARROW.stop)
    return boxes + struct.pack(">HhHh", _EM // 2, 0, _EM, 0)


def _character_map() -> bytes:
    """Format 12, runs of characters to runs of glyphs; offered as Unicode of two and of four bytes."""
    groups = b"".join(struct.pack(">3I", *group) for group in _CHARACTERS)
    table = struct.pack(">2H3I", 12, 0, 16 + len(groups), 0, len(_CHARACTERS)) + groups
    return struct.pack(">2H 2HI 2HI", 0, 2, 3, 1, 20, 3, 10, 20) + table


def _head() -> bytes:
    bounds = (_LEFT, _BOTTOM, _RIGHT, _TOP)
    return struct.pack(">4I2H2Q4h2H3h", 0x10000, 0x10000, 0, 0x5F0F3CF5, 3, _EM, 0, 0, *bounds, 0, 8, 2, 1, 0)


def _big_endian(numbers: list[int]) -> bytes:
    table = array("I", numbers)
    if sys.byteorder == "little":
        table.byteswap()
    return table.tobytes()


def _joined(tables: dict[bytes, bytes]) -> bytes:
    """The font file: its directory, then the tables; checksums are left at 0, pdfium does not look at them."""
    directory = struct.pack(">I4H", 0x10000, len(tables), 128, 3, 0)
    start, bodies = 12 + 16 * len(tables), b""
    for tag, body in sorted(tables.items()):
        directory += struct.pack(">4s3I", tag, 0, start + len(bodies), len(body))
        bodies += body + b"\0" * (-len(body) % 4)
    return directory + bodies
