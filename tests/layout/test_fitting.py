"""What is spread over panels, and what is told of a text that is too long for them."""

from __future__ import annotations

from handouts.components.strip import Strip
from handouts.layout.fitting import excess, on_panels, overfull
from handouts.layout.format import Format
from handouts.layout.paginate import paginate
from tests.sheets import first, library

ROOMS = (100.0, 100.0)
TRI = Format("tri-fold", 6, panels=True)
HANDOUT = first(library("- {heading: A, body: [b]}"))


def panels(inside: list[Strip]) -> list[Strip]:
    cover, back = Strip(50), Strip(50)
    inside[0].fresh = back.fresh = True
    return [cover, *inside, back]


def sections(*heights: float) -> list[Strip]:
    strips = [Strip(height) for height in heights]
    for strip in strips:
        strip.stretch = 1.0
    return strips


def ends(strips: list[Strip]) -> list[int]:
    return [page.end for page in on_panels(strips, paginate(strips, *ROOMS), ROOMS)]


def test_short_sections_take_a_panel_each() -> None:
    assert ends(panels(sections(30, 30, 30))) == [1, 2, 3, 4, 5]


def test_one_section_is_not_torn_apart() -> None:
    assert ends(panels([Strip(10), Strip(10), Strip(10)])) == [1, 4, 5]


def test_a_long_text_fills_the_flap_too() -> None:
    assert ends(panels([Strip(10) for _ in range(36)])) == [1, 10, 19, 28, 37, 38]


def test_what_is_too_long_is_told_for_cover_inside_and_back() -> None:
    long = panels([Strip(10) for _ in range(60)])
    long[0].height = 90
    long.insert(1, Strip(50))
    problem = overfull(TRI, HANDOUT, long, ROOMS, (10.0, 18.0))
    assert problem is not None
    assert problem.code == "does-not-fit"
    assert "the cover has about 5 lines (30 words) too much" in problem.message
    assert "the inside has about 20 lines (120 words) too much" in problem.message
    assert "the back" not in problem.message


def test_of_two_ways_that_do_not_fit_the_better_one_can_be_told() -> None:
    worse, better = panels(sections(30)), panels(sections(30, 50))
    worse[-1].height = 150
    better[-1].height = 120
    assert excess(TRI, worse, ROOMS) > excess(TRI, better, ROOMS) > 0
    assert excess(TRI, panels(sections(30)), ROOMS) == 0


def test_what_fits_is_not_told() -> None:
    assert overfull(TRI, HANDOUT, panels(sections(90, 90, 90, 90)), ROOMS, (10.0, 18.0)) is None
    assert overfull(Format("booklet"), HANDOUT, [Strip(10) for _ in range(999)], ROOMS, (10.0, 18.0)) is None


def test_a_sheet_folded_once_holds_four_pages() -> None:
    problem = overfull(Format("bi-fold", 4), HANDOUT, [Strip(50) for _ in range(9)], ROOMS, (10.0, 18.0))
    assert problem is not None
    assert "there are about 5 lines (30 words) too much" in problem.message


def test_what_has_neither_cover_nor_back_is_told_as_a_whole() -> None:
    problem = overfull(TRI, HANDOUT, [Strip(50) for _ in range(13)], ROOMS, (10.0, 18.0))
    assert problem is not None
    assert "there are about 5 lines (30 words) too much" in problem.message
