"""A network from the rows in which the warehouse keeps a document's identities and figures."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from pipelines.localisation.network import Cell, Equation, Network

UNITS = {"元": Decimal(1), "万元": Decimal(10_000), "亿元": Decimal(100_000_000), None: Decimal(1)}

Row = Mapping[str, Any]


def network_of(equations: Iterable[Row], terms: Iterable[Row], cells: Iterable[Row]) -> Network:
    """The network of one document.

    Args:
        equations: rows with identity_id, identity, shape, severity, difference, tolerance, table_no, row_no, column_name.
        terms: rows with identity_id, figure_id, coefficient.
        cells: rows with figure_id, printed, amount_yuan, step_yuan, money_unit and the place in the table.
    """
    signs: dict[str, dict[str, int]] = {}
    for term in terms:
        of = signs.setdefault(term["identity_id"], {})
        of[term["figure_id"]] = of.get(term["figure_id"], 0) + term["coefficient"]
    found = {row["figure_id"]: _cell(row) for row in cells}
    return Network(found, {row["identity_id"]: _equation(row, _known(signs, row, found)) for row in equations})


def _known(signs: Mapping[str, Mapping[str, int]], equation: Row, cells: Mapping[str, Cell]) -> dict[str, int]:
    """The terms that are cells of this document and do not stand on both sides."""
    return {one: sign for one, sign in signs.get(equation["identity_id"], {}).items() if sign and one in cells}


def _equation(row: Row, coefficients: Mapping[str, int]) -> Equation:
    return Equation(
        key=row["identity_id"],
        identity=row["identity"],
        shape=row["shape"],
        severity=row["severity"],
        residual=row["difference"],
        tolerance=row["tolerance"],
        coefficients=coefficients,
        table_no=row["table_no"] or 0,
        row_no=row["row_no"] or 0,
        column=row["column_name"],
    )


def _cell(row: Row) -> Cell:
    return Cell(
        cell_id=row["figure_id"],
        printed=row["printed"],
        amount=row["amount_yuan"],
        step=row["step_yuan"] or Decimal(0),
        unit=UNITS[row["money_unit"]],
        table_no=row["table_no"],
        row_no=row["row_no"],
        column_no=row["column_no"],
        column=row["column_name"],
        side=row["row_side"],
        parent_row=row["parent_row_no"],
        label=row["label"] or "",
    )
