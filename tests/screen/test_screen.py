"""The page and the message say what the sheet says; every injury to them is told."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from handouts.images import pictures_of
from handouts.model import Handout
from handouts.publish import Options, Project, fixed_words, identity_of, open_project
from handouts.screen import message, message_problem, page, page_problem
from handouts.words import words_for
from tests.sheets import ROOT, STYLES, TODAY, identity, library, theme

CONTENTS = (ROOT / "content.yaml", *sorted((ROOT / "tests" / "fixtures").glob("*.yaml")))


def opened(content: Path) -> Project:
    return open_project(Options(content, STYLES, Path("out")))


def html_of(project: Project, handout: Handout) -> str:
    pictures, _ = pictures_of(handout, project.folder)
    said_of = identity_of(project, handout, TODAY)
    return page(handout, project.library, project.theme, fixed_words(handout), pictures, said_of)


@pytest.mark.parametrize("content", CONTENTS, ids=lambda path: path.stem)
def test_page_and_message_lose_no_word(content: Path) -> None:
    project = opened(content)
    for handout in project.library.handouts:
        words, said_of = fixed_words(handout), identity_of(project, handout, TODAY)
        assert page_problem(html_of(project, handout), handout, project.library, words, said_of) is None
        text = message(handout, project.library, words, said_of)
        assert message_problem(text, handout, project.library, words, said_of) is None


@pytest.mark.parametrize(
    ("good", "bad", "said"),
    [
        ("bladder, thinking", "bladder thinking", "the page says"),
        ("Misuse.", "", "the page says"),
        ("</h1>", "</h1><script>x</script>", "<script>"),
        ("<main>", '<main onclick="x">', "onclick"),
        ("<main>", '<main><p hidden="">x</p>', "hidden"),
        ("https://doi.org", "javascript:x", "a link to"),
        ("</main>", "", "never closed"),
    ],
)
def test_an_injured_page_is_not_published(good: str, bad: str, said: str) -> None:
    project = opened(ROOT / "content.yaml")
    handout = project.library.handouts[0]
    html = html_of(project, handout)
    assert good in html
    words, said_of = fixed_words(handout), identity_of(project, handout, TODAY)
    problem = page_problem(html.replace(good, bad, 1), handout, project.library, words, said_of)
    assert problem is not None
    assert said in problem.message


def test_a_message_with_a_changed_number_is_not_published() -> None:
    project = opened(ROOT / "content.yaml")
    handout = project.library.handouts[0]
    words, said_of = fixed_words(handout), identity_of(project, handout, TODAY)
    text = message(handout, project.library, words, said_of)
    problem = message_problem(text.replace("55 in 100", "56 in 100"), handout, project.library, words, said_of)
    assert problem is not None
    assert "56 in 100" in problem.message


def test_every_heading_of_a_table_stands_in_the_message() -> None:
    read = library("""
        - heading: H
          body:
            - table: {caption: C, columns: [What to compare, Left, Right], rows: [[Where, here, there]]}
        """)
    handout = read.handouts[0]
    text = message(handout, read, words_for("en"), identity(handout, read))
    lines = [line.strip() for line in text.splitlines()]
    at = lines.index("What to compare")
    assert lines[at : at + 6] == ["What to compare", "Where", "Left", "here", "Right", "there"]


def test_marks_that_an_author_typed_are_content() -> None:
    read = library("- {heading: H, body: ['Write [ ] or >> here: ______________________________ and go on.']}")
    handout = read.handouts[0]
    said = identity(handout, read)
    text = message(handout, read, words_for("en"), said)
    assert message_problem(text, handout, read, words_for("en"), said) is None
    problem = message_problem(text.replace("[ ] or", "or"), handout, read, words_for("en"), said)
    assert problem is not None


def test_the_name_of_a_draft_says_so() -> None:
    project = opened(ROOT / "content.yaml")
    html = html_of(project, project.library.handouts[0])
    assert "<title>Ketamine for depression (Draft: not clinically reviewed. Not for patients yet)</title>" in html


def test_the_crisis_line_can_be_touched_to_call() -> None:
    project = opened(ROOT / "content.yaml")
    html = html_of(project, project.library.handouts[0])
    assert re.search(r'<a href="tel:988">988</a>', html)
    assert 'href="tel:18007154225"' in html


def test_numbers_in_a_message_from_right_to_left_are_set_apart() -> None:
    read = library("- {heading: H, body: ['اتصل بنا 770-555-0142 اليوم 55 من 100.']}")
    handout = replace(read.handouts[0], language="ar")
    said = identity(handout, read)
    text = message(handout, read, words_for("en"), said)
    assert "اتصل بنا \u2066770-555-0142\u2069 اليوم 55 من 100." in text
    assert message_problem(text, handout, read, words_for("en"), said) is None
    lost = message_problem(text.replace("0142", "0143"), handout, read, words_for("en"), said)
    assert lost is not None


def test_words_in_a_language_of_the_other_way_say_so() -> None:
    read = library("- {heading: H, body: ['Ask for [العربية]{ar} or [español]{es}.']}")
    handout = read.handouts[0]
    html = page(handout, read, theme(), words_for("en"), {}, identity(handout, read))
    assert '<span lang="ar" dir="rtl">العربية</span>' in html
    assert '<span lang="es">español</span>' in html
