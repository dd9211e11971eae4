"""Two pieces of a line that changed places: where nothing overlaps, only the order of UAX #9 can tell."""

from __future__ import annotations

from dataclasses import replace

import pytest

from handouts.proof.expected import BLOCK_END, Piece, reading
from handouts.proof.lines import Placed, crossed, placed
from handouts.proof.reader import read
from handouts.typeset import typeset
from handouts.words import words_for
from tests.sheets import LETTER, faces, first, identity, library, theme


def items_and_pieces(text: str) -> tuple[list[Placed], tuple[Piece, ...]]:
    content = library(f"- {{heading: عنوان, body: ['{text}', 'نص عربي فقط.', 'Latin only, 5 mg.']}}")
    handout = replace(first(content), language="ar")
    content, words, look = replace(content, handouts=(handout,)), words_for("ar"), theme()
    said = identity(handout, content)
    data = typeset(handout, content, look, faces(look), words, LETTER, {}, said).data
    items = [item for page in read(data, True, backward=True) for item in placed(page, 1)]
    return items, reading(handout, content, words, said)


@pytest.mark.parametrize(
    "text",
    [
        "تناول Bayer أو Bayor مع الماء",
        "خذ 500 mg من Ketalar ثم 250 mg من Metfor",
        "Ketalar أو (Metfor) ليلاً [@one]",
        "English first, then عربي and more English here",
    ],
)
def test_two_latin_pieces_that_changed_places_are_told(text: str) -> None:
    items, pieces = items_and_pieces(text)
    assert crossed(items, pieces, True) is None
    line = [index for index, item in enumerate(items) if item.base == _line(items)]
    swaps = [(one, other) for one in line for other in line if one < other]
    assert swaps
    for one, other in swaps:
        moved = [*items]
        moved[one] = items[one]._replace(left=items[other].left)
        moved[other] = items[other]._replace(left=items[one].left)
        found = crossed(moved, pieces, True)
        assert found is not None, (items[one], items[other])
        assert found[0] == 1


def test_a_bracket_that_lies_on_the_next_letter_or_a_word_that_stands_apart_is_told() -> None:
    """Both kept their place in the order, and the bracket was narrower than what may lie on another."""
    items, pieces = items_and_pieces("خذ Ketalar أو التشوش. [@one] قد يتحسن 5 mg خلال ساعات")
    line = [item for item in items if item.base == _line(items)]
    bracket, last = min(line, key=lambda item: item.right - item.left), min(line, key=lambda item: item.left)
    for item, step in ((bracket, -0.3 * bracket.size), (last, -last.size)):
        moved = item._replace(left=item.left + step, right=item.right + step)
        assert crossed([moved if other == item else other for other in items], pieces, True)


@pytest.mark.parametrize("rise", [-200.0, -16.0, -3.0, 3.0, 200.0])  # 16 points below is where the next line would be
def test_a_piece_that_has_left_its_line_is_told(rise: float) -> None:
    items, pieces = items_and_pieces("خذ Ketalar أو التشوش. [@one] قد يتحسن 5 mg خلال ساعات")
    for item in (item for item in items if item.base == _line(items)):
        moved = item._replace(base=item.base + rise)
        assert crossed([moved if other == item else other for other in items], pieces, True)


def _line(items: list[Placed]) -> float:
    """The baseline with the most pieces: that of the text in two directions."""
    bases = [item.base for item in items]
    return max(bases, key=bases.count)


def test_letters_that_do_not_add_up_are_told_and_do_not_end_the_looking() -> None:
    pieces = (Piece(f"e{BLOCK_END}"), Piece(f"x{BLOCK_END}"))
    items = [Placed(1, 700, 60, 66, 12, 1), Placed(1, 680, 60, 66, 12, 1)]
    assert crossed(items, pieces, mirrored=False) is None
    assert crossed([items[0]._replace(length=2), items[1]], pieces, mirrored=False) == (1, "e")
