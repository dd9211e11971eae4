"""The page and the message say what the sheet says; every injury to them is told."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from handouts.images import pictures_of
from handouts.model import Handout
from handouts.publish import Options, Project, fixed_words, identity_of, open_project
from handouts.screen import message, message_problem, page, page_problem
from tests.sheets import ROOT, STYLES, TODAY

CONTENTS = (ROOT / "content.yaml", *sorted((ROOT / "tests" / "fixtures").glob("*.yaml")))


def opened(content: Path) -> Project:
    return open_project(Options(content, STYLES, Path("out")))


def html_of(project: Project, handout: Handout) -> str:
    pictures, _ = pictures_of(handout, project.folder)
    identity = identity_of(project, handout, TODAY)
    return page(handout, project.library, project.theme, fixed_words(handout), pictures, identity)


@pytest.mark.parametrize("content", CONTENTS, ids=lambda path: path.stem)
def test_page_and_message_lose_no_word(content: Path) -> None:
    project = opened(content)
    for handout in project.library.handouts:
        words, identity = fixed_words(handout), identity_of(project, handout, TODAY)
        assert page_problem(html_of(project, handout), handout, project.library, words, identity) is None
        text = message(handout, project.library, words, identity)
        assert message_problem(text, handout, project.library, words, identity) is None


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
    words, identity = fixed_words(handout), identity_of(project, handout, TODAY)
    problem = page_problem(html.replace(good, bad, 1), handout, project.library, words, identity)
    assert problem is not None
    assert said in problem.message


def test_a_message_with_a_changed_number_is_not_published() -> None:
    project = opened(ROOT / "content.yaml")
    handout = project.library.handouts[0]
    words, identity = fixed_words(handout), identity_of(project, handout, TODAY)
    text = message(handout, project.library, words, identity)
    problem = message_problem(text.replace("55 in 100", "56 in 100"), handout, project.library, words, identity)
    assert problem is not None
    assert "56 in 100" in problem.message


def test_the_crisis_line_can_be_touched_to_call() -> None:
    project = opened(ROOT / "content.yaml")
    html = html_of(project, project.library.handouts[0])
    assert re.search(r'<a href="tel:988">988</a>', html)
    assert 'href="tel:18007154225"' in html
