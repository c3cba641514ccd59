"""What could have made one number of another: a lost, extra, changed or transposed digit, a factor, a sign."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

FACTORS = tuple(Decimal(10) ** power for power in (1, 2, 3, 4, 8))
"""A shifted point, a column read in another unit (元, 百元, 千元, 万元, 亿元)."""

LEAST_KEPT = 3
"""A number that lost its beginning or end keeps at least so many digits, or the likeness says nothing."""


def slip(printed: Decimal, fitting: Decimal, places: int) -> str | None:
    """The slip of hand, eye or reader that turns ``fitting`` into ``printed``; None where there is no likeness.

    Args:
        printed: the number as it stands, in the printed unit.
        fitting: the number that would fit, in the same unit.
        places: the decimal places of the table.
    """
    if printed == fitting or not printed or not fitting:
        return None
    if printed == -fitting:
        return "sign"
    if any(printed == fitting * factor or printed * factor == fitting for factor in FACTORS):
        return "factor"
    if (printed < 0) != (fitting < 0):
        return None
    for wrong in _spellings(abs(printed), places):
        for right in _spellings(abs(fitting), places):
            if (found := _edit(wrong, right)) is not None:
                return found
    return None


def _spellings(number: Decimal, places: int) -> Iterator[str]:
    """The number with all places of its table, and without the zeros at its end."""
    whole = f"{number:.{places}f}"
    yield whole
    if "." in whole and whole.endswith("0"):
        yield whole.rstrip("0").rstrip(".")


def _edit(wrong: str, right: str) -> str | None:
    """The one edit between two spellings."""
    if len(wrong) == len(right):
        differing = [place for place in range(len(wrong)) if wrong[place] != right[place]]
        if len(differing) == 1 and "." not in (wrong[differing[0]], right[differing[0]]):
            return "changed_digit"
        return "transposed_digits" if _is_transposed(wrong, right, differing) else None
    if _is_without_one(wrong, right):
        return "lost_digit"
    if _is_without_one(right, wrong):
        return "extra_digit"
    return "lost_digits" if _is_part(wrong, right) else None


def _is_transposed(wrong: str, right: str, differing: list[int]) -> bool:
    if len(differing) != 2:
        return False
    first, second = differing
    near = second - first == 1 or wrong[first + 1 : second] == "."
    return near and wrong[first] == right[second] and wrong[second] == right[first]


def _is_without_one(shorter: str, longer: str) -> bool:
    """Whether one digit was taken out of ``longer``; its point stays where it is."""
    if len(longer) - len(shorter) == 2 and "." in longer and "." not in shorter:
        return longer[:-2] == shorter
    if len(longer) - len(shorter) != 1:
        return False
    return any(longer[:at] + longer[at + 1 :] == shorter for at in range(len(longer)) if longer[at] != ".")


def _is_part(wrong: str, right: str) -> bool:
    enough = sum(letter.isdigit() for letter in wrong) >= LEAST_KEPT
    return enough and len(wrong) < len(right) and (right.startswith(wrong) or right.endswith(wrong))
