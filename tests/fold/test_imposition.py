"""Every sheet that is printed, folded and read gives back the pages in their order and upright."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handouts.fold.imposition import Cell, Flip, Fold, Leaf, columns, impose, most_pages, padded
from tests.fold.folding import Face, bound, letter_folded, printed, turned_over

flips = st.sampled_from(Flip)
NESTED = st.sampled_from([Fold.BOOKLET, Fold.BI_FOLD])


@settings(deadline=None)  # a busy machine is no fault
@given(st.integers(1, 64), flips, st.booleans(), st.booleans())
def test_a_booklet_reads_in_order_and_upright(pages: int, flip: Flip, right_to_left: bool, closing: bool) -> None:
    wanted = padded(pages, Fold.BOOKLET, closing)
    leaves = impose(wanted, Fold.BOOKLET, flip, right_to_left)
    assert bound(leaves, flip, right_to_left) == [Face(page) for page in wanted]
    assert len(leaves) == -(-pages // 4)


@settings(deadline=None)  # a busy machine is no fault
@given(st.integers(1, 4), flips, st.booleans())
def test_a_sheet_folded_once_reads_in_order(pages: int, flip: Flip, right_to_left: bool) -> None:
    wanted = padded(pages, Fold.BI_FOLD)
    leaves = impose(wanted, Fold.BI_FOLD, flip, right_to_left)
    assert bound(leaves, flip, right_to_left) == [Face(page) for page in wanted]
    assert len(leaves) == 1


@settings(deadline=None)  # a busy machine is no fault
@given(st.integers(1, 6), flips, st.booleans())
def test_a_letter_fold_opens_as_its_reader_expects(pages: int, flip: Flip, right_to_left: bool) -> None:
    cover, left, middle, right, flap, back = padded(pages, Fold.TRI_FOLD)
    (leaf,) = impose(padded(pages, Fold.TRI_FOLD), Fold.TRI_FOLD, flip, right_to_left)
    layers = letter_folded(leaf, flip, right_to_left)
    # Folded, from the top: the cover with the first inside panel behind it, the flap, and the middle before the back.
    assert layers == [
        ((Face(cover), Face(left)),),
        ((Face(flap), Face(right)),),
        ((Face(middle), Face(back)),),
    ]
    # Opened, the inside reads from the side where the language begins.
    inside = [face.page for face, _ in turned_over(printed(leaf, flip))]
    assert (inside[::-1] if right_to_left else inside) == [left, middle, right]


@settings(deadline=None)  # a busy machine is no fault
@given(st.integers(1, 64), flips, st.booleans())
def test_two_copies_cut_apart_are_alike(pages: int, flip: Flip, right_to_left: bool) -> None:
    leaves = impose(padded(pages, Fold.TWO_UP), Fold.TWO_UP, flip, right_to_left)
    for copy in (0, 1):
        read = [face for leaf in leaves for face in printed(leaf, flip)[copy]]
        wanted = [*range(1, pages + 1), *[None] * (pages % 2)]
        assert read == [Face(page) for page in wanted]


@settings(deadline=None)  # a busy machine is no fault
@given(st.integers(1, 64), st.sampled_from([Fold.BOOKLET, Fold.TWO_UP]), st.booleans())
def test_every_page_is_printed_and_none_twice(pages: int, fold: Fold, right_to_left: bool) -> None:
    leaves = impose(padded(pages, fold), fold, Flip.LONG, right_to_left)
    cells = [cell.page for leaf in leaves for side in (leaf.front, leaf.back) for cell in side if cell.page]
    copies = 2 if fold is Fold.TWO_UP else 1
    assert sorted(cells) == sorted(list(range(1, pages + 1)) * copies)


def test_an_eight_page_booklet_is_the_one_in_every_binders_book() -> None:
    first, second = impose(padded(8, Fold.BOOKLET), Fold.BOOKLET)
    assert [cell.page for cell in (*first.front, *first.back)] == [8, 1, 2, 7]
    assert [cell.page for cell in (*second.front, *second.back)] == [6, 3, 4, 5]


def test_the_long_edge_turns_the_back_around() -> None:
    (leaf,) = impose(padded(4, Fold.BI_FOLD), Fold.BI_FOLD, Flip.LONG)
    assert leaf == Leaf((Cell(4), Cell(1)), (Cell(3, turned=True), Cell(2, turned=True)))


def test_a_booklet_from_right_to_left_opens_from_the_other_side() -> None:
    (leaf,) = impose(padded(4, Fold.BI_FOLD), Fold.BI_FOLD, Flip.SHORT, right_to_left=True)
    assert [cell.page for cell in (*leaf.front, *leaf.back)] == [1, 4, 3, 2]


@pytest.mark.parametrize(
    ("pages", "fold", "closing", "wanted"),
    [
        (1, Fold.BOOKLET, True, (1, None, None, None)),
        (5, Fold.BOOKLET, False, (1, 2, 3, 4, 5, None, None, None)),
        (5, Fold.BOOKLET, True, (1, 2, 3, 4, 5, None, None, None)),
        (6, Fold.BOOKLET, True, (1, 2, 3, 4, 5, 6, None, None)),
        (7, Fold.BOOKLET, False, (1, 2, 3, 4, 5, 6, 7, None)),
        (2, Fold.BI_FOLD, True, (1, 2, None, None)),
        (7, Fold.BOOKLET, True, (1, 2, 3, 4, 5, 6, None, 7)),
        (8, Fold.BOOKLET, True, (1, 2, 3, 4, 5, 6, 7, 8)),
        (5, Fold.TRI_FOLD, False, (1, 2, 3, 4, None, 5)),
        (3, Fold.TRI_FOLD, True, (1, 2, None, None, None, 3)),
        (3, Fold.TWO_UP, True, (1, 2, 3)),
    ],
)
def test_white_pages_stand_where_a_binder_puts_them(
    pages: int, fold: Fold, closing: bool, wanted: tuple[int | None, ...]
) -> None:
    assert padded(pages, fold, closing) == wanted


@pytest.mark.parametrize(("pages", "fold"), [(7, Fold.TRI_FOLD), (5, Fold.BI_FOLD), (0, Fold.BOOKLET)])
def test_more_pages_than_there_are_panels_are_refused(pages: int, fold: Fold) -> None:
    with pytest.raises(ValueError, match="pages on a"):
        padded(pages, fold)


def test_a_fold_says_how_much_it_holds() -> None:
    assert [most_pages(fold) for fold in Fold] == [None, 6, 4, None]
    assert [columns(fold) for fold in Fold] == [2, 3, 2, 2]
