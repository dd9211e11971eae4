"""A page that begins inside a section says which: as decoration, where there is room, and never for another page."""

from __future__ import annotations

import pytest

from handouts.components.strip import Strip
from handouts.layout.continuing import Continued, comes_again, say_above, say_beside
from handouts.layout.paginate import paginate
from handouts.model import Library
from handouts.proof import prove
from handouts.proof.reader import read
from handouts.proof.seen import PageSeen
from handouts.proof.wording import ARTIFACT
from handouts.theme import load_theme
from handouts.words import words_for
from tests.sheets import STYLES, first, identity, library, sheet, theme

SAID = "Long part (continued)"


def strips(count: int, height: float = 10) -> list[Strip]:
    return [Strip(height) for _ in range(count)]


def said(part: Strip) -> Strip:
    found = comes_again(part)
    assert found is not None
    return found


# --- which strips say it ----------------------------------------------------------------------------------------------


def test_nothing_is_said_beside_what_is_wide_nor_where_the_section_ends_too_soon() -> None:
    many = strips(30)
    many[20].repeat = header = Strip(12)
    say_beside(many, [index == 10 for index in range(30)], list, 10)
    assert [index for index, strip in enumerate(many) if strip.repeat is None] == [0, 10]
    reach = [strip.repeat.reach if isinstance(strip.repeat, Continued) else 0.0 for strip in many]
    assert reach[8:10] == [20, 10]
    assert reach[28:] == [20, 10]
    assert reach[1] == reach[12] == float("inf")
    assert said(many[20]).height == header.height
    assert said(many[5]).height == 0


def test_above_it_takes_room_that_it_can_do_without() -> None:
    many = strips(4)
    many[2].repeat = header = Strip(12)
    say_above(many, strips(1, 16), 4)
    assert [comes_again(strip) is None for strip in many] == [True, False, False, False]
    assert (said(many[1]).height, said(many[2]).height) == (20, 32)
    assert comes_again(many[1], said=False) is None
    assert comes_again(many[2], said=False) is header


# --- pages ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("count", "page", "told"),
    [
        (15, 100, [True, True]),  # five lines on the second page: room to spare
        (20, 100, [True, False]),  # both are full: no third page for that
    ],
)
def test_it_is_said_where_there_is_room_and_never_for_another_page(count: int, page: float, told: list[bool]) -> None:
    many = strips(count)
    say_above(many, strips(1, 16), 4)
    pages = paginate(many, page, page)
    assert [one.said for one in pages] == told
    assert all(one.height <= page for one in pages)


def test_what_fills_a_page_by_itself_is_no_mistake() -> None:
    many = strips(2, 100)
    say_above(many, strips(1, 16), 4)
    assert [one.said for one in paginate(many, 100, 100)] == [True, False]


# --- on paper ---------------------------------------------------------------------------------------------------------


def long_part(blocks: int, last: str = "") -> Library:
    body = "".join(f"\n    - Sentence {number} is here so that this part goes on and on." for number in range(blocks))
    return library(f"- heading: Long part\n  body:{body}{last}\n- {{heading: Next, body: [End.]}}\n")


def again_on(page: PageSeen) -> list[str]:
    return [item.text for item in page.read if item.mark == ARTIFACT and item.text and item.text.strip() in SAID]


@pytest.mark.parametrize("edition", ["standard", "large-print"])
def test_the_heading_comes_again_as_decoration(edition: str) -> None:
    look = load_theme(STYLES, "loganville", edition)[0]
    content = long_part(70)
    made = sheet(content, look)
    pages = list(read(made.data))
    assert len(pages) > 2
    assert again_on(pages[0]) == []
    beside = bool(look.page.side)
    for page in pages[1:-1]:
        assert " ".join("".join(again_on(page)).split()) == SAID
        highest = max(
            item.top for item in page.shown if item.mark == ARTIFACT and item.text.strip() and item.text.strip() in SAID
        )
        text = max(item.top for item in page.shown if item.text.startswith("Sentence"))
        assert (abs(highest - text) < 8) is beside
    tagged = "".join(item.text for page in pages for item in page.read if item.mark != ARTIFACT)
    assert tagged.count("Long part") == 1
    handout = first(content)
    assert prove(made.data, handout, content, words_for("en"), look, made.pages, identity(handout, content)) == ()


def test_a_word_wider_than_the_column_is_not_cut_in_two() -> None:
    wide = library("- heading: Pregúntenosahoramismo\n  body:" + "".join(f"\n    - Sentence {n}." for n in range(60)))
    second = list(read(sheet(wide, theme()).data))[1]
    assert not any("mismo" in item.text for item in second.shown)


def test_the_header_of_a_table_inside_a_question_comes_again_where_it_stood() -> None:
    rows = ", ".join(f"[Row {number}, b]" for number in range(60))
    table = f"table: {{caption: c, columns: [Head, Other], rows: [{rows}]}}"
    content = library(f"- heading: Long part\n  questions: [{{ask: Why?, answer: [{{{table}}}]}}]\n")
    pages = list(read(sheet(content).data))
    heads = [item.left for page in pages for item in page.shown if item.text.strip() == "Head"]
    assert len(heads) == len(pages) > 1
    assert max(heads) - min(heads) < 0.01
    assert again_on(pages[1])
