"""In which language the desk speaks to staff: English in the sources, others in gettext catalogs by the English text.

What a clinic's systems and writers read stays English: records for the chart, problems in the texts, Infobutton.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import field
from types import MappingProxyType
from typing import Any

from flask import g
from markupsafe import Markup, escape

from handouts.problems import HandoutsError
from handouts.records import dataclass
from handouts.words import desk_languages, desk_phrases


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence in English with its ``{blanks}``, and what stands in them."""

    english: str
    values: Mapping[str, object] = field(default_factory=lambda: MappingProxyType({}), hash=False)

    def __str__(self) -> str:
        return self.english.format(**self.values) if self.values else self.english


class SaidError(HandoutsError):
    """A refusal in plain words, told in the language of whoever asked."""

    def __init__(self, english: str, **values: object) -> None:
        self.said = Said(english, MappingProxyType(values))
        super().__init__(str(self.said))


@dataclass(frozen=True, slots=True)
class Speech:
    """One language of the desk. What its catalog lacks is said in English."""

    language: str
    phrases: Mapping[str, str]

    def __call__(self, english: str, **values: object) -> str:
        """A sentence with its blanks filled."""
        own = self.phrases.get(english, english)
        return own.format(**values) if values else own

    def told(self, said: Said) -> str:
        """The same for a sentence that was said before anybody knew the language."""
        return self(said.english, **said.values)

    def all(self, phrases: Mapping[str, str]) -> Mapping[str, str]:
        """A list of choices in this language."""
        return MappingProxyType({name: self(english) for name, english in phrases.items()})


def speech_in(language: str) -> Speech:
    """The desk in a language; in English where there is no catalog."""
    known = language if language in desk_languages() else language.partition("-")[0]
    return Speech(known, desk_phrases(known)) if known in desk_languages() else Speech("en", MappingProxyType({}))


def wanted(fixed: str | None, accepted: Iterable[str]) -> Speech:
    """The language that the desk was started in, or else the first that the browser asks for and that is there."""
    for tag in (fixed,) if fixed else accepted:
        found = speech_in(tag)
        if found.language == tag.lower().partition("-")[0]:
            return found
    return speech_in("en")


def spoken() -> Speech:
    """The language of the request that is being answered."""
    found: Speech = g.get("speech") or speech_in("en")
    return found


def in_page(english: str, **values: Any) -> Markup:
    """A sentence as HTML; what is filled in is escaped unless it is marked up already."""
    own = escape(spoken()(english))
    return own.format(**values) if values else own
