"""How hard a text is to read: the Flesch-Kincaid grade, with the algorithm written down so that it never drifts.

Grade = 0.39 x words per sentence + 11.8 x syllables per word - 15.59 (Kincaid, Fishburne, Rogers and Chissom, Research
Branch Report 8-75, 1975). Programs differ by up to two grades in how they count; ours counts so: a sentence ends
at ``.``, ``!``, ``?`` or ``:`` before white space, and at the end of every paragraph and list item. A word is a run of
letters, digits, apostrophes and hyphens. A syllable is a run of vowels (a e i o u y); a final silent e, es or ed is not
one, a final le after a consonant is; every word has at least one. A number has one syllable a digit, four at most.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from handouts.checks.sentences import LETTER
from handouts.model import Block, ContactPanel, FillIn, Handout, PersonalPanel, QrCode, Section, Table, inlines
from handouts.records import Same, dataclass

#: Handouts whose figures are remembered.
_KEPT = 256

_SENTENCE_END = re.compile(r"[.!?:]+(?=\s|$)")
_WORD = re.compile(rf"(?:{LETTER})+(?:['’\-](?:{LETTER})+)*")
_VOWELS = re.compile(r"[aeiouy]+")
_SILENT_END = re.compile(r"(?<=[^aeiouyl])e$|(?<=[aeiouy]l)e$|(?<=[^aeiouytd])e[sd]$")
_PANELS = (ContactPanel, FillIn, PersonalPanel, QrCode, Table)


@dataclass(frozen=True, slots=True)
class Readability:
    """Words, sentences and the Flesch-Kincaid grade (US school years) of a handout's running text."""

    words: int
    sentences: int
    grade: float


def readability(handout: Handout) -> Readability:
    """Measure the running text. Tables, contact panels and lines to fill in are no sentences and are left out."""
    return _readability(Same(handout))


@lru_cache(maxsize=_KEPT)
def _readability(handout: Same[Handout]) -> Readability:
    words = sentences = syllable_count = 0
    for text in _running_text(handout.thing.sections):
        for sentence in _SENTENCE_END.split(text):
            found = _WORD.findall(sentence)
            if found:
                sentences += 1
                words += len(found)
                syllable_count += sum(map(syllables, found))
    grade = 0.39 * words / sentences + 11.8 * syllable_count / words - 15.59 if words else 0.0
    return Readability(words, sentences, grade)


def word_count(handout: Handout) -> int:
    """Every word a patient sees in the handout, headings and panels included."""
    return _word_count(Same(handout))


@lru_cache(maxsize=_KEPT)
def _word_count(handout: Same[Handout]) -> int:
    return sum(len(_WORD.findall("".join(run.text for run in text.runs))) for text in inlines(handout.thing))


def syllables(word: str) -> int:
    """Syllables by the rules in the module's first lines; at least one."""
    if word.isdigit():
        return min(len(word), 4)
    plain = word.lower().replace("'", "").replace("’", "")
    return max(1, len(_VOWELS.findall(_SILENT_END.sub("", plain))))


def _running_text(sections: tuple[Section, ...]) -> Iterator[str]:
    for section in sections:
        yield from _block_text(section.body)
        yield from _running_text(section.sections)


def _block_text(blocks: tuple[Block, ...]) -> Iterator[str]:
    for block in blocks:
        if not isinstance(block, _PANELS):
            for text in inlines(block):
                yield "".join(run.text for run in text.runs)
