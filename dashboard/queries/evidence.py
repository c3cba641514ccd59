"""From a number to the printed cells behind it, and to the identities that speak of them."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from dashboard.cells import ITSELF, UNDIVIDED, Cell
from dashboard.connection import Reading

Rows = list[dict[str, Any]]

FIGURES = """
    select f.*, d.file_name, d.source_url, d.body, d.region, d.fiscal_year, d.kind, d.scope, d.version, d.status,
        d.status_reason, t.title, t.first_page, t.last_page
    from audit.figure as f
    inner join audit.document as d on d.document_id = f.document_id
    left join audit.printed_table as t on t.document_id = f.document_id and t.table_no = f.table_no
    where f.figure_id in (select unnest(?::varchar[]))
    order by f.document_id, f.page, f.table_no, f.row_no
"""
ROW = "select x0, top, x1, bottom from audit.figure where document_id = ? and table_no = ? and page = ? and row_no = ?"
COLUMN = """
    select x0, top, x1, bottom from audit.figure
    where document_id = ? and table_no = ? and page = ? and column_name = ? and row_side is not distinct from ?
"""
IDENTITIES = """
    select * from audit.identity
    where document_id = ? and list_contains(string_split(figure_ids, ','), ?)
    order by status <> 'fails', status <> 'waived', status <> 'holds', severity, identity, subject
"""
# A printed figure is the number itself where its row and its column say the same and its amount is the same to the last digit.
PRINTED = """
    select f.figure_id from audit.figure as f
    where f.document_id = $document and f.amount_yuan = $amount
        and list_contains($families::varchar[], f.table_family) and list_contains($columns::varchar[], f.column_name)
        and f.row_side is distinct from 'revenue'
        and case when $code::varchar is null
            then f.row_code is null and f.economic_code is null and f.unit_name is null
                and (f.row_name is null or regexp_matches(f.row_name, '合计|总计|总额'))
            else coalesce(f.economic_code, f.row_code) = $code or f.row_code = $code
                or (f.row_code is null and f.economic_code is null and ends_with(f.row_name, $name))
        end
    order by f.page, f.table_no, f.row_no
"""
PAIRS = """
    select distinct case when ? then f.gov_economic_code else coalesce(f.row_code, f.row_name) end as member,
        unnest(string_split(t.column_names, ',')) as column_name
    from audit.figure as f
    inner join audit.printed_table as t on t.document_id = f.document_id and t.table_no = f.table_no
    where f.document_id = ? and list_contains(?::varchar[], f.table_family)
"""
BY_FUNCTION = [
    "budget_summary",
    "expenditure_summary",
    "appropriation_summary",
    "general_public_expenditure",
    "government_fund_expenditure",
    "state_capital_expenditure",
]
BY_ECONOMIC = ["basic_expenditure", "general_public_by_economic"]


def figures(reading: Reading, figure_ids: Iterable[str]) -> Rows:
    """Printed figures with their document and table, in the order of the pages."""
    return reading.rows(FIGURES, [list(figure_ids)])


def boxes(reading: Reading, figure: dict[str, Any]) -> tuple[Rows, Rows]:
    """The boxes of the figure's row and of its column on its page."""
    where = [figure[name] for name in ("document_id", "table_no", "page")]
    row = reading.rows(ROW, [*where, figure["row_no"]])
    return row, reading.rows(COLUMN, [*where, figure["column_name"], figure["row_side"]])


def identities(reading: Reading, document_id: str, figure_id: str) -> Rows:
    """The identities that a figure takes part in, what fails first."""
    return reading.rows(IDENTITIES, [document_id, figure_id])


def printed_as(reading: Reading, cell: Cell, amount_yuan: Decimal, name: str | None) -> list[str]:
    """The figures that print this very number: the same row, the same column, the same amount."""
    asked = _asked(cell)
    if asked is None:
        return []
    families, columns, code = asked
    parameters: dict[str, Any] = {
        "document": cell.document_id, "amount": amount_yuan, "families": families,
        "columns": columns, "code": code, "name": name or code or "",
    }  # fmt: skip
    return [row["figure_id"] for row in reading.rows(PRINTED, parameters)]


def printed_pairs(
    reading: Reading, document_id: str, families: list[str], government: bool = False
) -> set[tuple[str, str]]:
    """Rows and columns that a table prints together, blank or not.

    A row is named by its code, or by its name where none is printed; with ``government`` by its government economic code.
    """
    return {(row["member"], row["column_name"]) for row in reading.rows(PAIRS, [government, document_id, families])}


def _asked(cell: Cell) -> tuple[list[str], list[str], str | None] | None:
    """Tables, columns and row code in which a cell would be printed; None where no table prints such a cell."""
    members = dict(cell.members)
    if any(member.startswith(ITSELF) or member == UNDIVIDED for member in members.values()):
        return None
    if cell.fact == "three_public" and set(members) <= {"item"}:
        return ["three_public"], [members.get("item", "total")], None
    if cell.fact != "expenditure" or not set(members) <= {"function", "economic", "type"} or len(members) > 2:
        return None
    kind = members.get("type")
    if "economic" in members:
        columns = {None: ["total", "amount"], "basic": ["basic"]}.get(kind, [kind or ""])
        return BY_ECONOMIC, [*columns, *(["total", "amount"] if kind == "basic" else [])], members["economic"]
    columns = ["total", "amount"] if kind is None else [kind]
    families = [*BY_FUNCTION, *(BY_ECONOMIC if "function" not in members else [])]
    extra = ["total", "amount"] if kind == "basic" and "function" not in members else []
    return families, columns + extra, members.get("function")
