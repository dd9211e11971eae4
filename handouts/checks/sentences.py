"""Sentences and words of a text, each knowing where it starts."""

from __future__ import annotations

import re
from dataclasses import dataclass

#: A sentence ends at its mark before white space and something that can begin a new one.
_END = re.compile(r"[.!?…]+[\"”’')\]]*(?=\s+[\"“‘'(¿¡]*[^\s\W_]|\s*$)")
#: What ends in a full stop without ending a sentence, before a small letter or a name.
_ABBREVIATED = re.compile(
    r"(?:\b(?:[ap]\.m|[Dd]r|[Mm]rs?|[Mm]s|[Ss]t|[Nn]o|[Vv]s|e\.g|i\.e|[Dd]ra|[Ss]ra?|[Uu]d|EE)|\b[A-Z])\.$"
)
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
        part = text[start : match.end()]
        after = text[match.end() :].lstrip()
        if _ABBREVIATED.search(part) and after:
            continue
        _add(found, text, start, match.end())
        start = match.end()
    _add(found, text, start, len(text))
    return tuple(found)


def _add(found: list[Sentence], text: str, start: int, end: int) -> None:
    part = text[start:end]
    if part.strip():
        found.append(Sentence(part.strip(), start + len(part) - len(part.lstrip())))
