"""From characters to words and lines: lines by overlap in height, words by gaps."""

from __future__ import annotations

from collections.abc import Sequence

from pipelines.extraction.pages import Box, TextLine, Word
from pipelines.pdf.characters import Glyph

# A gap wider than this parts two words (pdfplumber's x tolerance, so that cells read the same).
_WORD_GAP_PT = 3.0


def group_lines(glyphs: Sequence[Glyph]) -> list[list[Glyph]]:
    """Glyphs grouped into lines, top to bottom, each from left to right.

    Two glyphs share a line when their boxes overlap by more than half of the lower one: integers and decimals of one
    number may stand on different baselines.
    """
    lines: list[list[Glyph]] = []
    tops: list[float] = []
    bottoms: list[float] = []
    for glyph in sorted(glyphs, key=lambda g: (g.top + g.bottom)):
        for index in range(len(lines) - 1, max(-1, len(lines) - 4), -1):
            overlap = min(bottoms[index], glyph.bottom) - max(tops[index], glyph.top)
            if overlap > 0.5 * min(bottoms[index] - tops[index], glyph.bottom - glyph.top):
                lines[index].append(glyph)
                break
        else:
            lines.append([glyph])
            tops.append(glyph.top)
            bottoms.append(glyph.bottom)
    for line in lines:
        line.sort(key=lambda g: g.x0)
    return lines


def split_words(line: Sequence[Glyph]) -> list[list[Glyph]]:
    """One line's glyphs, left to right, parted at spaces and at gaps wider than the word gap."""
    words: list[list[Glyph]] = []
    right = None
    for glyph in line:
        if glyph.is_space:
            right = None
            continue
        if right is None or glyph.x0 > right + _WORD_GAP_PT:
            words.append([])
        words[-1].append(glyph)
        right = glyph.x1 if right is None else max(right, glyph.x1)
    return words


def box_of(glyphs: Sequence[Glyph]) -> Box:
    """The smallest box around ``glyphs`` (at least one)."""
    return Box(
        min(g.x0 for g in glyphs), min(g.top for g in glyphs), max(g.x1 for g in glyphs), max(g.bottom for g in glyphs)
    )


def compose_text(glyphs: Sequence[Glyph]) -> str:
    """The text of one cell: words joined by one space, lines by a line break."""
    lines = (" ".join("".join(g.text for g in word) for word in split_words(line)) for line in group_lines(glyphs))
    return "\n".join(line for line in lines if line)


def compose_lines(glyphs: Sequence[Glyph]) -> tuple[TextLine, ...]:
    """All text lines of the page, top to bottom, with their words left to right."""
    lines = []
    for line in group_lines(glyphs):
        words = tuple(Word("".join(g.text for g in word), box_of(word)) for word in split_words(line))
        if words:
            box = Box(
                words[0].box.x0,
                min(w.box.top for w in words),
                max(w.box.x1 for w in words),
                max(w.box.bottom for w in words),
            )
            lines.append(TextLine(" ".join(w.text for w in words), box, words))
    return tuple(lines)
