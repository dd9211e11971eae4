"""How hard a text is to read, by several published formulas.

The formulas are textstat's (kept, MIT, works offline). What goes into them is ours, so that it never drifts: sentences
as in :mod:`handouts.checks.sentences`, each list item at least one; sentences of one or two words left out, as textstat
does; marks inside a sentence dropped. English syllables are counted as in :mod:`handouts.checks.readability`, because
textstat would fetch a dictionary over the network; Spanish ones by the rules of its spelling, because textstat takes
places for hyphens for syllables and counts too few.

English (US grades): Flesch-Kincaid (1975), SMOG (McLaughlin 1969; from 30 sentences on, as its author asked),
Coleman-Liau (1975; textstat has 0.058 for its authors' 0.0588, which is up to 0.3 grades lower), Automated Readability
Index (1967; textstat counts the full stops as characters), Gunning Fog (1952). Spanish: Crawford (1989, years of
school), and from 0 to 100, higher being easier: Fernández Huerta (1959), Szigriszt-Pazos (1993), Gutiérrez de Polini
(1972).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from statistics import median
from threading import Lock
from types import MappingProxyType
from typing import Any

from handouts.checks.readability import syllables
from handouts.checks.sentences import sentences
from handouts.checks.spanish_syllables import spanish_syllables
from handouts.records import dataclass

_FEWEST_FOR_SMOG = 30
_SHORTEST = 3  # words in a sentence that textstat counts
_MARKS = re.compile(r"[.!?…:;\"“”()\[\]¿¡]+")
_ENGLISH: Mapping[str, str] = MappingProxyType(
    {
        "Flesch-Kincaid": "flesch_kincaid_grade",
        "SMOG": "smog_index",
        "Coleman-Liau": "coleman_liau_index",
        "Automated Readability Index": "automated_readability_index",
        "Gunning Fog": "gunning_fog",
    }
)
_SPANISH: Mapping[str, str] = MappingProxyType(
    {
        "Crawford": "crawford",
        "Fernández Huerta": "fernandez_huerta",
        "Szigriszt-Pazos": "szigriszt_pazos",
        "Gutiérrez de Polini": "gutierrez_polini",
    }
)
#: Formulas that give years of school; their median is the grade of a text.
_GRADES = frozenset({*_ENGLISH, "Crawford"})
_SWAP = Lock()


@dataclass(frozen=True, slots=True)
class Reading:
    """What the formulas say. ``grade`` is the median in years of school; None where no formula fits the language."""

    words: int
    sentences: int
    formulas: Mapping[str, float]
    grade: float | None


def measure(texts: Iterable[str], language: str) -> Reading:
    """Measure running text, given paragraph by paragraph."""
    counted = [sentence.words for text in texts for sentence in sentences(text)]
    words = sum(map(len, counted))
    whole = [found for found in counted if len(found) >= _SHORTEST]
    base = language.partition("-")[0]
    names = {"en": _ENGLISH, "es": _SPANISH}.get(base, {})
    if not whole or not names:
        return Reading(words, len(counted), MappingProxyType({}), None)
    text = " ".join(f"{_MARKS.sub(' ', ' '.join(found))}." for found in whole)
    values = {
        name: value for name, value in _values(text, base, names) if name != "SMOG" or len(whole) >= _FEWEST_FOR_SMOG
    }
    grades = [value for name, value in values.items() if name in _GRADES]
    return Reading(words, len(counted), MappingProxyType(values), median(grades) if grades else None)


def _values(text: str, language: str, names: Mapping[str, str]) -> Iterator[tuple[str, float]]:
    from textstat.textstat import textstatistics

    with _own_syllables():
        measures = textstatistics()
        measures.set_lang("en_US" if language == "en" else language)
        for name, method in names.items():
            yield name, float(getattr(measures, method)(text))


class _Syllables(dict[str, list[list[str]]]):
    """Looks like a pronouncing dictionary, and counts syllables by a rule of ours."""

    def __init__(self, rule: Callable[[str], int]) -> None:
        super().__init__()
        self.rule = rule

    def __missing__(self, word: str) -> list[list[str]]:
        return [["A1"] * self.rule(word)]


@contextmanager
def _own_syllables() -> Iterator[None]:
    """While it lasts, textstat asks us for syllables and not the network. Everything is put back afterwards."""
    from importlib import import_module

    module: Any = import_module("textstat.backend.counts._count_syllables")
    with _SWAP:
        theirs: Callable[[str], Any] = module.get_cmudict
        module.get_cmudict = lambda language: _Syllables(spanish_syllables if language == "es" else syllables)
        try:
            yield
        finally:
            module.get_cmudict = theirs
