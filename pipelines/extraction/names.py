"""Names of public bodies: what is one, what is not part of it, and the region it begins with."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipelines.extraction.pages import Page
from pipelines.extraction.sentences import fold
from pipelines.vocabulary.bodies import BodyVocabulary


def is_body(name: str, words: BodyVocabulary) -> bool:
    """Whether a folded text is the name of one public body: ideographs (and brackets), three or more, ending as such names do."""
    bare = unqualified(name, words)
    named = re.fullmatch(r"[一-龥()、·]{3,40}", bare) and not any(word in bare for word in words.excluded)
    return bool(named) and bare.endswith(words.endings)


def unqualified(name: str, words: BodyVocabulary) -> str:
    """The name without (本级), (汇总) and the like, which say which of the body's accounts are meant."""
    for qualifier in words.qualifiers:
        if name.endswith(qualifier):
            return name.removesuffix(qualifier)
    return name


def strip_wording(name: str, leading: Sequence[str], trailing: Sequence[str], words: BodyVocabulary) -> str:
    """Take wordings off both ends of a title until it names a body or nothing more comes off."""
    while not (is_body(name, words) and not name.endswith(tuple(trailing))):
        shorter = next((name.removesuffix(w) for w in trailing if name.endswith(w)), name)
        shorter = next((shorter.removeprefix(w) for w in leading if shorter.startswith(w)), shorter)
        if shorter == name:
            break
        name = shorter
    return name


def region_of(name: str, words: BodyVocabulary) -> str | None:
    """The administrative divisions a name begins with (上海市普陀区, 苏州市, 重庆经济技术开发区), 中央 for central bodies."""
    if name.startswith(words.central):
        return "中央"
    rest = next((name.removeprefix(p) for p in words.region_prefixes if name.startswith(p)), name)
    region = next((province for province in words.provinces if rest.startswith(province)), "")
    for division in words.divisions:
        if match := division.match(rest, len(region)):
            region += match.group()
    if not region and (zone := words.zones.match(rest)):
        return zone.group()
    return region or None


def short_names(pages: Sequence[Page], names: set[str], words: BodyVocabulary) -> set[str]:
    """What the text introduces as the short name of one of these: …(以下简称“…”)."""
    found: set[str] = set()
    for page in pages[:12]:
        text = "".join(fold(line.text) for line in page.lines)
        for match in words.short_name.finditer(text):
            if text[: match.start()].endswith(tuple(names)):
                found.add(match["short"])
    return found
