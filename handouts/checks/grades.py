"""How hard a text is to read, by several published formulas; the algorithm is written down, so that it never drifts.

The sums are those of textstat, which a test compares, and Fog's familiar words are its list (Dale-Chall, MIT). What
goes into them is ours: sentences as in :mod:`handouts.checks.sentences`, each list item at least one; sentences of
one or two words left out; marks inside a sentence dropped. English syllables are counted as in
:mod:`handouts.checks.readability`, Spanish ones by the rules of its spelling. textstat itself would need a fifth of a
second, and a dictionary from the network.

English (US grades): Flesch-Kincaid (1975), SMOG (McLaughlin 1969; from 30 sentences on, as its author asked),
Coleman-Liau (1975; 0.058 as in textstat for its authors' 0.0588, which is up to 0.3 grades lower), Automated
Readability Index (1967; full stops count as characters), Gunning Fog (1952). Spanish: Crawford (1989, years of
school), and from 0 to 100, higher being easier: Fernández Huerta (1959), Szigriszt-Pazos (1993), Gutiérrez de Polini
(1972).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from importlib.util import find_spec
from math import sqrt
from pathlib import Path
from types import MappingProxyType

from handouts.checks.readability import syllables
from handouts.checks.sentences import sentences
from handouts.checks.spanish_syllables import spanish_syllables
from handouts.records import dataclass

_FEWEST_FOR_SMOG = 30
_SHORTEST = 3  # words in a sentence that counts
_LONG = 3  # syllables of a word that is long to SMOG and to Fog
_MARKS = re.compile(r"[.!?…:;\"“”()\[\]¿¡]+")
_NO_LETTERS = re.compile(r"[^\w\s]")
_NO_WORD = re.compile(r"(?<!\w)'|'(?!\w)|[^\w\s']")
#: Paragraphs whose counts are remembered: an edit changes one.
_KEPT = 8192
#: Languages with formulas.
_LANGUAGES = ("en", "es")
#: Formulas that give years of school; their median is the grade of a text.
_GRADES = frozenset(
    {"Flesch-Kincaid", "SMOG", "Coleman-Liau", "Automated Readability Index", "Gunning Fog", "Crawford"}
)


@dataclass(frozen=True, slots=True)
class Reading:
    """What the formulas say. ``grade`` is the median in years of school; None where no formula fits the language."""

    words: int
    sentences: int
    formulas: Mapping[str, float]
    grade: float | None

    @property
    def told(self) -> str:
        """The grade as people read it; nobody reads below the first. A dash where there is none."""
        if self.grade is None:
            return "–"
        return f"{self.grade:.1f}" if self.grade >= 1 else "below 1"


@dataclass(frozen=True, slots=True)
class _Counted:
    """What the formulas are given: of the sentences that count all but the first two, which are of every one."""

    all_words: int
    all_sentences: int
    words: Sequence[str] = ()
    syllables: Sequence[int] = ()
    sentences: int = 0
    letters: int = 0
    characters: int = 0

    @property
    def sentence(self) -> float:
        """Words in a sentence."""
        return len(self.words) / self.sentences

    @property
    def word(self) -> float:
        """Syllables in a word."""
        return sum(self.syllables) / len(self.words)


def measure(texts: Iterable[str], language: str) -> Reading:
    """Measure running text, given paragraph by paragraph."""
    base = language.partition("-")[0]
    found = _together([_counted(text, base) for text in texts])
    if not found.words:
        return Reading(found.all_words, found.all_sentences, MappingProxyType({}), None)
    values = dict(_english(found) if base == "en" else _spanish(found))
    grades = sorted(value for name, value in values.items() if name in _GRADES)
    half = len(grades) // 2
    grade = (grades[half] + grades[~half]) / 2
    return Reading(found.all_words, found.all_sentences, MappingProxyType(values), grade)


@lru_cache(maxsize=_KEPT)
def _counted(text: str, language: str) -> _Counted:
    """What is counted in one paragraph; in a language without formulas its words and sentences alone."""
    every = [sentence.words for sentence in sentences(text)]
    counts = sum(map(len, every)), len(every)
    whole = [_MARKS.sub(" ", " ".join(found)) for found in every if len(found) >= _SHORTEST]
    if language not in _LANGUAGES or not whole:
        return _Counted(*counts)
    parts = [_NO_WORD.sub("", sentence).split() for sentence in whole]
    words = [word for part in parts for word in part]
    rule = spanish_syllables if language == "es" else syllables
    joined = "".join(" ".join(whole).split())
    return _Counted(
        *counts,
        words,
        [rule(word.lower()) for word in words],
        sum(len(part) >= _SHORTEST for part in parts),
        len(_NO_LETTERS.sub("", joined)),
        len(joined) + len(whole),
    )


def _together(parts: Sequence[_Counted]) -> _Counted:
    return _Counted(
        sum(part.all_words for part in parts),
        sum(part.all_sentences for part in parts),
        [word for part in parts for word in part.words],
        [number for part in parts for number in part.syllables],
        max(1, sum(part.sentences for part in parts)),
        sum(part.letters for part in parts),
        sum(part.characters for part in parts),
    )


def _english(found: _Counted) -> Iterator[tuple[str, float]]:
    number = len(found.words)
    long = [word for word, spoken in zip(found.words, found.syllables, strict=True) if spoken >= _LONG]
    yield "Flesch-Kincaid", 0.39 * found.sentence + 11.8 * found.word - 15.59
    if found.sentences >= _FEWEST_FOR_SMOG:
        yield "SMOG", 1.043 * sqrt(30 * len(long) / found.sentences) + 3.1291
    yield "Coleman-Liau", 5.8 * found.letters / number - 29.6 * found.sentences / number - 15.8
    yield "Automated Readability Index", 4.71 * found.characters / number + 0.5 * found.sentence - 21.43
    hard = sum(word.lower() not in _familiar() for word in long)
    yield "Gunning Fog", 0.4 * (found.sentence + 100 * hard / number)


def _spanish(found: _Counted) -> Iterator[tuple[str, float]]:
    number = len(found.words)
    yield "Crawford", -20.5 * found.sentences / number + 4.9 * found.word - 3.407
    yield "Fernández Huerta", 206.84 - 60 * found.word - 1.02 * found.sentence
    yield "Szigriszt-Pazos", 206.84 - 62.3 * found.word - found.sentence
    yield "Gutiérrez de Polini", 95.2 - 9.7 * found.letters / number - 0.35 * found.sentence


@lru_cache(maxsize=1)
def _familiar() -> frozenset[str]:
    """Words that are not hard to Fog, however long. textstat is found and not loaded."""
    home = find_spec("textstat")
    assert home is not None
    assert home.origin is not None
    text = (Path(home.origin).parent / "resources" / "en" / "easy_words.txt").read_text(encoding="utf-8")
    return frozenset(map(str.strip, text.split("\n")))
