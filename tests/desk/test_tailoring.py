"""One patient's copy: what is typed prints as typed, what may be left out is, and no warning ever is."""

from __future__ import annotations

from dataclasses import replace

import pytest

from handouts.desk.entries import Form
from handouts.desk.orders import BadOrderError, Item, Personal, read_order
from handouts.desk.tailoring import tailored
from handouts.model import Handout, choosable, inlines
from handouts.words import words_for
from tests.desk.desks import order
from tests.sheets import faces, first, library, theme

SECTIONS = """
- heading: One
  body: [Some text.]
- heading: Two
  sections:
    - {heading: Below, optional: true, body: [More text.]}
- {heading: Three, optional: true, body: [Other text.]}
"""
WORDS = words_for("en")


def fitted(handout: Handout, item: Item, personal: Personal = Personal()) -> Handout:  # noqa: B008  # it is frozen
    fields = library(SECTIONS).fields
    return tailored(handout, item, personal, WORDS, Form(fields, faces(theme()))).handout


def said(*, left_out: tuple[int, ...] = (), personal: Personal = Personal()) -> list[str]:  # noqa: B008  # it is frozen
    handout = first(library(SECTIONS))
    made = fitted(handout, Item(handout.id, frozenset(left_out)), personal)
    return [text.plain for section in made.sections for text in inlines(section)]


def test_without_a_wish_it_is_the_handout_itself() -> None:
    handout = first(library(SECTIONS))
    assert fitted(handout, Item(handout.id)) is handout


def test_a_name_and_a_note_stand_on_top_as_they_were_typed() -> None:
    personal = read_order(order("x", name=" **Ana**  {clinic.phone} ", note="<b>one</b>\r\n\r\n[@two] =1+1")).personal
    assert said(personal=personal)[:5] == ["For you", "**Ana** {clinic.phone}", "<b>one</b>", "[@two] =1+1", "One"]


def test_a_name_goes_into_the_panel_that_asks_for_it_and_stands_nowhere_else() -> None:
    panel = "- {heading: One, body: [{personal: {rows: [patient.name, appointment.date]}}]}"
    handout = first(library(panel))
    made = fitted(handout, Item(handout.id), Personal("**Ana** <b>", ("A note.",)))
    texts = [text.plain for section in made.sections for text in inlines(section)]
    assert texts == ["For you", "A note.", "One", "Name", "**Ana** <b>", "Date"]
    alone = fitted(handout, Item(handout.id), Personal("Ana"))
    assert [section.heading.plain for section in alone.sections] == ["One"]


def test_optional_sections_are_left_out_and_the_sheet_says_so() -> None:
    handout = first(library(SECTIONS))
    assert [section.heading.plain for section in choosable(handout)] == ["Below", "Three"]
    assert said(left_out=(1,)) == [
        "For you", "Left out of this copy: Three.", "One", "Some text.", "Two", "Below", "More text.",
    ]  # fmt: skip
    # A heading over nothing goes too.
    assert said(left_out=(0, 1)) == ["For you", "Left out of this copy: Below; Three.", "One", "Some text."]


def test_what_is_not_optional_cannot_be_left_out() -> None:
    with pytest.raises(BadOrderError, match="cannot be left out"):
        said(left_out=(2,))


REQUESTED = """
- heading: One
  body: [Some text.]
- heading: Two
  optional: true
  body: [More text.]
  sections:
    - heading: Three
      optional: on request
      body: [Asked for.]
      sections: [{heading: Four, optional: on request, body: [With it.]}]
"""


def test_what_is_on_request_is_printed_where_it_is_asked_for() -> None:
    handout = replace(first(library(REQUESTED)), pages=1)
    assert [section.heading.plain for section in choosable(handout)] == ["Two", "Three"]

    def parts(item: Item, personal: Personal) -> list[str]:
        made = fitted(handout, item, personal)
        assert made.pages is None
        return [text.plain for section in made.sections for text in inlines(section)]

    ana = Personal("Ana")
    added = Item(handout.id, added=frozenset({1}))
    usual, asked = ["One", "Some text.", "Two", "More text."], ["Three", "Asked for.", "Four", "With it."]
    assert fitted(handout, Item(handout.id)) is handout
    assert parts(Item(handout.id), ana) == ["For you", "Ana", *usual]
    assert parts(added, ana) == ["For you", "Ana", *usual, *asked]
    assert parts(added, Personal()) == usual + asked
    assert parts(replace(added, left_out=frozenset({0})), ana)[-2:] == ["One", "Some text."]
    for wrong in (Item(handout.id, left_out=frozenset({1})), Item(handout.id, added=frozenset({0}))):
        with pytest.raises(BadOrderError, match="cannot be"):
            parts(wrong, ana)


def test_something_must_be_left() -> None:
    handout = first(library("- {heading: One, optional: true, body: [Some text.]}"))
    with pytest.raises(BadOrderError, match="must be left"):
        fitted(handout, Item(handout.id, frozenset({0})))


def test_what_was_typed_shows_in_no_log() -> None:
    assert "Ana" not in repr(Personal("Ana", ("Secret",)))
    assert "Ana" not in str(read_order(order("x", name="Ana")))
