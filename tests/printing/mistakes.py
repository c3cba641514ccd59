"""Plants one error in a good disclosure, as a misprint or a misreading would leave it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from tests.printing.specification import YUAN, Cell, Disclosure, Meaning, Table

BY_FUNCTION = ("general_public_expenditure", "expenditure_summary")


@dataclass(frozen=True, slots=True)
class Planted:
    """A disclosure with one error: the identity it breaks, and by how much that is off (元, without sign)."""

    disclosure: Disclosure
    identity: str
    gap_yuan: Decimal


def grouped(amount: Decimal, digits: str = "0.01") -> str:
    """An amount with separators and two decimals."""
    return f"{amount.quantize(Decimal(digits)):,}"


def number(text: str) -> Decimal:
    """A printed amount without its separators."""
    return Decimal(text.replace(",", ""))


def amounts(table: Table, column: str) -> Iterator[tuple[Meaning, str]]:
    """The amounts printed in one column of a table, blanks left out."""
    for cell in table.amounts():
        assert cell.meaning is not None
        if cell.meaning.column == column and cell.text:
            yield cell.meaning, cell.text


def leaf(disclosure: Disclosure, fits: Callable[[str], bool] = lambda text: True) -> tuple[str, str, str]:
    """A function item (项) with one kind of expenditure and a brother: its code, the kind's column, its amount."""
    table = disclosure.table("general_public_expenditure")
    whole = {meaning.code or "": text for meaning, text in amounts(table, "total")}
    items = Counter(code[:5] for code in whole if len(code) == 7)
    for column in ("basic", "project"):
        for meaning, text in amounts(table, column):
            code = meaning.code or ""
            if len(code) == 7 and items[code[:5]] > 1 and text == whole[code] and fits(text):
                return code, column, text
    raise LookupError("no function item fits")


def reprint(disclosure: Disclosure, change: Callable[[Meaning, str], str]) -> Disclosure:
    """The disclosure with the text of every amount passed through ``change``; something must have changed."""

    def cell(old: Cell) -> Cell:
        return old if old.meaning is None else replace(old, text=change(old.meaning, old.text))

    changed = disclosure.with_tables(lambda table: table.with_cells(cell))
    assert changed != disclosure
    return changed


def at(family: str, code: str | None, *columns: str) -> Callable[[Meaning], bool]:
    """Whether an amount is of this family, row code and one of these columns."""
    return lambda m: m.family == family and m.code == code and m.column in columns


def reprint_where(disclosure: Disclosure, where: Callable[[Meaning], bool], change: Callable[[str], str]) -> Disclosure:
    """The disclosure with the printed amounts that ``where`` picks passed through ``change``."""
    return reprint(disclosure, lambda meaning, text: change(text) if text and where(meaning) else text)


def with_other_digit(text: str) -> str:
    """The first digit one higher, or one lower where it is a nine."""
    first = int(text[0])
    return f"{first + 1 if first < 9 else 8}{text[1:]}"


def wrong_digit(good: Disclosure) -> Planted:
    """One digit of one economic item's operating column."""
    meaning, text = next((m, t) for m, t in amounts(good.table("basic_expenditure"), "operating") if m.code == "30201")
    changed = reprint_where(good, at("basic_expenditure", meaning.code, "operating"), with_other_digit)
    return Planted(changed, "children_sum_to_parent", abs(number(text) - number(with_other_digit(text))) * 10_000)


def swapped_columns(good: Disclosure) -> Planted:
    """Basic and project change places on one row, in both tables that print it."""
    code, column, amount = leaf(good)
    other = {"basic": "project", "project": "basic"}[column]

    def swap(meaning: Meaning, text: str) -> str:
        if meaning.family in BY_FUNCTION and meaning.code == code and meaning.column in (column, other):
            return amount if meaning.column == other else ""
        return text

    return Planted(reprint(good, swap), "children_sum_to_parent", number(amount) * 10_000)


