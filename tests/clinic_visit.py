"""The fixture about a clinic visit, typeset in each of its languages."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from handouts.model import Handout, Library
from handouts.problems import Problem
from handouts.proof import prove
from handouts.schema import read_library
from handouts.source import load
from handouts.typeset import Sheet, typeset
from handouts.words import Words, words_for
from tests import sheets

LANGUAGES = ("ar", "hi", "zh-Hans", "ko", "ru", "vi")


@lru_cache(maxsize=1)
def library() -> Library:
    """The fixture, read once."""
    read, problems = read_library(load(sheets.ROOT / "tests/fixtures/scripts/clinic-visit.yaml"))
    assert read is not None, [problem.headline() for problem in problems]
    return read


def handout_in(language: str) -> Handout:
    return next(handout for handout in library().handouts if handout.language == language)


def words_in(language: str) -> Words:
    """The fixed words of a language; the English ones where nobody has translated them yet."""
    try:
        return words_for(language)
    except KeyError:
        return replace(words_for("en"), language=language)


@lru_cache(maxsize=8)
def made(language: str) -> Sheet:
    """The fixture in one of its languages, typeset in the default brand."""
    look = sheets.theme()
    own = handout_in(language)
    identity = sheets.identity(own, library())
    return typeset(own, library(), look, sheets.faces(look), words_in(language), look.papers["letter"], {}, identity)


def proved(language: str) -> tuple[Problem, ...]:
    """What the proof says of it."""
    look, own, sheet = sheets.theme(), handout_in(language), made(language)
    identity = sheets.identity(own, library())
    return prove(sheet.data, own, library(), words_in(language), look, sheet.pages, identity)
