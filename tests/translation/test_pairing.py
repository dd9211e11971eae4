"""What changed in the original since it was translated: found text by text, whatever else moved."""

from __future__ import annotations

from dataclasses import replace

from handouts.model import Handout
from handouts.schema import read_library
from handouts.source import parse
from handouts.translation import Pairing, State, mark, pair, texts_of
from tests.sheets import content

ONE = ["First text", "Second **text**", "Third", "Fourth"]


def handout(*texts: str) -> Handout:
    sections = "- heading: Head\n  body:\n" + "".join(f'    - "{text}"\n' for text in texts)
    library, problems = read_library(parse(content(sections).encode(), "f.yaml"))
    assert library is not None, problems
    return library.handouts[0]


def paired(then: list[str], now: list[str], noted: bool = True) -> Pairing:
    """A translation of ``then`` beside the original as it is ``now``."""
    before = handout(*then)
    marks = tuple(map(mark, texts_of(before))) if noted else ()
    translation = replace(handout(*(f"es {text}" for text in then)), original="en", translated_from=marks)
    return pair(handout(*now), translation)


def said(pairing: Pairing) -> list[tuple[str, str, str]]:
    return [
        (one.original.words, one.translation.words.removeprefix("es ") if one.translation else "", one.state.name)
        for one in pairing.pairs[3:]
    ]


def test_nothing_changed() -> None:
    assert {one.state for one in paired(ONE, ONE).pairs} == {State.TRANSLATED}


def test_a_changed_text_needs_a_review_and_no_other() -> None:
    now = [ONE[0], "Second text", *ONE[2:]]
    assert said(paired(ONE, now)) == [
        ("First text", "First text", "TRANSLATED"),
        ("Second text", "Second **text**", "NEEDS_REVIEW"),
        ("Third", "Third", "TRANSLATED"),
        ("Fourth", "Fourth", "TRANSLATED"),
    ]


def test_an_added_text_is_new_and_the_rest_stays() -> None:
    found = paired(ONE, ["Before", *ONE, "After"])
    assert [state for *_, state in said(found)] == ["NEW", *["TRANSLATED"] * 4, "NEW"]
    assert not found.surplus


def test_a_text_taken_out_is_left_over() -> None:
    found = paired(ONE, [ONE[0], *ONE[2:]])
    assert [state for *_, state in said(found)] == ["TRANSLATED"] * 3
    assert [text.words for text in found.surplus] == ["es Second **text**"]


def test_a_text_that_moved_is_still_translated() -> None:
    now = [ONE[3], *ONE[:3]]
    assert said(paired(ONE, now)) == [(text, text, "TRANSLATED") for text in now]


def test_without_marks_nobody_knows_of_changes() -> None:
    found = paired(ONE, ["Other", *ONE[1:]], noted=False)
    assert [state for *_, state in said(found)] == ["TRANSLATED"] * 4
    assert not found.noted


def test_with_a_text_added_by_hand_places_decide() -> None:
    before = handout(*ONE)
    marks = tuple(map(mark, texts_of(before)))
    translation = replace(handout(*ONE, "More"), original="en", translated_from=marks)
    found = pair(handout("Changed", *ONE[1:]), translation)
    assert [state for *_, state in said(found)] == ["NEEDS_REVIEW", "TRANSLATED", "TRANSLATED", "TRANSLATED"]
    assert [text.words for text in found.surplus] == ["More"]


def test_white_space_and_quotes_make_no_other_mark() -> None:
    one, two = handout("A  text \\n here"), handout("A text here")
    assert list(map(mark, texts_of(one))) == list(map(mark, texts_of(two)))
    assert mark(texts_of(handout("A text **here**"))[3]) != mark(texts_of(two)[3])
