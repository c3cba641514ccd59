"""What is sent: a title, a few labelled facts, commands to copy, and a picture; as plain text and as Markdown."""

from __future__ import annotations

from dataclasses import dataclass

SUBJECT = "预算"
LONGEST_FACT = 240

HARMLESS = str.maketrans({"<": "＜", ">": "＞"})
"""What is printed in a document must not become a link or a mention where the message is shown."""

UNMARKED = str.maketrans({"*": "＊", "_": "＿", "[": "［", "]": "］", "`": "＇", "#": "＃", "~": "～"})
"""What is printed must not become Markdown either."""


@dataclass(frozen=True, slots=True)
class Message:
    """One message. ``facts`` are label and sentence, ``commands`` label and what to type; ``picture`` is a PNG."""

    title: str
    facts: tuple[tuple[str, str], ...]
    commands: tuple[tuple[str, str], ...] = ()
    picture: bytes | None = None

    @property
    def subject(self) -> str:
        """The title as it stands above the message."""
        return f"【{SUBJECT}】{_harmless(self.title)}"

    def text(self) -> str:
        """The message for targets that show plain text."""
        facts = [f"{label}：{_harmless(said)}" for label, said in self.facts]
        commands = [f"  {label}：{command}" for label, command in self.commands]
        return "\n".join([*facts, *(["怎么办："] if commands else []), *commands])

    def markdown(self) -> str:
        """The message for targets that show Markdown; lists and code only, which all of them know."""
        facts = [f"- **{label}**：{_harmless(said).translate(UNMARKED)}" for label, said in self.facts]
        commands = [f"- {label}：`{command}`" for label, command in self.commands]
        return "\n".join([*facts, *(["", "**怎么办**", ""] if commands else []), *commands])


def _harmless(said: str) -> str:
    one_line = " ".join(said.split()).translate(HARMLESS)
    return one_line if len(one_line) <= LONGEST_FACT else f"{one_line[:LONGEST_FACT]}…"
