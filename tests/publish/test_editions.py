"""Editions: every shipped handout in every edition, brand and paper, laid out anew and proved."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from itertools import product
from pathlib import Path

import pytest

from handouts.proof.ink import ink_coverage
from handouts.proof.reader import PageSeen, read
from handouts.publish import Options, Project, ink_of, open_project, render
from handouts.theme import STANDARD, StyleError, editions, load_theme
from tests.sheets import ROOT, STYLES

#: The smallest size of any text in an edition, in points.
LEAST = {"large-print": 18.0, "extra-large": 24.0, "dyslexia-friendly": 12.0, "ink-saver": 9.0, STANDARD: 9.0}


def project(edition: str, brand: str = "loganville") -> tuple[Project, Options]:
    options = Options(ROOT / "content.yaml", STYLES, Path("out"), style=brand, edition=edition)
    return open_project(options), options


def pages(edition: str, brand: str = "loganville", which: int = 0) -> list[PageSeen]:
    opened, options = project(edition, brand)
    return list(read(render(opened, opened.library.handouts[which], options).sheet.data))


def test_every_edition_is_known() -> None:
    assert set(editions(STYLES)) == set(LEAST)


@pytest.mark.parametrize(("edition", "brand", "paper"), [*product(LEAST, ["loganville", "hillside"], ["letter", "a4"])])
def test_every_handout_passes_its_proof_in_every_edition(edition: str, brand: str, paper: str) -> None:
    opened, options = project(edition, brand)
    for handout in opened.library.handouts:
        rendered = render(opened, handout, replace(options, paper=paper))
        assert rendered.problems == ()
        assert rendered.identity.edition == edition


@pytest.mark.parametrize(("brand", "paper"), [*product(["loganville", "hillside"], ["legal", "a5", "half-letter"])])
def test_other_papers_take_the_pages_they_need(brand: str, paper: str) -> None:
    opened, options = project(STANDARD, brand)
    for handout in opened.library.handouts:
        assert render(opened, handout, replace(options, paper=paper)).problems == ()


@pytest.mark.parametrize("edition", LEAST)
def test_nothing_is_smaller_than_the_edition_allows(edition: str) -> None:
    for which in range(len(project(edition)[0].library.handouts)):
        sizes = {item.size for page in pages(edition, which=which) for item in page.shown if item.text.strip()}
        assert min(sizes) >= LEAST[edition] - 0.01


@pytest.mark.parametrize("edition", ["large-print", "extra-large"])
def test_editions_for_poor_eyesight_have_no_italics_and_one_column(edition: str) -> None:
    look = load_theme(STYLES, "hillside", edition)[0]
    assert look.fonts["italic"] == look.fonts["bold"]
    assert look.page.side == 0
    titles = [item for page in pages(edition) for item in page.shown if item.text.strip().startswith("Possible ")]
    assert len(titles) == 2
    assert titles[0].left == pytest.approx(titles[1].left, abs=1)


def test_the_ink_saver_saves_ink() -> None:
    opened, options = project(STANDARD)
    shares = ink_of(options, opened.library.handouts[0])
    assert 0.02 < shares["ink-saver"] < 0.9 * shares[STANDARD] < 0.2
    look = load_theme(STYLES, "loganville", "ink-saver")[0]
    used = {item.color for page in pages("ink-saver") for item in page.shown if item.text.strip()}
    assert used == {(0, 0, 0)}
    assert look.colors["tint"] == look.colors["paper"]


def test_a_fixed_number_of_pages_holds_for_the_standard_edition_only() -> None:
    assert len(pages(STANDARD)) == 2
    assert len(pages("large-print")) > 2


def test_an_unknown_edition_is_told_with_the_ones_there_are() -> None:
    with pytest.raises(StyleError) as told:
        load_theme(STYLES, "loganville", "large")
    (problem,) = told.value.problems
    assert (problem.code, problem.hint) == ("unknown-style", "did you mean 'large-print'?")


def test_a_brand_is_no_edition() -> None:
    with pytest.raises(StyleError):
        load_theme(STYLES, "loganville", "hillside")


def test_blank_paper_takes_no_ink() -> None:
    import pikepdf

    out = BytesIO()
    pdf = pikepdf.new()
    pdf.add_blank_page(page_size=(200, 200))
    pdf.save(out)
    assert ink_coverage(out.getvalue()) == 0
