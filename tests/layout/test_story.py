"""Headings beside their text stay whole: a word wider than their column sends them above it."""

from __future__ import annotations

import re
from dataclasses import replace
from io import BytesIO

import pikepdf
import pypdfium2 as pdfium
import pytest

from handouts.schema import read_library
from handouts.screen import page
from handouts.source import parse
from handouts.words import words_for
from tests.sheets import content, faces, identity, library, sheet, theme

LONG = "Pregúntenosahora"


def places(heading: str, brand: str) -> tuple[float, float, str]:
    """The heights of a heading and of its text, in points, and all that is read."""
    made = sheet(library(f"- {{heading: {heading}, body: [Bodytext]}}"), theme(brand))
    with pdfium.PdfDocument(made.data) as document:
        text = document[0].get_textpage()
        said = text.get_text_bounded()
        tops = []
        for word in (heading.split(maxsplit=1)[0], "Bodytext"):
            search = text.search(word)
            found = search.get_next()
            assert found is not None, said
            tops.append(text.get_charbox(found[0])[3])
            search.close()
        text.close()
    return tops[0], tops[1], said


@pytest.mark.parametrize("brand", ["loganville", "hillside"])
def test_a_heading_with_a_long_word_stands_above_its_text(brand: str) -> None:
    heading, text, said = places(LONG, brand)
    assert LONG in said
    assert heading - text > 15


def test_a_heading_that_may_break_anywhere_is_never_too_wide() -> None:
    from handouts.components.composer import Composer
    from handouts.layout.story import _is_wider
    from handouts.markup import Inline, Run

    look = theme()
    composer = Composer(look, faces(look), words_for("en"), {}, words_for("en").unit_pattern(), "zh-Hans")
    assert not _is_wider(composer, Inline((Run("什么时候要求助什么时候要求助"),)), "heading", 104)
    assert _is_wider(composer, Inline((Run(LONG),)), "heading", 104)


@pytest.mark.parametrize("brand", ["loganville", "hillside"])
def test_a_heading_of_short_words_stands_beside_it(brand: str) -> None:
    heading, text, _ = places("Ask us", brand)
    assert abs(heading - text) < 8


@pytest.mark.parametrize(
    ("first", "own", "marked"),
    [("", "", []), ("original=es", "", ["es"]), ("", "language: de, ", ["de"]), ("original=es", "language: en, ", [])],
)
def test_a_source_in_another_language_says_so(first: str, own: str, marked: list[str]) -> None:
    """In the file for reading, and on the page for phones."""
    text = content("- {heading: H, body: ['It helps. [@one]']}").replace("one: {", f"one: {{{own}")
    read, _ = read_library(parse(text.encode(), "content.yaml"))
    assert read is not None
    handout = replace(read.handouts[0], original="es" if first else None)
    read = replace(read, handouts=(handout,))
    with pikepdf.open(BytesIO(sheet(read).data)) as pdf:
        found = [
            str(one.Lang)
            for one in pdf.objects
            if isinstance(one, pikepdf.Dictionary) and one.get("/S") == "/LBody" and "/Lang" in one
        ]
    assert found == marked
    html = page(handout, read, theme(), words_for("en"), {}, identity(handout, read))
    assert re.findall(r'<span lang="(\w+)"><a href="https://example.org/one">First source', html) == marked
