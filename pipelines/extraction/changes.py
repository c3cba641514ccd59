"""Words that compare a figure with the year before: 比上年减少, 较2022年年初预算持平. What the figure is, is not looked at here."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

Direction = Literal["increase", "decrease", "unchanged"]

_LAST_CLAUSE = re.compile(r"[^，,。;:\n]*$")
_QUOTES = str.maketrans("", "", "“”\"‘’'「」")


@dataclass(frozen=True, slots=True)
class Change:
    """A comparison with the year before.

    ``subject`` is what the words name (empty: the last figure), ``base_told`` whether they name the year before, ``executed`` whether that
    year's execution is meant instead of its budget.
    """

    subject: str
    base_told: bool
    executed: bool
    direction: Direction


@dataclass(frozen=True, slots=True)
class Comparisons:
    """Reads comparisons by the word lists of ``concepts.toml`` for one document.

    ``fiscal_year``: the year before it is the only base that counts, where it is known. ``final_accounts``: there the year before is
    always its execution, so it is not told apart.
    """

    words: Mapping[str, tuple[str, ...]]
    fiscal_year: int | None
    final_accounts: bool

    def read(self, label: str, before: str) -> Change | None:
        """A label that ends in 增加 or 减少, taken apart; None where it does not. ``before``: the text in front of the label."""
        directions: tuple[Direction, ...] = ("increase", "decrease")
        for direction in directions:
            for verb in self.words[direction]:
                if label.endswith((verb, verb + "了", verb + "为")):
                    return self.split(label[: label.rindex(verb)], before, direction)
        return None

    def split(self, clause: str, before: str, direction: Direction) -> Change:
        """Cut a clause at the word of comparison; where it has none, the clause before may be one (与上年相比，…)."""
        for match in re.finditer("|".join(self.words["comparison"]), clause):
            executed = self._executed(clause[match.end() :])
            if executed is not None:
                return Change(clause[: match.start()], True, executed, direction)
        executed = self._executed_of_clause(before.rstrip("，,"))
        return Change(clause, executed is not None, bool(executed), direction)

    def is_base(self, label: str) -> bool:
        """Whether a number is last year's, named to compare with (比2025年年初预算数44,021.20万元增加…)."""
        return label.startswith(self.words["comparison"])

    def _executed_of_clause(self, before: str) -> bool | None:
        match = _LAST_CLAUSE.search(before)
        clause = match.group() if match else ""
        for word in self.words["comparison"]:
            if clause.startswith(word) and clause.endswith(("相比", "对比")):
                return self._executed(clause.removeprefix(word))
        return None

    def _executed(self, base: str) -> bool | None:
        """None unless the words are the year before and filler; True where they mean its execution, False where its budget."""
        rest = base.translate(_QUOTES)
        if match := re.match(r"(20\d\d)年?度?", rest):
            if self.fiscal_year is not None and int(match[1]) != self.fiscal_year - 1:
                return None
            return self._filler(rest[match.end() :])
        prefix = next((word for word in self.words["base"] if rest.startswith(word)), None)
        return None if prefix is None else self._filler(rest.removeprefix(prefix))

    def _filler(self, rest: str) -> bool | None:
        executed = False
        while rest:
            word = next((w for w in self.words["base_executed"] if rest.startswith(w)), None)
            executed = executed or word is not None
            word = word or next((w for w in self.words["base_filler"] if rest.startswith(w)), None)
            if word is None:
                return None
            rest = rest.removeprefix(word)
        return executed and not self.final_accounts


def signed(value: Decimal, direction: Direction) -> Decimal | None:
    """The change with its sign; None where the text says 减少 of a negative number, which can be read two ways."""
    if value < 0:
        return None
    return -value if direction == "decrease" and value else value
