"""What running text has come to in front of a number: the last figure, open brackets, and whether reasons or uses are being given."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Literal

from pipelines.extraction.labels import Context, Frame, Meaning

Silence = Literal["", "uses", "reasons", "listed reasons"]

_LISTED = re.compile(r".{0,4}(?:一是|1[.、]|\(1\))")


@dataclass(frozen=True, slots=True)
class Stated:
    """The last figure understood: what a following 比上年增加 speaks of."""

    meaning: Meaning
    step_yuan: Decimal | None


@dataclass(frozen=True, slots=True)
class _Saved:
    """What was open in front of a bracket."""

    start: int
    last: Stated | None
    frames: list[Frame]
    silence: Silence


@dataclass(slots=True)
class Flow:
    """Where a block's text stands.

    ``last``: the last figure understood, None behind a number that was not. ``last_end``: where the last number ended. ``last_change``: the kind
    of change just read, for the percentage behind it. ``known``: whether the last number was understood. ``compared``: whether the sentence has
    named last year as its base. ``parts_of_unknown``: whether parts of a number not understood are being listed. ``silence``: reasons or uses.
    """

    text: str
    context: Context
    last: Stated | None = None
    last_change: str | None = None
    last_end: int = 0
    known: bool = False
    compared: bool = False
    parts_of_unknown: bool = False
    silence: Silence = ""
    _brackets: list[_Saved] = field(default_factory=list)

    @property
    def gives_reasons(self) -> bool:
        """Whether reasons are being given, so that numbers are no figures of a table."""
        return self.silence in ("reasons", "listed reasons")

    def note(self, kind: str, token: re.Match[str]) -> None:
        """Follow what is not a number: brackets, sentence ends, reasons, uses, 其中."""
        if kind == "open":
            frames = [replace(frame) for frame in self.context.entries[-1].frames]
            self._brackets.append(_Saved(token.start(), self.last, frames, self.silence))
        elif kind == "close" and self._brackets:
            self._close_bracket(token)
        elif kind == "stop":
            self._end_sentence(token.group())
        elif kind == "reasons" and self.silence != "listed reasons":
            listed = _LISTED.match(self.text, token.end()) or token.group() == "一是"
            self.silence = "listed reasons" if listed else "reasons"
        elif kind == "uses" and not self.silence:
            self.silence = "uses"
        elif kind == "of_which" and not self.gives_reasons:
            self._say_of_which(token)

    def remember(self, meaning: Meaning | None, step: Decimal | None) -> None:
        """Take note of a number and of what it was understood to be."""
        self.known = meaning is not None
        self.last = Stated(meaning, step) if meaning else None

    def continues(self, start: int, comparisons: Mapping[str, tuple[str, ...]]) -> bool:
        """Whether nothing else was said since the last figure: no sentence ended, or the new one begins with the comparison."""
        *ended, tail = re.split(r"[。;\n]", self.text[self.last_end : start])
        return not ended or not re.search(r"[一-龥]", tail) or tail.startswith(comparisons["comparison"])

    def _close_bracket(self, token: re.Match[str]) -> None:
        """What was last spoken of before the bracket is spoken of again; if figures stood in it, labels start behind it."""
        saved = self._brackets.pop()
        self.last, self.silence = saved.last, saved.silence
        self.context.entries[-1].frames = saved.frames
        if self.last_end > saved.start:
            self.last_end = token.end()

    def _end_sentence(self, stop: str) -> None:
        if not (self.silence == "listed reasons" and stop == ";"):
            self.silence = ""
        self.compared = False
        self.parts_of_unknown = self.parts_of_unknown and stop == ";"

    def _say_of_which(self, token: re.Match[str]) -> None:
        """其中 right behind a number (or 持平) lists the parts of that number."""
        between = self.text[self.last_end : token.start()]
        if self.last_end and not re.search(r"[一-龥\d]", between):
            self.context.say_of_which(self.known)
            self.parts_of_unknown = not self.known
