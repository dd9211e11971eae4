"""One handout in two languages, typeset without touching the disk."""

from __future__ import annotations

from dataclasses import dataclass, replace

from handouts.model import Handout, Library
from handouts.problems import Problem
from handouts.proof import prove_both
from handouts.review import Voice, Voices
from handouts.theme import Paper, Theme
from handouts.typeset import Sheet
from handouts.typeset.both import typeset_both
from handouts.words import words_for
from tests import sheets
from tests.engine import PICTURES, shipped_library


@dataclass(frozen=True, slots=True)
class Pair:
    """A sheet in two languages together with everything it was made from."""

    voices: Voices
    library: Library
    theme: Theme
    sheet: Sheet

    def prove(self, voices: Voices | None = None) -> tuple[Problem, ...]:
        """What the proof says of the bytes, against these texts if they are others."""
        return prove_both(self.sheet.data, voices or self.voices, self.library, self.theme, self.sheet.pages)


def voice(handout: Handout, library: Library) -> Voice:
    return Voice(handout, words_for(handout.language), sheets.identity(handout, library))


def shipped(name: str, *languages: str) -> Voices:
    """A shipped handout in two languages."""
    library = shipped_library()
    first, second = (
        voice(next(h for h in library.handouts if (h.id, h.language) == (name, language)), library)
        for language in languages
    )
    return first, second


def pair(
    voices: Voices, library: Library | None = None, look: Theme | None = None, paper: Paper = sheets.LETTER
) -> Pair:
    library, look = library or shipped_library(), look or sheets.theme()
    sheet = typeset_both(voices, library, look, sheets.faces(look), paper, PICTURES)
    return Pair(voices, library, look, sheet)


def changed(voices: Voices, **values: object) -> Voices:
    """The same with another second text."""
    first, second = voices
    return first, replace(second, handout=replace(second.handout, **values))  # type: ignore[arg-type]  # fields of it
