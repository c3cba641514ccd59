"""From characters to words and lines: lines by overlap in height, words by gaps."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby
from operator import attrgetter

from pipelines.extraction.pages import Box, TextLine, Word
from pipelines.pdf.characters import Glyph

# A gap wider than this parts two words (pdfplumber's x tolerance, so that cells read the same).
_WORD_GAP_PT = 3.0
# Pieces of text that overlap by more than this share of the lower one stand on one line: the integers and the decimals
# of one number may have different baselines.
_SAME_LINE = 0.5
# Pieces that lie over each other from left to right as well are two lines printed too close, unless level by this share.
_LEVEL = 0.8
_LINES_LOOKED_BACK = 4
# A digit lower than this share of the digit before it is a note mark.
_NOTE_MARK = 0.75


class _Line:
    """A line being gathered: its pieces and the band they cover."""

    def __init__(self, piece: list[Glyph]):
        self.pieces = [piece]
        self.top = piece[0].top
        self.bottom = piece[0].bottom

    def takes(self, piece: list[Glyph]) -> bool:
        top, bottom = piece[0].top, piece[0].bottom
        overlap = min(self.bottom, bottom) - max(self.top, top)
        share = overlap / (min(self.bottom - self.top, bottom - top) or 1.0)
        if share <= _SAME_LINE:
            return False
        return share >= _LEVEL or not any(_collide(piece, other) for other in self.pieces)


def _collide(one: list[Glyph], other: list[Glyph]) -> bool:
    """Whether two pieces lie over each other by more than half a character."""
    common = min(one[-1].x1, other[-1].x1) - max(one[0].x0, other[0].x0)
    return common > 0.5 * min(one[0].bottom - one[0].top, other[0].bottom - other[0].top)


def group_lines(glyphs: Iterable[Glyph]) -> list[list[Glyph]]:
    """Glyphs in stream order grouped into lines, top to bottom, each from left to right."""
    pieces = [list(piece) for _, piece in groupby(glyphs, key=attrgetter("run"))]
    pieces.sort(key=lambda piece: piece[0].top + piece[0].bottom)
    lines: list[_Line] = []
    for piece in pieces:
        for line in reversed(lines[-_LINES_LOOKED_BACK:]):
            if line.takes(piece):
                line.pieces.append(piece)
                break
        else:
            lines.append(_Line(piece))
    return [sorted((g for piece in line.pieces for g in piece), key=lambda g: g.x0) for line in lines]


def split_words(line: Sequence[Glyph]) -> list[list[Glyph]]:
    """One line's glyphs, left to right, parted at spaces, at gaps wider than the word gap and in front of a raised note mark."""
    words: list[list[Glyph]] = []
    right = None
    for glyph in line:
        if glyph.text == " ":
            right = None
            continue
        if right is None or glyph.x0 > right + _WORD_GAP_PT or _is_note_mark(words[-1][-1], glyph):
            words.append([])
        words[-1].append(glyph)
        right = glyph.x1 if right is None else max(right, glyph.x1)
    return words


def _is_note_mark(last: Glyph, glyph: Glyph) -> bool:
    """Whether a digit is set so much smaller than the digit before it that it is no part of its number (100.00¹)."""
    smaller = glyph.bottom - glyph.top < _NOTE_MARK * (last.bottom - last.top)
    return smaller and last.text.isdigit() and glyph.text.isdigit()


def compose_text(glyphs: Iterable[Glyph]) -> str:
    """The text of one cell: words joined by one space, lines by a line break."""
    lines = (" ".join("".join(g.text for g in word) for word in split_words(line)) for line in group_lines(glyphs))
    return "\n".join(line for line in lines if line)


def compose_lines(glyphs: Iterable[Glyph]) -> tuple[TextLine, ...]:
    """All text lines of the page that can be seen, top to bottom, with their words left to right."""
    visible = (glyph for glyph in glyphs if glyph.clip is None)
    return tuple(_text_line(words) for words in map(split_words, group_lines(visible)) if words)


def _text_line(words: list[list[Glyph]]) -> TextLine:
    parts = tuple(Word("".join(g.text for g in word), _box_of(word)) for word in words)
    box = Box(
        parts[0].box.x0,
        min(part.box.top for part in parts),
        max(part.box.x1 for part in parts),
        max(part.box.bottom for part in parts),
    )
    return TextLine(" ".join(part.text for part in parts), box, parts)


def _box_of(glyphs: Sequence[Glyph]) -> Box:
    return Box(
        min(g.x0 for g in glyphs), min(g.top for g in glyphs), max(g.x1 for g in glyphs), max(g.bottom for g in glyphs)
    )
