"""The handouts this repository ships: whole in every language, on the pages they were fitted to, free of problems."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from itertools import product
from pathlib import Path

import pytest

from handouts.model import Handout
from handouts.problems import Severity
from handouts.proof.reader import read
from handouts.proof.wording import tagged_text
from handouts.publish import Options, Project, open_project, render
from handouts.publish.building import examined
from handouts.review import full_notice
from handouts.words import words_for
from tests.sheets import ROOT, STYLES, TODAY, identity

#: The languages in which every shipped handout must be there.
LANGUAGES = ("en", "es")


@lru_cache(maxsize=4)
def opened(brand: str = "loganville") -> tuple[Project, Options]:
    options = Options(ROOT / "content.yaml", STYLES, Path("out"), style=brand, today=TODAY)
    return open_project(options), options


def shipped() -> tuple[Handout, ...]:
    return opened()[0].library.handouts


def translations() -> tuple[Handout, ...]:
    return tuple(handout for handout in shipped() if handout.original)


def named(handout: object) -> str:
    return f"{handout.id}.{handout.language}" if isinstance(handout, Handout) else str(handout)


def test_every_handout_is_there_in_every_language() -> None:
    there = {(handout.id, handout.language) for handout in shipped()}
    ids = {handout.id for handout in shipped()}
    assert there >= set(product(ids, LANGUAGES))


def test_the_leaflet_is_small() -> None:
    """24 KB with all its tags, two faces and its facts: what grows it should be worth it."""
    project, options = opened()
    made = render(project, next(one for one in shipped() if one.id == "ketamine-for-depression"), options)
    assert len(made.sheet.data) <= 24_600


def test_the_page_for_going_home_is_there_in_many_scripts() -> None:
    there = {handout.language for handout in shipped() if handout.id == "ketamine-going-home"}
    assert there == {"en", "es", "ar", "hi", "ko", "ru", "vi", "zh-Hans"}


@pytest.mark.parametrize("handout", shipped(), ids=named)
def test_it_has_no_error_and_no_warning(handout: Handout) -> None:
    project, options = opened()
    told = examined(project, handout, options).problems
    assert not [problem.headline() for problem in told if problem.severity is not Severity.ADVICE]


@pytest.mark.parametrize("handout", translations(), ids=named)
def test_a_translation_is_judged_by_itself(handout: Handout) -> None:
    (original,) = (one for one in shipped() if one.id == handout.id and one.original is None)
    assert handout.original == original.language
    assert handout.kind is original.kind
    assert handout.title.plain != original.title.plain
    # A translation takes the pages it needs, but those that every handout has were fitted as the original was.
    if handout.language in LANGUAGES:
        assert handout.pages == original.pages


@pytest.mark.parametrize(("brand", "paper"), [*product(["loganville", "hillside"], ["letter", "a4"])])
def test_a_fitted_handout_fills_its_pages_in_every_language(brand: str, paper: str) -> None:
    project, options = opened(brand)
    fitted = [handout for handout in project.library.handouts if handout.pages]
    assert len(fitted) > 1
    for handout in fitted:
        rendered = render(project, handout, replace(options, paper=paper))
        assert (handout.id, handout.language, rendered.sheet.pages) == (handout.id, handout.language, handout.pages)
        assert rendered.problems == ()


@pytest.mark.parametrize("handout", translations(), ids=named)
def test_a_draft_translation_says_that_it_is_one(handout: Handout) -> None:
    project, options = opened()
    phrases = words_for(handout.language).phrases
    said = full_notice(handout, identity(handout, project.library).state, phrases)
    assert said == phrases["draft_translation_notice"]
    printed = "".join(tagged_text(page) for page in read(render(project, handout, options).sheet.data, mixed=True))
    assert said in printed
    assert phrases["about_draft_translation"] in printed
