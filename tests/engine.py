"""Handouts built in memory for tests: the three shipped ones, and any that a test makes up, typeset in a brand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from handouts.fonts import Faces
from handouts.images import Picture, Pictures
from handouts.model import Clinic, Handout, Library, Source
from handouts.problems import Problem
from handouts.proof import prove
from handouts.schema import read_library
from handouts.source import load
from handouts.theme import Theme
from handouts.typeset import Sheet, typeset
from tests import sheets
from tests.scripts_sheets import words_in

CLINIC = Clinic("Test Clinic", "770-555-0100", ("1 Example Street", "Loganville, GA 30052"))
SOURCES: Mapping[str, Source] = {
    "one": Source("one", "First source", "A publisher", 2020, "https://example.org/one", "Doe J, Roe R"),
    "two": Source("two", "Second source: what it says", "Another", 2021),
    "three": Source("three", "Third source.", "The third & last", 1999, "https://example.org/three?a=b"),
}
PICTURES: Pictures = {"gray.png": Picture(b"\x77\x88\x99" * (60 * 40), (60, 40))}


@dataclass(frozen=True, slots=True)
class Made:
    """A typeset handout together with everything it was made from."""

    handout: Handout
    library: Library
    theme: Theme
    sheet: Sheet

    def prove(self, data: bytes | None = None, handout: Handout | None = None) -> tuple[Problem, ...]:
        """What the proof says of these bytes against this handout; of the good ones where none are given."""
        return prove(
            self.sheet.data if data is None else data,
            handout or self.handout,
            self.library,
            words_in(self.handout.language),
            self.theme,
            self.sheet.pages,
            sheets.identity(self.handout, self.library),
        )


def sheet_of(
    handout: Handout,
    library: Library | None = None,
    look: Theme | None = None,
    paper: str = "letter",
    pictures: Pictures = PICTURES,
) -> Made:
    """``handout`` typeset in the default brand, at whatever number of pages it takes."""
    library = library or Library(CLINIC, (handout,), SOURCES)
    look = look or sheets.theme()
    handout = replace(handout, pages=None)
    words = words_in(handout.language)
    sheet = typeset(
        handout,
        library,
        look,
        sheets.faces(look),
        words,
        look.papers[paper],
        pictures,
        sheets.identity(handout, library),
    )
    return Made(handout, library, look, sheet)


def faces(look: Theme) -> Faces:
    """A brand's faces, loaded once."""
    return sheets.faces(look)


@lru_cache(maxsize=1)
def shipped_library() -> Library:
    """The content file that the project ships."""
    library, problems = read_library(load(sheets.ROOT / "content.yaml"))
    assert library is not None, [problem.headline() for problem in problems]
    return library


@lru_cache(maxsize=1)
def shipped() -> tuple[Made, ...]:
    """The shipped handouts, typeset."""
    library = shipped_library()
    return tuple(sheet_of(handout, library) for handout in library.handouts)
