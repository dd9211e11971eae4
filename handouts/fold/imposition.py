"""Which page of a handout is printed where: a pure function of pages, fold and the edge on which the printer flips.

A side of a sheet is told as a person sees it who holds it in landscape: columns from left to right, each with the
number of a page, counted from 1, or None where it stays white.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum

from handouts.records import dataclass


class Fold(Enum):
    """How a printed sheet becomes pages."""

    BOOKLET = "booklet"
    TRI_FOLD = "tri-fold"
    BI_FOLD = "bi-fold"
    TWO_UP = "2-up"


class Flip(Enum):
    """The edge of the sheet on which the printer turns it over to print its back."""

    SHORT = "short"
    LONG = "long"


#: The panels of a letter fold: cover, the inside spread of three, the flap that is folded in, and the back.
PANELS = 6
#: Pages on one sheet that is folded once.
LEAVES = 4


@dataclass(frozen=True, slots=True)
class Cell:
    """A place on one side of a sheet: the page printed there, and whether it stands on its head."""

    page: int | None
    turned: bool = False


Side = tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Leaf:
    """A sheet of paper: its front as printed, and its back as printed."""

    front: Side
    back: Side


def columns(fold: Fold) -> int:
    """How many pages stand side by side on a sheet."""
    return 3 if fold is Fold.TRI_FOLD else 2


def most_pages(fold: Fold) -> int | None:
    """How many pages a fold has at most; None where more sheets are taken."""
    return {Fold.TRI_FOLD: PANELS, Fold.BI_FOLD: LEAVES}.get(fold)


def padded(pages: int, fold: Fold, closing: bool = False) -> tuple[int | None, ...]:
    """Pages with white ones added, as a binder would.

    A single white page goes inside the back cover if the last page can stand there alone (``closing``). Several go to
    the end: nobody must take a white spread for the end of the text. On panels the back is always the last page; the
    flap stays white first, then the last of the inside spread. Raises ValueError for too many pages.
    """
    most = most_pages(fold)
    if pages < 1 or (most is not None and pages > most):
        raise ValueError(f"{pages} pages on a {fold.value}")
    numbers: list[int | None] = list(range(1, pages + 1))
    if fold is Fold.TWO_UP:
        return tuple(numbers)
    white = PANELS - pages if fold is Fold.TRI_FOLD else -pages % LEAVES
    inside = fold is Fold.TRI_FOLD or (closing and white == 1)
    at = len(numbers) - 1 if inside and pages > 1 else len(numbers)
    numbers[at:at] = [None] * white
    return tuple(numbers)


def impose(
    pages: Sequence[int | None], fold: Fold, flip: Flip = Flip.SHORT, right_to_left: bool = False
) -> tuple[Leaf, ...]:
    """The sheets that give ``pages`` back in their order, upright, once they are printed, folded or cut.

    ``pages`` come from :func:`padded`. In a language written from right to left everything opens from the other side.
    """
    leaves = {Fold.TRI_FOLD: _panels, Fold.TWO_UP: _twice}.get(fold, _nested)(tuple(pages))
    if right_to_left:
        leaves = [(front[::-1], back[::-1]) for front, back in leaves]
    return tuple(Leaf(_side(front), _back(back, flip)) for front, back in leaves)


def _nested(pages: tuple[int | None, ...]) -> list[tuple[tuple[int | None, ...], tuple[int | None, ...]]]:
    """Sheets folded once and laid into each other, the outermost first."""
    last = len(pages) - 1
    return [
        ((pages[last - at], pages[at]), (pages[at + 1], pages[last - at - 1])) for at in range(0, len(pages) // 2, 2)
    ]


def _panels(pages: tuple[int | None, ...]) -> list[tuple[tuple[int | None, ...], tuple[int | None, ...]]]:
    """One sheet in three: outside are the flap, the back and the cover; inside the spread."""
    cover, left, middle, right, flap, back = pages
    return [((flap, back, cover), (left, middle, right))]


def _twice(pages: tuple[int | None, ...]) -> list[tuple[tuple[int | None, ...], tuple[int | None, ...]]]:
    """The same page twice beside itself, with the next one behind both."""
    even = (*pages, None) if len(pages) % 2 else pages
    return [((front,) * 2, (back,) * 2) for front, back in zip(even[::2], even[1::2], strict=True)]


def _side(pages: Sequence[int | None]) -> Side:
    return tuple(Cell(page) for page in pages)


def _back(pages: Sequence[int | None], flip: Flip) -> Side:
    """A back as it must be printed. Turned over on its long edge, a landscape sheet stands on its head."""
    if flip is Flip.SHORT:
        return _side(pages)
    return tuple(Cell(page, turned=True) for page in reversed(pages))
