"""Reads one block of prose: each number's label is resolved in the context, each comparison with last year attached to its figure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from pipelines.extraction.changes import Change, Comparisons, Direction, signed
from pipelines.extraction.flow import Flow, Stated
from pipelines.extraction.labels import Context, Meaning
from pipelines.extraction.records import ClaimRow
from pipelines.extraction.sentences import Block
from pipelines.vocabulary.concepts import ConceptVocabulary

_UNITS = {"元": Decimal(1), "万元": Decimal(10_000), "亿元": Decimal(100_000_000)}
_NUMBER = r"(?<![\d.,])-?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?"
_DELIMITERS = "，,。;:、\n!?…"
_YEAR_OF_SENTENCE = re.compile(r"(?<![比较与同和])(20\d\d)年")
_NUMBER_GROUP = {"money": "amount", "count": "vehicles", "percent": "rate", "unchanged": "unchanged"}
_QUOTES = str.maketrans("", "", "“”\"‘’'「」")


def token_pattern(vocabulary: ConceptVocabulary) -> re.Pattern[str]:
    """One pattern for everything that matters in running text; the name of the outermost group is the kind of token."""
    words = {
        key: "|".join(map(re.escape, vocabulary.grammar[key])) for key in ("unchanged", "reasons", "uses", "of_which")
    }
    return re.compile(
        rf"(?P<money>(?P<amount>{_NUMBER})(?P<unit>万元|亿元|元))"
        rf"|(?P<count>(?P<vehicles>{_NUMBER})辆)"
        rf"|(?P<percent>(?P<rate>{_NUMBER})%)"
        rf"|(?P<unchanged>(?<!基本)(?:{words['unchanged']}))"
        rf"|(?P<reasons>{words['reasons']})|(?P<of_which>{words['of_which']})|(?P<uses>{words['uses']})"
        r"|(?P<open>\()|(?P<close>\))|(?P<stop>[。;\n])"
    )


class BlockReader:
    """Reads the tokens of one block in order; the context outlives it, its state does not."""

    def __init__(self, block: Block, context: Context, tokens: re.Pattern[str], fiscal_year: int | None) -> None:
        self.block = block
        self.text = block.text
        self.context = context
        self.fiscal_year = fiscal_year
        self.comparisons = Comparisons(context.vocabulary.grammar, fiscal_year, context.final_accounts)
        self.tokens = tokens
        self.flow = Flow(block.text, context)

    def read(self) -> Iterator[ClaimRow]:
        """The claims of the block."""
        title = self.block.title.translate(_QUOTES)
        if self.block.level >= 0 and (self.block.numbered or self.context.vocabulary.section(title)):
            self.context.open_heading(self.block.level, title)
        if self.context.silent:
            return
        for token in self.tokens.finditer(self.text):
            kind = str(token.lastgroup)
            if kind in ("money", "count", "percent", "unchanged"):
                claim = getattr(self, f"_read_{kind}")(token)
                if claim is not None:
                    yield claim
                self.flow.last_end = token.end()
            else:
                self.flow.note(kind, token)

    # ------------------------------------------------------------ the four kinds of tokens

    def _read_money(self, token: re.Match[str]) -> ClaimRow | None:
        label, start = self._label(token.start())
        unit = token["unit"]
        amount = Decimal(token["amount"].replace(",", "")) * _UNITS[unit]
        step = _UNITS[unit].scaleb(-len(token["amount"].partition(".")[2]))
        change = self._compare(label, start)
        if change is None and self.comparisons.is_base(label):
            self.flow.compared = True
            return None
        if change is not None:
            return self._read_change(token, change, amount, step, unit)
        self.flow.last_change = None
        meaning = self._meaning(label, start, token, "money")
        self.flow.remember(meaning, step)
        if meaning is None:
            return None
        self.context.open_parts(meaning)
        return self._claim(token, meaning, meaning.concept.name, amount_yuan=amount, step_yuan=step, money_unit=unit)

    def _read_count(self, token: re.Match[str]) -> ClaimRow | None:
        label, start = self._label(token.start())
        meaning = self._meaning(label, start, token, "vehicles")
        self.flow.last, self.flow.last_change, self.flow.known = None, None, meaning is not None
        if meaning is None:
            return None
        self.context.open_parts(meaning)
        return self._claim(token, meaning, meaning.concept.name, number=Decimal(token["vehicles"].replace(",", "")))

    def _read_percent(self, token: re.Match[str]) -> ClaimRow | None:
        label, start = self._label(token.start())
        change = self._compare(label, start)
        stated = self.flow.last
        if change is None or change.subject or stated is None or self.flow.gives_reasons:
            return None
        if change.base_told:
            concept = "change_executed_pct" if change.executed else "change_pct"
        elif self.flow.last_change is not None:
            concept = self.flow.last_change + "_pct"
        else:
            return None
        number = signed(Decimal(token["rate"].replace(",", "")), change.direction)
        if number is None:
            return None
        name = f"{concept}.{stated.meaning.concept.name}"
        return self._claim(token, stated.meaning, name, number=number, direction=change.direction)

    def _read_unchanged(self, token: re.Match[str]) -> ClaimRow | None:
        clause, start = self._label(token.start())
        change = self.comparisons.split(clause, self.text[:start], "unchanged")
        if not change.base_told or self.flow.gives_reasons:
            return None
        return self._read_change(token, change, Decimal(0), None, None)

    def _read_change(
        self, token: re.Match[str], change: Change, amount: Decimal, step: Decimal | None, unit: str | None
    ) -> ClaimRow | None:
        stated = self._changed(change, self._label(token.start())[1])
        difference = signed(amount, change.direction)
        if stated is None or difference is None:
            if change.direction != "unchanged":
                self.flow.last, self.flow.known = None, False
            return None
        self.flow.last, self.flow.known = stated, True
        self.flow.last_change = "change_executed" if change.executed else "change"
        return self._claim(
            token,
            stated.meaning,
            f"{self.flow.last_change}.{stated.meaning.concept.name}",
            amount_yuan=difference,
            step_yuan=step if step is not None else stated.step_yuan,
            money_unit=unit,
            direction=change.direction,
        )

    # ------------------------------------------------------------ what a label means

    def _label(self, end: int) -> tuple[str, int]:
        """The words in front of ``end`` back to a delimiter, bracketed remarks without a number of their own included; and where they start."""
        depth, start = 0, end
        floor = max(self.flow.last_end, self.block.title_start)
        while start > floor:
            character = self.text[start - 1]
            if character == ")":
                depth += 1
            elif character == "(":
                if depth == 0:
                    break
                depth -= 1
            elif character in _DELIMITERS and depth == 0:
                break
            start -= 1
        return self.text[start:end].translate(_QUOTES).strip(), start

    def _meaning(self, label: str, start: int, token: re.Match[str], measure: str) -> Meaning | None:
        """What a plain number is, or None: silent places, labels that are not one concept, numbers of another measure."""
        if self.flow.parts_of_unknown:
            return None
        meaning = self._meaning_of_title(label, start)
        if meaning is None and self.flow.silence and not self._speaks_up(label, start):
            return None
        meaning = meaning or self._meaning_of_label(label, start)
        if meaning is None or meaning.concept.measure != measure or not self._fits_sentence(meaning, token):
            return None
        self.flow.silence = ""
        return replace(meaning, year=meaning.year or self._year(token.start()))

    def _speaks_up(self, label: str, start: int) -> bool:
        """Whether a label ends listed reasons: it begins a sentence and needs no context."""
        if self.flow.silence != "listed reasons" or self.text[start - 1 : start] not in (";", "。", "\n"):
            return False
        meaning = self.context.resolve(label)
        return meaning is not None and meaning.concept.stands_alone

    def _follows_title(self, start: int) -> bool:
        between = self.text[self.block.title_end : start]
        return start >= self.block.title_end and not re.search(r"[一-龥\d]", re.sub(r"20\d\d年度?", "", between))

    def _meaning_of_title(self, label: str, start: int) -> Meaning | None:
        """A heading that says what the number below it is: （二）支出预算：2023年年初预算数80,000万元."""
        if (
            self.block.level < 0
            or not self.block.numbered
            or not self.context.is_empty(label)
            or not self._follows_title(start)
        ):
            return None
        meaning = self.context.resolve(self.block.title.translate(_QUOTES))
        years = re.findall(r"20\d\d(?=年)", label)
        return replace(meaning, year=int(years[0])) if meaning and years else meaning

    def _meaning_of_label(self, label: str, start: int) -> Meaning | None:
        """The words alone, or with what stands before the 、 in front of them: 收、支总预算 is one name."""
        before = re.search(r"[一-龥\d]{1,30}、$", self.text[:start])
        long = self.context.resolve(before.group() + label) if before else None
        return long or self.context.resolve(label)

    def _fits_sentence(self, meaning: Meaning, token: re.Match[str]) -> bool:
        sentence = self._sentence(token)
        return not meaning.concept.sentence or any(words in sentence for words in meaning.concept.sentence)

    # ------------------------------------------------------------ changes

    def _compare(self, label: str, start: int) -> Change | None:
        change = self.comparisons.read(label, self.text[:start])
        self.flow.compared = self.flow.compared or (change is not None and change.base_told)
        return change

    def _changed(self, change: Change, start: int) -> Stated | None:
        """The figure a change speaks of: the one its label names, else the last one understood, if the text still speaks of it."""
        flow = self.flow
        if flow.gives_reasons or not (change.base_told or flow.compared):
            return None
        if not change.subject:
            return flow.last if flow.continues(start, self.context.vocabulary.grammar) else None
        meaning = None if flow.silence else self.context.resolve(change.subject, of_change=True)
        if meaning is None or meaning.concept.measure != "money":
            return None
        step = flow.last.step_yuan if flow.last else None
        return Stated(replace(meaning, year=meaning.year or self.fiscal_year), step)

    # ------------------------------------------------------------ rows

    def _year(self, position: int) -> int | None:
        """The year the sentence last named in front of a number, comparisons aside; else the fiscal year."""
        start = max(self.text.rfind(stop, 0, position) for stop in "。;\n")
        years = _YEAR_OF_SENTENCE.findall(self.text[start + 1 : position])
        return int(years[-1]) if years else self.fiscal_year

    def _sentence_end(self, position: int) -> int:
        ends = [end for stop in "。\n" if (end := self.text.find(stop, position)) >= 0]
        return min(ends, default=len(self.text))

    def _sentence(self, token: re.Match[str]) -> str:
        start = max(self.text.rfind(stop, 0, token.start()) for stop in "。\n") + 1
        return self.text[start : self._sentence_end(token.end()) + 1].strip()

    def _claim(
        self,
        token: re.Match[str],
        meaning: Meaning,
        concept: str,
        *,
        amount_yuan: Decimal | None = None,
        step_yuan: Decimal | None = None,
        money_unit: str | None = None,
        number: Decimal | None = None,
        direction: Direction | None = None,
    ) -> ClaimRow:
        page, box = self.block.box(*token.span(_NUMBER_GROUP[str(token.lastgroup)]))
        return ClaimRow(
            claim_id="",
            document_id="",
            page=page,
            x0=box.x0,
            top=box.top,
            x1=box.x1,
            bottom=box.bottom,
            sentence=self._sentence(token),
            concept=concept,
            subject=meaning.subject,
            subject_year=meaning.year,
            printed=token.group(),
            money_unit=money_unit,
            amount_yuan=amount_yuan,
            step_yuan=step_yuan,
            number=number,
            direction=direction,
        )
