"""Two languages on one sheet: what says the same stands opposite, and is read in turn, each in its own language."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from typing import Any

import pikepdf
import pytest

from handouts.markup import Inline, Run
from handouts.problems import ContentError
from handouts.proof.reader import read
from handouts.proof.seen import PageSeen, Shown
from handouts.review import Voice
from handouts.theme import Paper, load_theme
from handouts.words import words_for
from tests import sheets
from tests.layout.test_sweep import NASTY
from tests.pairs import Pair, changed, pair, shipped, voice

HOME = "ketamine-going-home"


def pages(made: Pair) -> list[PageSeen]:
    return list(read(made.sheet.data, mixed=any(one.backward for one in made.voices)))


def place(made: Pair, words: str) -> Shown:
    """Where words stand, on the first page that has them as text."""
    return next(
        item for page in pages(made) for item in page.read if item.mark != "Artifact" and item.text.startswith(words)
    )


@pytest.mark.parametrize("language", ["es", "ar", "vi", "ko", "zh-Hans", "hi", "ru"])
@pytest.mark.parametrize("paper", ["letter", "a4", "half-letter"])
def test_a_sheet_with_any_language_passes_its_proof(language: str, paper: str) -> None:
    made = pair(shipped(HOME, "en", language), paper=sheets.theme().papers[paper])
    assert made.prove() == ()


@pytest.mark.parametrize("edition", ["large-print", "extra-large", "dyslexia-friendly", "ink-saver"])
@pytest.mark.parametrize("language", ["es", "ar"])
def test_a_sheet_in_two_languages_passes_its_proof_in_every_edition(edition: str, language: str) -> None:
    look = load_theme(sheets.STYLES, "hillside", edition)[0]
    assert pair(shipped(HOME, "en", language), look=look).prove() == ()


def test_each_heading_and_each_item_stands_opposite_its_twin() -> None:
    made = pair(shipped(HOME, "en", "es"))
    for one, other in (
        ("When to get help", "Cuándo pedir ayuda"),
        ("What is normal", "Qué es normal"),
        ("you still feel", "al día siguiente"),
        ("My next visit", "Mi próxima"),
    ):
        first, second = place(made, one), place(made, other)
        assert second.base == pytest.approx(first.base, abs=0.01), one
        assert first.right < second.left


def test_where_columns_are_narrow_the_translation_stands_below_its_original_behind_a_bar() -> None:
    look = load_theme(sheets.STYLES, "loganville", "large-print")[0]
    made = pair(shipped(HOME, "en", "es"), look=look)
    first, second = place(made, "When to get help"), place(made, "Cuándo pedir ayuda")
    assert second.base < first.base
    assert second.left > first.left
    (page,) = [page for page in pages(made) if second in page.read]
    assert any(
        2 < s.right - s.left < 4 and s.bottom < second.base < s.top and s.right < second.left for s in page.shapes
    )


def test_arabic_runs_from_the_right_in_a_column_of_its_own() -> None:
    made = pair(shipped(HOME, "en", "ar"))
    first, second = place(made, "When to get help"), place(made, "متى تطلب")
    middle = sheets.LETTER.width / 2
    assert first.left == pytest.approx(made.theme.page.left, abs=2)
    assert second.left > middle
    assert second.right == pytest.approx(sheets.LETTER.width - made.theme.page.right, abs=2)


def test_every_part_in_the_second_language_says_so() -> None:
    made = pair(shipped(HOME, "en", "es"))
    with pikepdf.open(BytesIO(made.sheet.data)) as pdf:
        spoken = list(languages(pdf.Root.StructTreeRoot.K[0], ""))
    assert {language for language, _ in spoken} == {"en", "es"}
    items = [language for language, kind in spoken if kind == "LI"]
    assert items.count("en") > items.count("es") > 0  # the sources stand there once
    headings = [language for language, kind in spoken if kind in {"H1", "H2", "H3"}]
    assert headings == ["en", "es"] * (len(headings) // 2)


def languages(element: Any, language: str) -> Any:
    """The language and the kind of an element and of all below it, in reading order."""
    language = str(element.get("/Lang", language))
    yield language, str(element.S)[1:]
    kids = element.get("/K", [])
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield from languages(kid, language)


def test_a_word_that_differs_in_the_translation_is_noticed() -> None:
    made = pair(shipped(HOME, "en", "es"))
    other = changed(made.voices, summary=Inline((Run("Otra cosa."),)))
    assert [problem.code for problem in made.prove(other)][:1] == ["proof-words"]


def test_a_translation_that_is_left_out_is_noticed() -> None:
    made = pair(shipped(HOME, "en", "es"))
    assert made.prove((made.voices[0], made.voices[0]))


def test_two_texts_that_are_not_made_alike_are_told() -> None:
    first, second = shipped(HOME, "en", "es")
    with pytest.raises(ContentError) as told:
        pair(changed((first, second), sections=second.handout.sections[1:]))
    (problem,) = told.value.problems
    assert problem.code == "not-alike"
    assert "it has 3 sections in en, but 2 in es" in problem.message


def test_blocks_that_do_not_match_stand_opposite_each_other_as_a_whole() -> None:
    first, second = shipped(HOME, "en", "es")
    section = second.handout.sections[0]
    turned = replace(section, body=section.body[::-1])
    made = pair(changed((first, second), sections=(turned, *second.handout.sections[1:])))
    assert made.prove() == ()


def nasty() -> tuple[Voice, Voice, Any]:
    library = sheets.library(NASTY)
    first = sheets.first(library)
    second = replace(voice(replace(first, language="es", original="en"), library), words=words_for("es"))
    return voice(first, library), second, library


@pytest.mark.parametrize(("width", "edition"), [(612, "standard"), (420, "standard"), (612, "dyslexia-friendly")])
def test_nothing_is_lost_wherever_pages_end(width: int, edition: str) -> None:
    """In two columns and one below the other, at page heights from what just fits on."""
    first, second, library = nasty()
    look = load_theme(sheets.STYLES, "loganville", edition)[0]
    built = 0
    for height in range(560, 1000, 55):
        try:
            made = pair((first, second), library, look, Paper(width, height))
        except ContentError as error:
            assert height < 640, error
            continue
        built += 1
        assert made.prove() == (), height
    assert built >= 6


def test_rows_keep_to_the_rhythm_of_the_page() -> None:
    from tests.layout.test_rhythm import off_the_grid

    assert off_the_grid(pair(shipped(HOME, "en", "es")).sheet.data) == []
