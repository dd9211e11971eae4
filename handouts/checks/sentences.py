"""Sentences and words of a text, each knowing where it starts."""

from __future__ import annotations

import re
from dataclasses import dataclass

#: A sentence ends at its mark before white space and something that can begin a new one.
_END = re.compile(r"[.!?…]+[\"”’')\]]*(?=\s+[\"“‘'(¿¡]*[^\s\W_]|\s*$)")
#: Titles and such: what follows them is a name or a number.
_BEFORE_NAMES = re.compile(r"\b(?:Dr|Mrs?|Ms|St|No|vs|Dra|Sra?|Ud|Uds|EE)\.$|\b[A-Z]\.$", re.IGNORECASE)
#: Abbreviations that may also end a sentence: they do before a capital letter.
_MAY_END = re.compile(r"\b(?:[ap]\.\s?m|e\.g|i\.e|etc|approx)\.$", re.IGNORECASE)
_WORD = re.compile(r"[^\W_]+(?:['’\-.,][^\W_]+)*")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence and the offset of its first character in the text."""

    text: str
    start: int

    @property
    def words(self) -> tuple[str, ...]:
        """Its words and numbers; "8.5", "1-800-715-4225" and "don't" are one each."""
        return tuple(_WORD.findall(self.text))


def sentences(text: str) -> tuple[Sentence, ...]:
    """The sentences of one paragraph. What stands without an end mark counts as one."""
    found: list[Sentence] = []
    start = 0
    for match in _END.finditer(text):
        after = text[match.end() :].lstrip()
        if after and _goes_on(text[start : match.end()], after):
            continue
        _add(found, text, start, match.end())
        start = match.end()
    _add(found, text, start, len(text))
    return tuple(found)


def _goes_on(part: str, after: str) -> bool:
    if _MAY_END.search(part):
        return not after[:1].isupper()
    return bool(_BEFORE_NAMES.search(part)) and part[-2:-1].lower() != "i"


def _add(found: list[Sentence], text: str, start: int, end: int) -> None:
    part = text[start:end]
    if part.strip():
        found.append(Sentence(part.strip(), start + len(part) - len(part.lstrip())))
