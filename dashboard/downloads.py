"""What is on a page as CSV and Excel, each row with its evidence. Built when somebody asks for it.

Texts come from strangers' PDFs: one that a spreadsheet would take for a formula is kept from being one.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from io import BytesIO, StringIO
from typing import Any

import streamlit as st

from dashboard.cells import AXES, Cell
from dashboard.connection import Reading, open_folder
from dashboard.queries import documents, evidence, numbers
from dashboard.scene import Scene

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")
NUMBER = re.compile(r"-?\d[\d,]*(\.\d+)?%?")
MOST_DIGITS = 15
"""Spreadsheets keep a number to 15 digits; a longer one stays text."""
Rows = list[dict[str, Any]]


def offer(scene: Scene, name: str, cells: Sequence[Cell]) -> None:
    """Two buttons that give the rows behind these cells; they read the release the page was made from."""
    folder = scene.reading.folder

    def written(write: Callable[[Rows], bytes]) -> Callable[[], bytes]:
        def build() -> bytes:
            with open_folder(folder) as reading:
                return write(star_rows(reading, cells))

        return build

    kinds = (
        ("csv", as_csv, "text/csv"),
        ("excel", as_excel, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    )
    with st.container(horizontal=True, vertical_alignment="center"):
        for kind, write, mime in kinds:
            ending = "csv" if kind == "csv" else "xlsx"
            key = f"{kind}:{name}"
            st.download_button(scene.words(kind), written(write), f"{name}.{ending}", mime, key=key, on_click="ignore")
        st.caption(scene.words("download_note"), width="content")


def star_rows(reading: Reading, cells: Iterable[Cell]) -> Rows:
    """The rows of the star behind these cells, with the printed figures each stands for."""
    made: Rows = []
    for cell in cells:
        document = documents.one(reading, cell.document_id) or {}
        rows = numbers.parts(reading, cell)
        wanted = {figure_id for one in rows for figure_id in one["figure_ids"]}
        figures = {one["figure_id"]: one for one in evidence.figures(reading, wanted)}
        made += [
            _row(reading, document, cell, one, [figures[i] for i in one["figure_ids"] if i in figures]) for one in rows
        ]
    return made


def _row(reading: Reading, document: dict[str, Any], cell: Cell, one: dict[str, Any], figures: Rows) -> dict[str, Any]:
    said = {name: document.get(name) for name in ("body", "fiscal_year", "kind", "scope", "version")}
    members = {name: one[name] for axis in AXES[cell.fact] for name in (f"{axis}_code", f"{axis}_name")}
    return {
        **said,
        **members,
        "row_kind": one["row_kind"],
        "amount_yuan": one["amount_yuan"],
        "amount_wanyuan": one["amount_yuan"].scaleb(-4) if one["amount_yuan"] is not None else None,
        "trust": one["trust"],
        "printed": _each(figures, "printed"),
        "page": _each(figures, "page"),
        "table": _each(figures, "title"),
        "figure_id": _each(figures, "figure_id"),
        "file_name": document.get("file_name"),
        "sha256": cell.document_id,
        "release": reading.release_id,
    }


def _each(figures: Rows, name: str) -> str:
    return "; ".join("" if one[name] is None else str(one[name]) for one in figures)


def as_csv(rows: Rows) -> bytes:
    """UTF-8 with a mark that lets Excel see that it is; amounts are exact text."""
    out = StringIO()
    if rows:
        writer = csv.DictWriter(out, list(rows[0]))
        writer.writeheader()
        writer.writerows({name: _plain(value) for name, value in one.items()} for one in rows)
    return out.getvalue().encode("utf-8-sig")


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        return _exact(value)
    return f"'{value}" if isinstance(value, str) and _may_be_formula(value) else value


def as_excel(rows: Rows) -> bytes:
    """One sheet; an amount is a number where a spreadsheet keeps all its digits, and else text."""
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    sheet = book.create_sheet("yusuan")
    sheet.freeze_panes = "A2"
    for line in ([list(rows[0])] if rows else []) + [list(one.values()) for one in rows]:
        sheet.append([_typed(sheet, value) for value in line])
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _typed(sheet: Any, value: Any) -> Any:
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

    if isinstance(value, Decimal):
        value = value if len(value.normalize().as_tuple().digits) <= MOST_DIGITS else _exact(value)
    if not isinstance(value, str):
        return value
    cell = WriteOnlyCell(sheet, ILLEGAL_CHARACTERS_RE.sub("", value))
    cell.data_type = "s"
    cell.quotePrefix = _may_be_formula(value)
    return cell


def _may_be_formula(text: str) -> bool:
    """A spreadsheet runs a text that begins so, unless it is a number: ``-20,442.30`` stays what was printed."""
    return text.startswith(FORMULA_STARTS) and not NUMBER.fullmatch(text)


def _exact(value: Decimal) -> str:
    """The shortest exact text, with at least two digits behind the point."""
    behind = max(2, -int(value.normalize().as_tuple().exponent))
    return f"{value:.{behind}f}"