def lost_digit(good: Disclosure) -> Planted:
    """The second digit of an item's total is lost, in one table."""
    code, _, text = leaf(good, lambda t: number(t) >= 100)
    digits = text.replace(",", "")
    shorter = grouped(Decimal(digits[0] + digits[2:]))
    changed = reprint_where(good, at("general_public_expenditure", code, "total"), lambda _: shorter)
    return Planted(changed, "function_rows_agree_across_tables", abs(number(text) - number(shorter)) * 10_000)


def lost_last_digit(good: Disclosure) -> Planted:
    """The last decimal of an item is lost in one table: rounding would allow it, the other table does not."""
    code, column, text = leaf(good, lambda t: t[-1] in "1234")
    changed = reprint_where(good, at("expenditure_summary", code, "total", column), lambda t: t[:-1])
    return Planted(changed, "function_rows_agree_across_tables", abs(number(text) - number(text[:-1])) * 10_000)


def wrong_total(good: Disclosure) -> Planted:
    """The printed 合计 is 1,000 too high."""
    where = at("general_public_expenditure", None, "total")
    changed = reprint_where(good, where, lambda text: grouped(number(text) + 1000))
    return Planted(changed, "categories_sum_to_total", Decimal(10_000_000))


def one_cent(good: Disclosure) -> Planted:
    """One cent in one of two tables that agree: within what rounding allows inside each of them."""
    code, _, _ = leaf(good)
    where = at("expenditure_summary", code, "total")
    changed = reprint_where(good, where, lambda text: grouped(number(text) + Decimal("0.01")))
    return Planted(changed, "function_rows_agree_across_tables", Decimal(100))


def misstated(good: Disclosure, words: str) -> Planted:
    """The first digit of the figure after these words of the prose is another one."""
    paragraph = next(text for text in good.paragraphs if words in text)
    figure = paragraph.split(words)[1].split(" ")[0]
    other = with_other_digit(figure)
    paragraphs = tuple(text.replace(words + figure, words + other) for text in good.paragraphs)
    gap = abs(number(figure) - number(other)) * 10_000
    return Planted(replace(good, paragraphs=paragraphs), "claim_equals_table", gap)


def wrong_prose(good: Disclosure) -> Planted:
    """The basic expenditure stated in the prose."""
    return misstated(good, "其中：基本支出 ")


def wrong_source(good: Disclosure) -> Planted:
    """The revenue from the general public budget stated in the prose."""
    return misstated(good, "其中：一般公共预算拨款 ")


def wrong_project(good: Disclosure) -> Planted:
    """One digit of one project's budget."""
    meaning, text = next(amounts(good.table("project"), "total"))
    changed = reprint_where(good, lambda m: m == meaning, with_other_digit)
    return Planted(
        changed, "projects_sum_to_project_expenditure", abs(number(text) - number(with_other_digit(text))) * 10_000
    )


def missed_row(good: Disclosure) -> Planted:
    """An item's row is missing in both tables that print it."""
    code, _, text = leaf(good)

    def without(table: Table) -> Table:
        if table.family not in BY_FUNCTION:
            return table
        rows = tuple(row for row in table.rows if not any(c and c.meaning and c.meaning.code == code for c in row))
        return replace(table, rows=rows)

    return Planted(good.with_tables(without), "children_sum_to_parent", number(text) * 10_000)


def wrong_unit(good: Disclosure) -> Planted:
    """The basic expenditure table says 元 over figures in 万元."""
    table = good.table("basic_expenditure")
    total = next(table.yuan(cell) for cell in table.amounts())
    assert total is not None
    changed = good.with_tables(lambda t: replace(t, money_unit="元") if t is table else t)
    return Planted(changed, "economic_total_equals_basic_by_function", total - total / YUAN["万元"])


MISTAKES: tuple[Callable[[Disclosure], Planted], ...] = (
    wrong_digit,
    swapped_columns,
    lost_digit,
    lost_last_digit,
    wrong_total,
    one_cent,
    wrong_prose,
    wrong_source,
    wrong_project,
    missed_row,
    wrong_unit,
)
