"""pdfium's functions that are called for every character, with handles and addresses as plain integers.

The bindings make a pointer object of every handle and look at the type of every argument; a page of a thousand text
objects spends a third of its time on that. Here the same functions are called through prototypes without types.
"""

from __future__ import annotations

import ctypes
from ctypes import c_float, c_int, c_uint, c_void_p
from typing import Any

import pypdfium2.raw as pdfium


def _plain(function: Any, result: Any, *arguments: Any) -> Any:
    """The library's own function under another prototype; its address does not change while the process lives."""
    return ctypes.CFUNCTYPE(result, *arguments)(ctypes.cast(function, c_void_p).value or 0)


def handle_of(pointer: Any) -> int:
    """The address a pointer of the bindings holds, which is what pdfium takes for a handle."""
    return ctypes.cast(pointer, c_void_p).value or 0


get_unicode = _plain(pdfium.FPDFText_GetUnicode, c_uint, c_void_p, c_int)
is_generated = _plain(pdfium.FPDFText_IsGenerated, c_int, c_void_p, c_int)
get_text_object = _plain(pdfium.FPDFText_GetTextObject, c_void_p, c_void_p, c_int)
get_loose_box = _plain(pdfium.FPDFText_GetLooseCharBox, c_int, c_void_p, c_int, c_void_p)
get_angle = _plain(pdfium.FPDFText_GetCharAngle, c_float, c_void_p, c_int)
get_render_mode = _plain(pdfium.FPDFTextObj_GetTextRenderMode, c_int, c_void_p)
get_fill_colour = _plain(pdfium.FPDFPageObj_GetFillColor, c_int, c_void_p, *[c_void_p] * 4)
get_clip_path = _plain(pdfium.FPDFPageObj_GetClipPath, c_void_p, c_void_p)
count_paths = _plain(pdfium.FPDFClipPath_CountPaths, c_int, c_void_p)
count_segments = _plain(pdfium.FPDFClipPath_CountPathSegments, c_int, c_void_p, c_int)
get_segment = _plain(pdfium.FPDFClipPath_GetPathSegment, c_void_p, c_void_p, c_int, c_int)
get_point = _plain(pdfium.FPDFPathSegment_GetPoint, c_int, c_void_p, c_void_p, c_void_p)
