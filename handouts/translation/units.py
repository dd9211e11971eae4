"""What goes to a translator and comes back: units with their source, target and state, whatever the file's form."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import field
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from handouts.model import Handout
from handouts.problems import Place
from handouts.records import dataclass
from handouts.rules.book import load_data
from handouts.translation.codes import CODES, WORDY, codes_in
from handouts.translation.pairing import State, pair

#: The unit of all the words that a handout is found by, and what stands between two of them.
KEYWORDS, SEPARATOR = "keywords", "; "
_NOTES = Path(__file__).parent / "notes.yaml"


@dataclass(frozen=True, slots=True)
class Unit:
    """One text to translate. ``note`` tells the translator what it is and what must stay in it."""

    id: str
    source: str
    target: str
    state: State
    note: str = ""
    place: Place | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Exchange:
    """A file between us and a translator: which handout, from which language to which, and its units."""

    handout: str
    source_language: str
    target_language: str
    units: tuple[Unit, ...]
    note: str = ""
    place: Place | None = field(default=None, compare=False)


def exchange_for(original: Handout, translation: Handout | None, language: str) -> Exchange:
    """Everything a translator needs for one handout in one language."""
    units = []
    for one in pair(original, translation).pairs:
        text, other = one.original, one.translation
        target, state = (other.words if other else ""), one.state
        if not other and not _has_words(text.words):
            target, state = text.words, State.TRANSLATED
        units.append(Unit(text.id, text.words, target, state, " ".join(_note(text.kind, text.heading, text.words))))
    if original.keywords:
        own = SEPARATOR.join(own_keywords(original, translation)) if translation else ""
        state = State.TRANSLATED if own else State.NEW
        units.append(Unit(KEYWORDS, SEPARATOR.join(original.keywords), own, state, notes()["keywords"]))
    return Exchange(original.id, original.language, language, tuple(units), notes()["file"])


def own_keywords(original: Handout, translation: Handout) -> tuple[str, ...]:
    """The words that a translation is found by and its original is not."""
    return tuple(word for word in translation.keywords if word not in original.keywords)


def _has_words(words: str) -> bool:
    """Whether anything is left to translate beside what must stay as it is."""
    for code, _ in codes_in(words):
        words = words.replace(code, " ") if code != WORDY else words
    return any(char.isalpha() for char in words)


def _note(kind: str, heading: str, words: str) -> Iterator[str]:
    said = notes()
    yield said["kinds"][kind] + "."
    if heading:
        yield said["under"].format(heading=heading)
    codes = [(code, name) for code, name in codes_in(words) if name != "opening"]  # shown with what closes it
    kept = dict.fromkeys((_shown(code, name), _meaning(code, name)) for code, name in codes)
    if kept:
        yield said["keep"].format(codes="; ".join(f"{code} {meaning}" for code, meaning in kept))


def _shown(code: str, name: str) -> str:
    return f"[…{code}" if name == "phrase" else CODES[name] or code


def _meaning(code: str, name: str) -> str:
    return str(notes()["codes"]["hours" if code == WORDY else name])


@lru_cache(maxsize=1)
def notes() -> Mapping[str, Any]:
    """What translators are told, as shipped."""
    return MappingProxyType(load_data(_NOTES))
