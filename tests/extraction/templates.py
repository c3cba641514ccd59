"""Disclosures in the manner of publishers whose files are not in the corpus, written down as text: what is printed is what is expected.

A sheet is a grid of words: cells are parted by ``|``, ``<`` is covered by the cell to its left, ``^`` by the cell above. ``columns``
says what each column is: ``code``, ``class``, ``group``, ``item``, ``name``, ``unit_code``, ``unit``, ``economic`` and ``economic_name``
name the row, ``-`` is text that is not read, ``!`` is a heading that must be refused by name, anything else is the column's name.
"""

from __future__ import annotations

from dataclasses import dataclass

from printed import Table, page

from pipelines.extraction.folding import fold
from pipelines.extraction.pages import Page

LABELS = frozenset(
    {"code", "class", "group", "item", "name", "unit_code", "unit", "economic", "economic_name", "-", "!"}
)
Expected = tuple[str, str, str, str, str]
"""Side, code (or name where there is none), economic code, column, printed text."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One printed table. ``family`` None: it must not be read. ``sides``: the side of each block of columns, left to right."""

    title: str
    family: str | None
    columns: str
    header: str
    rows: str
    unit: str = "单位：万元"
    sides: tuple[str, ...] = ("",)

    def page(self, number: int) -> Page:
        """The sheet on a page of its own."""
        return page(number, self.title, self.unit, Table([*_matrix(self.header), *_matrix(self.rows)]))

    def expected(self) -> list[Expected]:
        """Every printed cell of a column of numbers, as it must be read."""
        if self.family is None:
            return []
        parents: list[str] = []
        rows = _matrix(self.rows)
        return [
            cell
            for row in rows
            for at, block in enumerate(self._blocks())
            for cell in self._row(row, block, at, parents)
        ]

    def refused(self) -> list[str]:
        """The headings that must be refused by name, as printed, the outermost cell first."""
        header = _matrix(self.header)
        return [_path(header, at) for at, kind in enumerate(self.columns.split()) if kind == "!"] if self.family else []

    def _row(self, row: list[str], block: list[tuple[int, str]], at: int, parents: list[str]) -> list[Expected]:
        labels = {kind: row[c] for c, kind in block if kind in LABELS and row[c] not in ("<", "^", "")}
        code = labels.get("code") or _joined(labels, parents)
        name = labels.get("name") or labels.get("unit_code") or labels.get("unit") or ""
        cells = [(kind, row[c]) for c, kind in block if kind not in LABELS and row[c] not in ("<", "^")]
        if len(self.sides) > 1 and not labels:
            return []
        side = self.sides[at] if len(self.sides) > 1 else ""
        return [(side, code or fold(name), labels.get("economic", ""), kind, text) for kind, text in cells]

    def _blocks(self) -> list[list[tuple[int, str]]]:
        blocks: list[list[tuple[int, str]]] = [[]]
        for c, kind in enumerate(self.columns.split()):
            if blocks[-1] and kind in LABELS - {"!", "-"} and blocks[-1][-1][1] not in LABELS:
                blocks.append([])
            blocks[-1].append((c, kind))
        return blocks


@dataclass(frozen=True, slots=True)
class Template:
    """A disclosure in the manner of one publisher: its cover, what the cover must be read as, its tables."""

    manner: str
    cover: tuple[str, ...]
    identity: tuple[str, str | None, int, str, str]
    sheets: tuple[Sheet, ...]

    def pages(self) -> list[Page]:
        """The cover and one page for each table."""
        return [page(1, *self.cover), *(sheet.page(number) for number, sheet in enumerate(self.sheets, start=2))]


def _matrix(text: str) -> list[list[str]]:
    return [[cell.strip() for cell in line.split("|")] for line in text.strip().splitlines()]


def _joined(labels: dict[str, str], parents: list[str]) -> str:
    """The code of a row that prints 类, 款, 项 in columns of their own, the open 类 and 款 carried down."""
    for depth, kind in enumerate(("class", "group", "item")):
        if kind in labels:
            parents[depth:] = [labels[kind]]
    printed = [depth for depth, kind in enumerate(("class", "group", "item")) if kind in labels]
    return "".join(parents[: printed[-1] + 1]) if printed else ""


def _path(header: list[list[str]], column: int) -> str:
    path: list[str] = []
    for row in header:
        at = column
        while row[at] == "<":
            at -= 1
        if row[at] != "^":
            path.append(row[at])
    return "/".join(path)
