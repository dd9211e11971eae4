"""The fixture about a clinic visit, typeset in each of its languages."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from handouts.model import Handout, Library
from handouts.schema import read_library
from handouts.source import load
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
