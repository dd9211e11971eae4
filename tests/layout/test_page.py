"""What was set and drawn before is used again only where it is the same: a sheet is as if nothing was remembered."""

from __future__ import annotations

import sys
from dataclasses import replace
from functools import _lru_cache_wrapper
from random import Random
from typing import Any

import pytest

from handouts.layout import page, story
from handouts.markup import Inline, Run
from handouts.model import Block, Handout, Library, Paragraph, Section
from handouts.schema import read_library
from handouts.source import load
from handouts.tags import DrawingCanvas
from handouts.tags.drawn import Drawn
from handouts.typeset import typeset
from handouts.words import words_for
from tests.sheets import LETTER, ROOT, faces, identity, theme

CASES = ("ketamine-for-depression en", "ketamine-questions es", "ketamine-going-home ar", "ketamine-going-home hi")
EDITS = 16


def forget() -> None:
    """Empty everything that the engine remembers."""
    for name, module in tuple(sys.modules.items()):
        if name.partition(".")[0] == "handouts":
            for thing in tuple(vars(module).values()):
                if isinstance(thing, _lru_cache_wrapper):
                    thing.cache_clear()


def handout_of(case: str) -> tuple[Handout, Library]:
    library, _ = read_library(load(ROOT / "content.yaml"))
    assert library is not None
    name, _, language = case.partition(" ")
    found = next(one for one in library.handouts if one.id == name and one.language == language)
    return replace(found, pages=None), library


def edited(sections: tuple[Section, ...], chance: Random, cited: str) -> tuple[Section, ...]:
    """One change as an author makes it: the other sections are the objects that they were."""
    at = chance.randrange(len(sections))
    section, others = sections[at], list(sections)
    words = " ".join(chance.choices(("more", "or", "less", "slowly", "again"), k=chance.randint(1, 14)))
    text = Inline((Run(words), Run("", cites=(cited,))) if chance.random() < 0.5 else (Run(words, strong=True),))
    match chance.randrange(6):
        case 0:
            others[at] = replace(section, body=(*section.body, Paragraph(text)))
        case 1:
            others[at] = replace(section, heading=Inline((Run(words),)))
        case 2 if len(sections) > 2:
            del others[at]
        case 3:
            others.insert(chance.randrange(len(sections)), section)
        case 4:  # as long as before, but with another mark: a word that is said in another language
            others[at] = replace(section, body=tuple(_foreign(block) for block in section.body))
        case _:
            others[at], others[0] = others[0], others[at]
    return tuple(others)


def _foreign(block: Block) -> Block:
    if not isinstance(block, Paragraph):
        return block
    first, *rest = block.text.runs
    return replace(block, text=Inline((replace(first, language="fr"), *rest)))


def made(handout: Handout, library: Library) -> bytes:
    look = theme()
    own = identity(handout, library)
    return typeset(handout, library, look, faces(look), words_for(handout.language), LETTER, {}, own).data


@pytest.mark.parametrize("case", CASES)
def test_an_edited_sheet_is_as_if_it_was_made_for_the_first_time(case: str, monkeypatch: pytest.MonkeyPatch) -> None:
    again: list[object] = []
    draw_again = DrawingCanvas._draw_again

    def counted(canvas: DrawingCanvas, drawn: Drawn) -> None:
        again.append(drawn)
        draw_again(canvas, drawn)

    monkeypatch.setattr(DrawingCanvas, "_draw_again", counted)
    handout, library = handout_of(case)
    chance = Random(case)
    cited = next(iter(library.sources))
    versions = [handout]
    for _ in range(EDITS):
        versions.append(replace(versions[-1], sections=edited(versions[-1].sections, chance, cited)))
    remembering = [made(one, library) for one in versions]
    assert len(again) > EDITS
    monkeypatch.setattr(story, "_is_long", lambda _: True)  # which sets each section anew
    monkeypatch.setattr(page, "shelf", lambda *_: [])
    for one, data in zip(versions, remembering, strict=True):
        forget()
        assert made(one, library) == data


def test_only_the_section_that_was_edited_is_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    handout, library = handout_of("ketamine-for-depression en")
    made(handout, library)
    section = handout.sections[3]
    changed = replace(section, heading=Inline((Run("Another heading"),)))
    sections = (*handout.sections[:3], changed, *handout.sections[4:])
    drawn: list[object] = []
    draw = DrawingCanvas.text

    def counted(canvas: DrawingCanvas, *given: Any) -> None:
        drawn.append(given)
        draw(canvas, *given)

    monkeypatch.setattr(DrawingCanvas, "text", counted)
    made(replace(handout, sections=sections), library)
    edited_parts = len(drawn)
    drawn.clear()
    forget()
    made(replace(handout, sections=sections), library)
    assert 0 < edited_parts < len(drawn) / 2
