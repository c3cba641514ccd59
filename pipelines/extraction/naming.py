"""The names of a table's columns, from their meanings and from what stands beside them."""

from __future__ import annotations

from collections.abc import Iterable

from pipelines.extraction.blocks import Block, Column
from pipelines.extraction.meanings import Meaning
from pipelines.vocabulary import column_names


def name_figures(blocks: list[Block], family: str) -> None:
    """Give every column of numbers its name; one that the vocabulary does not list keeps None."""
    figures = [column for block in blocks for column in block.figures if column.meaning.role == "column"]
    has_whole = any(c.meaning.base is not None or c.meaning.whole for c in figures)
    has_final = says_final(c.meaning for c in figures)
    for column in figures:
        column.name = column_name(column.meaning, has_whole, has_final)
    for block in blocks:
        _part_wholes(block, family)


def says_final(meanings: Iterable[Meaning]) -> bool:
    """Whether final accounts of the table's own year are printed; last year's beside this year's budget (2024年决算数) are not."""
    return any(meaning.flavour == "final" and meaning.period is None for meaning in meanings)


def column_name(meaning: Meaning, has_whole: bool, has_final: bool) -> str | None:
    """The name of a column: its meaning with period and flavour, None when the vocabulary lists no such column.

    ``has_whole``: the table tells a total from its parts, so a bare amount is the total. ``has_final``: budget and final
    accounts stand in one table, so the budget's columns say so.
    """
    name = meaning.base or ("total" if meaning.whole or has_whole else "amount")
    bare = meaning.base is None and (meaning.period is not None or meaning.ex_infra)
    parts = [] if bare or (name == "total" and meaning.period) else [name]
    if meaning.ex_infra:
        parts = ["total", "ex_infra"] if meaning.period is None and not parts else [*parts, "ex_infra"]
    if meaning.period:
        is_final = meaning.period == "prior_year" and meaning.flavour == "final" and not has_final
        parts.insert(0, "prior_year_final" if is_final else meaning.period)
    if meaning.flavour == "adjusted_budget" or (has_final and meaning.flavour == "budget"):
        parts.append(meaning.flavour)
    joined = "_".join(parts)
    return joined if joined in column_names() else None


def _part_wholes(block: Block, family: str) -> None:
    """Tell several totals of one block apart: 总计 beside 合计, and 合计 over 三公 together with 会议费 and 培训费."""
    for prefix in {
        column.name.removesuffix("total") for column in block.figures if column.name and column.name.endswith("total")
    }:
        wholes = [column for column in block.figures if column.name == f"{prefix}total"]
        if family == "three_public":
            _part_meetings(block, wholes)
        elif len(wholes) == 2 and [c.path[-1] for c in wholes] == ["总计", "合计"]:
            wholes[0].name = "total_all"


def _part_meetings(block: Block, wholes: list[Column]) -> None:
    has_meetings = any(c.meaning.base in ("meeting", "training") for c in block.figures)
    for column in wholes:
        if has_meetings and column.meaning.base is None and column.name:
            column.name = f"{column.name}_with_meetings"
    periods = [c for c in block.figures if c.meaning.period and c.meaning.base is None and c.meaning.whole]
    for column in periods:
        if has_meetings:
            column.name = f"{column.meaning.period}_total_with_meetings"
