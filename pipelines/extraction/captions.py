"""What stands above a grid, or in its first rows: the title, the money unit, and whose table it is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from pipelines.extraction.folding import fold, unwrapped
from pipelines.extraction.pages import Grid, Page, TextLine
from pipelines.vocabulary import Title, money_units, titles

_MONEY = r"(?:人民币)?(?:百万|千|万|亿)?元"
_UNIT = re.compile(rf"(?:金额)?单位:?(?={_MONEY}(?![\u4e00-\u9fff]))|(?:金额)?单位:?[(](?={_MONEY}[)])|(?:金额)?单位:")
# A money unit that stands alone above a grid, in brackets or not; units that are listed together (单位：万元、人).
_BARE_UNIT = re.compile(rf"[(]?({_MONEY})[)]?")
_LISTED = re.compile(r"[、,/;]|或")
_LONGEST_LIST = 4
_OWNER = re.compile(r"(?:编制|预算|填报|公开|主管)?(?:单位|部门)(?:[(](?:单位|部门)[)])?(?:名称)?[:：](.*)")
# The 一 of 一般公共预算 is no part of the number before it: 表3一般公共预算支出表, 表五一般公共预算支出表.
_NUMERAL = r"(?:\d{1,3}|[一二三四五六七八九十]{1,3})(?!般)"
_NUMBER = re.compile(
    rf"(?:附件?|公开|预算|决算|财决公开)?(?:附?表{_NUMERAL}(?:[-—]\d+)?|\d{{1,2}}表|\d{{1,2}})(?=[:：.、]|\D|$)[:：.、]?"
)
_ENUMERATOR = re.compile(r"^(?:[一二三四五六七八九十]+、|[(][一二三四五六七八九十]+[)]|\d+[.、])")
_NUMBERED = re.compile(rf"(?:附|公开|预算)?表{_NUMERAL}(?:-\d+)?[:.、]?(?=[\d\u4e00-\u9fff])")
_YEAR = re.compile(r"((?:19|20)\d{2})(?:年度?)")
_TABLE = re.compile(r"表(?:[(].*[)]|[-—]{1,2}[一-龥()、]{2,20})?$")
_PAGE_NUMBER = re.compile(r"[-—第]*\d+[-—页]*(?:,?共\d+页)?")
_CONTINUED = re.compile(r"[(]?续(?:表|[一二三\d]*)[)]?|[(]续[)]")

# A title is no longer than this many characters; the longest seen has 52 (Xi'an 2022). Longer lines are prose.
_LONGEST_TITLE = 70
# A line that begins with a table number (表3) is a title without the word 表 at its end when it is as short as this.
_LONGEST_NUMBERED = 30
# Lines between a title and its grid (number, unit, owner): at most this many are looked through.
_FURTHEST_LINE = 7


@dataclass(frozen=True, slots=True)
class Caption:
    """What was found above a grid; ``title`` is the vocabulary's entry for ``text``, None when it explains no line."""

    text: str | None = None
    title: Title | None = None
    unit: str | None = None
    owner: str | None = None
    year: int | None = None
    continued: bool = False


def outside_lines(page: Page) -> list[TextLine]:
    """The page's text lines that lie in no grid, top to bottom."""
    return [line for line in page.lines if not any(_inside(line, grid) for grid in page.grids)]


def _inside(line: TextLine, grid: Grid) -> bool:
    middle = (line.box.top + line.box.bottom) / 2
    return grid.box.top <= middle <= grid.box.bottom and line.box.x1 > grid.box.x0 and line.box.x0 < grid.box.x1


def unit_in(folded: str) -> str | None:
    """The money unit a folded text names after 单位：, or None; of two different ones (元/万元) neither is."""
    for found in _UNIT.finditer(folded):
        listed = _LISTED.split(folded[found.end() :], _LONGEST_LIST)
        units = {unit for part in listed if (unit := _leading_unit(part)) is not None}
        if units:
            return units.pop() if len(units) == 1 else None
    return None


def _leading_unit(text: str) -> str | None:
    word = next((word for word in money_units() if text.startswith(word)), None)
    return word.removeprefix("人民币") if word else None


def _unit_of_line(line: TextLine, folded: str) -> str | None:
    """The money unit a line above a grid names, with or without the word for it: 单位：万元, （万元）."""
    last = fold(line.words[-1].text) if line.words else folded
    bare = _BARE_UNIT.fullmatch(folded) or (_BARE_UNIT.fullmatch(last) if last.startswith("(") else None)
    return unit_in(folded) or (_leading_unit(bare.group(1)) if bare else None)


def unit_in_brackets(folded: str) -> str | None:
    """The money unit a heading carries in brackets (预算数(万元)), or None."""
    for word in money_units():
        if f"({word})" in folded or f"(单位:{word})" in folded:
            return word.removeprefix("人民币")
    return None


