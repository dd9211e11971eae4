"""Syllables of Spanish words by its spelling (Ortografía de la lengua española, RAE 2010), for the grades."""

from __future__ import annotations

import re

_VOWELS = re.compile(r"[aeiouáéíóúü]+")
_MUTE = re.compile(r"(?<=[qg])u(?=[eiéí])|(?<=[aeiouáéíóú])h(?=[aeiouáéíóú])")
_OPEN = frozenset("aeoáéíóú")


def spanish_syllables(word: str) -> int:
    """One for each open or accented vowel, one for a group of closed ones; at least one. A digit is one, up to four."""
    if word.isdigit():
        return min(len(word), 4)
    plain = _MUTE.sub("", re.sub(r"y$", "i", word.lower()))
    return max(1, sum(max(1, sum(letter in _OPEN for letter in group)) for group in _VOWELS.findall(plain)))
