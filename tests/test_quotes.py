"""Straight marks become those of the language, only where they are surely quotation marks or apostrophes."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handouts.cli import main
from handouts.markup import Inline, Run
from handouts.model import Handout, Paragraph
from handouts.publish import open_project
from handouts.publish.project import Options
from handouts.quotes import quoted
from handouts.review import fingerprint
from handouts.screen.louis import louis_is_here
from handouts.words import catalogs, words_for
from tests.sheets import STYLES, content, first, library, text_of

#: Unicode CLDR 46, main/*.xml, delimiters: quotationStart and quotationEnd.
CLDR = {"ar": "”“", "en": "“”", "es": "«»", "hi": "“”", "ko": "“”", "ru": "«»", "vi": "“”", "zh-Hans": "“”"}


def said(text: str, language: str = "en") -> str:
    """What a paragraph of a handout in a language prints."""
    handout = replace(first(library(f"- heading: H\n  body:\n    - |-\n      {text}")), language=language)
    (block,) = quoted(handout).sections[0].body
    assert isinstance(block, Paragraph)
    for run in block.text.runs:  # what a check says of a printed character still finds it in the file
        for offset in range(len(run.text)):
            place = block.text.place(run, offset)
            assert place is not None
            typed = text[place.column - 13]  # behind twelve spaces
            assert typed == run.text[offset] or typed in "\"'{"
    return block.text.plain


def test_every_catalog_has_the_marks_of_cldr() -> None:
    assert {language: words_for(language).quotes for language in catalogs()} == CLDR


@pytest.mark.parametrize("language", catalogs())
def test_the_engine_quotes_as_it_lets_authors_quote(language: str) -> None:
    used = {mark for phrase in words_for(language).phrases.values() for mark in phrase if mark in "“”„«»\"'"}
    assert used <= set(CLDR[language])


@pytest.mark.parametrize(
    ("language", "typed", "printed"),
    [
        ("en", 'Say "no", or ("later").', "Say “no”, or (“later”)."),
        ("es", 'Diga "no" o "¿quizás?".', "Diga «no» o «¿quizás?»."),
        ("ru", 'Скажите "нет".', "Скажите «нет»."),
        ("ar", 'قل "لا" و"نعم".', "قل ”لا“ و”نعم“."),
        ("zh-Hans", '您可以说"不"。"引用"。', "您可以说“不”。“引用”。"),
        ("ko", '"아니요"라고 말하세요.', "“아니요”라고 말하세요."),
        ("en", "Don't; it's ok. Patients' rights.", "Don’t; it’s ok. Patients' rights."),
        ("en", '5\' 6" tall, or 6" to 8"', '5\' 6" tall, or 6" to 8"'),
        ("en", 'Press "6" or "7".', "Press “6” or “7”."),
        ("en", 'An odd " mark, and "two" more.', 'An odd " mark, and "two" more.'),
        ("en", 'A "6" pipe" is unclear.', 'A "6" pipe" is unclear.'),
        ("en", 'As typed: \\"no\\", not "no".', 'As typed: "no", not “no”.'),
        ("en", '**Say "no"** and "{clinic.phone}".', "Say “no” and “770-555-0100”."),
        ("en", 'They say "gracias, [me siento "bien"]{es}".', "They say “gracias, me siento «bien»”."),
        ("en", 'See ["a" site](https://example.org), "there".', 'See "a" site, “there”.'),
        ("en", 'In French: [dites "non"]{fr}.', 'In French: dites "non".'),
    ],
)
def test_marks_are_those_of_the_language(language: str, typed: str, printed: str) -> None:
    assert said(typed, language) == printed


LANGUAGES = st.sampled_from([None, *CLDR])
RUNS = st.lists(st.builds(Run, st.text("ab 1\"'(,.“«»”’—א医", max_size=8), language=LANGUAGES), min_size=1, max_size=5)
MARKS = "".join(CLDR.values()) + "’"


@given(RUNS, st.sampled_from(list(CLDR)))
@settings(deadline=None)
def test_no_character_is_lost_and_only_straight_marks_change(runs: list[Run], language: str) -> None:
    """The proof compares the page with the text as it is quoted, so that nothing may go astray on the way there."""
    paragraph = Paragraph(Inline(tuple(runs)))
    handout = first(library("- heading: H\n  body: [x]"))
    section = replace(handout.sections[0], body=(paragraph,))
    (made,) = quoted(replace(handout, language=language, sections=(section,))).sections[0].body
    assert isinstance(made, Paragraph)
    for old, new in zip(runs, made.text.runs, strict=True):
        assert replace(new, text=old.text) == old
        for was, now in zip(old.text, new.text, strict=True):
            assert was == now or (was in "\"'" and now in MARKS)


def test_what_was_typed_for_a_patient_is_no_text() -> None:
    from handouts.merge.filling import filled

    sections = "- {heading: H, body: ['She said \"{patient.name}\".', {personal: {rows: [patient.name]}}]}"
    handout = filled(first(library(sections)), {"patient.name": ('Ana "Ann" O\'Hara',)})
    assert quoted(handout).sections[0].body[1] == handout.sections[0].body[1]
    (text, _) = quoted(handout).sections[0].body
    assert isinstance(text, Paragraph)
    assert text.text.plain == 'She said “Ana "Ann" O\'Hara”.'


def test_all_forms_print_the_same_and_the_code_stays(tmp_path: Path) -> None:
    plain = content("- {heading: 'Say \"no\"', body: ['You may say \"not now\". It''s fine.']}")
    file = tmp_path / "content.yaml"
    file.write_text(plain.replace("language: en", "language: es"), encoding="utf-8")
    form = "all" if louis_is_here() else "pdf,html,text"
    where = ["--content", str(file), "--styles", str(STYLES), "--out", str(tmp_path)]
    assert main(["build", "--format", form, *where]) == 0
    for text in (text_of((tmp_path / "sample.pdf").read_bytes()), (tmp_path / "sample.txt").read_text("utf-8")):
        assert "You may say «not now». It’s fine." in " ".join(text.split())
    assert "You may say «not now». It’s fine." in (tmp_path / "sample.html").read_text("utf-8")
    project = open_project(Options(file, STYLES, tmp_path))
    handout: Handout = project.library.handouts[0]
    assert "«" not in handout.sections[0].heading.plain
    assert fingerprint(handout, project.library) != fingerprint(quoted(handout), project.library)
