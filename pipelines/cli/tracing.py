"""From a figure back to the page: its cell, its row and its column boxed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from pipelines import pdf, publication, registry, warehouse
from pipelines.cli import screen
from pipelines.extraction.pages import Box
from pipelines.settings import Home

FIGURE = "select * from audit.figure where figure_id = ?"
ROW = "select x0, top, x1, bottom from audit.figure where document_id = ? and table_no = ? and page = ? and row_no = ?"
COLUMN = (
    "select x0, top, x1, bottom from audit.figure"
    " where document_id = ? and table_no = ? and page = ? and column_name = ? and row_side is not distinct from ?"
)


class NoSuchFigure(LookupError):
    """No published or quarantined document has this figure."""


def trace(figure_id: str, output: Path, home: Home) -> None:
    """Write a PNG of the page and say where the figure was printed.

    Raises:
        NoSuchFigure: nothing is published, or the release has no such figure.
    """
    release = publication.published(home)
    found = warehouse.query(release.database, FIGURE, [figure_id]) if release else []
    if not release or not found:
        raise NoSuchFigure(f"no figure {figure_id!r} in {home.published}; figure_id is a column of audit.figure")
    figure = found[0]
    document = registry.find(figure["document_id"], home)
    if document is None:
        raise NoSuchFigure(f"the PDF of {figure['document_id']} is not in {home.originals}")
    output.parent.mkdir(parents=True, exist_ok=True)
    output.write_bytes(pdf.render_png(document.path, figure["page"], boxes=_marks(figure, release.database)))
    screen.say(_said(figure, document.file_name))
    screen.say(str(output))


def _marks(figure: dict[str, Any], database: Path) -> list[pdf.Mark]:
    where = [figure[name] for name in ("document_id", "table_no", "page")]
    row = warehouse.query(database, ROW, [*where, figure["row_no"]])
    column = warehouse.query(database, COLUMN, [*where, figure["column_name"], figure["row_side"]])
    return pdf.cell_marks(_box(figure), [_box(one) for one in row], [_box(one) for one in column])


def _box(place: dict[str, Any]) -> Box:
    return Box(place["x0"], place["top"], place["x1"], place["bottom"])


def _said(figure: dict[str, Any], file_name: str) -> str:
    amount = f" = {figure['amount_yuan']:,f} yuan" if figure["amount_yuan"] is not None else ""
    row = " ".join(str(figure[name]) for name in ("row_code", "row_name") if figure[name])
    return f"{file_name}, page {figure['page']}: {row}, {figure['column_name']}: {figure['printed']!r}{amount}"