def year_in(folded: str) -> int | None:
    """The year a folded title names, or None."""
    found = _YEAR.search(folded)
    return int(found.group(1)) if found else None


def years_in(folded: str) -> list[int]:
    """Every year a folded text names."""
    return [int(year) for year in _YEAR.findall(folded)]


def owner_in(folded: str) -> str | None:
    """The body a line says the table belongs to (编制单位：…), or None."""
    found = _OWNER.match(folded)
    return (_UNIT.split(found.group(1))[0].rstrip("金额") or None) if found else None


@lru_cache(maxsize=4096)
def bare_title(folded: str) -> str:
    """A folded line without what a title may carry besides its words: unit, owner, table number, enumerator, year."""
    text = _UNIT.split(folded)[0].removesuffix("(").removesuffix("金额")
    if _OWNER.match(text):
        return ""
    text = _CONTINUED.sub("", _YEAR.sub("", _ENUMERATOR.sub("", text)))
    return _ENUMERATOR.sub("", _NUMBER.sub("", text, count=1))


@lru_cache(maxsize=4096)
def title_entry(folded: str) -> Title | None:
    """The vocabulary's entry for a folded line that reads as a title, or None."""
    if not reads_as_title(folded):
        return None
    bare = bare_title(folded)
    return next((title for title in titles() if title.matches(bare)), None)


def reads_as_title(folded: str) -> bool:
    """Whether a folded line ends as the name of a table and is no sentence."""
    bare = bare_title(folded)
    named = bool(_TABLE.search(bare)) or (bool(_NUMBERED.match(folded)) and len(bare) <= _LONGEST_NUMBERED)
    return 2 < len(bare) <= _LONGEST_TITLE and named and not any(mark in folded for mark in ("。", ";", "..."))


def caption_of(lines: Sequence[TextLine]) -> Caption:
    """The caption that ``lines`` above a grid, top to bottom, make together; the line nearest to the grid speaks first."""
    unit = owner = None
    texts = [fold(line.text) for line in lines]
    for back in range(1, min(len(lines), _FURTHEST_LINE) + 1):
        at = len(lines) - back
        text = texts[at]
        unit = unit or _unit_of_line(lines[at], text) or _wrapped_unit(lines, texts, at)
        owner = owner or owner_in(text)
        for start in _starts(lines, texts, at):
            whole = "".join(texts[start : at + 1])
            entry = title_entry(whole)
            if entry is not None:
                unit = unit or unit_in_brackets(whole)
                unit = unit or next(filter(None, (unit_in(t) for t in reversed(texts[max(0, start - 3) : at]))), None)
                printed = unwrapped("".join(line.text for line in lines[start : at + 1]))
                return Caption(printed, entry, unit, owner, year_in(whole), bool(_CONTINUED.search(whole)))
        if _is_prose(text):
            break
    return _without_title(lines, texts, unit, owner)


def _wrapped_unit(lines: Sequence[TextLine], texts: Sequence[str], at: int) -> str | None:
    """A money unit whose last word stands at the end of the next line (单位：万 / 元)."""
    if "单位:" not in texts[at] or at + 1 == len(lines) or not lines[at + 1].words:
        return None
    return unit_in(texts[at] + fold(lines[at + 1].words[-1].text))


def _without_title(lines: Sequence[TextLine], texts: Sequence[str], unit: str | None, owner: str | None) -> Caption:
    """A caption whose title the vocabulary does not know, or that has none."""
    for line, text in list(zip(lines, texts, strict=True))[: -_FURTHEST_LINE - 1 : -1]:
        if _is_prose(text):
            break
        if reads_as_title(text):
            return Caption(unwrapped(line.text), None, unit, owner, year_in(text), bool(_CONTINUED.search(text)))
    continued = any(_CONTINUED.fullmatch(text) for text in texts[-3:])
    return Caption(None, None, unit, owner, None, continued)


def _starts(lines: Sequence[TextLine], texts: Sequence[str], at: int) -> list[int]:
    """Where a title that ends in line ``at`` can begin: the line above first, when it reads on into this one."""
    if at == 0 or not texts[at] or (not _TABLE.search(texts[at]) and not texts[at].startswith("(")):
        return [at]
    gap = lines[at].box.top - lines[at - 1].box.bottom
    height = lines[at].box.bottom - lines[at].box.top
    above = texts[at - 1]
    broken = not _TABLE.search(above) and not unit_in(above) and not _OWNER.match(above) and not _is_prose(above)
    broken = broken and not _NUMBER.fullmatch(above) and len(above) > 6
    bracket = texts[at].startswith("(")
    return [at - 1, at] if gap < 1.5 * height and (broken or bracket) else [at]


def _is_prose(text: str) -> bool:
    return len(text) > _LONGEST_TITLE or text.endswith(("。", ";", "；"))
