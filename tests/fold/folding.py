"""Paper in code: sheets are printed on both sides, stacked, folded or cut, and read as a person reads them."""

from __future__ import annotations

from dataclasses import dataclass

from handouts.fold.imposition import Flip, Leaf


@dataclass(frozen=True, slots=True)
class Face:
    """What is seen on one side of a piece of paper: a page (None: white) and whether it stands upright."""

    page: int | None
    upright: bool = True


#: One thickness of paper, as many columns wide as it has not been folded: what is on top and what is underneath.
Layer = tuple[tuple[Face, Face], ...]


def printed(leaf: Leaf, flip: Flip) -> Layer:
    """A sheet as it comes out of the printer, front up: what lies under each column.

    Turned around its short edge (left or right of a landscape sheet), left and right change sides. Turned around its
    long edge, top and bottom do: seen as a book is opened, the back stands on its head.
    """
    fronts = [Face(cell.page, not cell.turned) for cell in leaf.front]
    if flip is Flip.SHORT:
        backs = [Face(cell.page, not cell.turned) for cell in reversed(leaf.back)]
    else:
        backs = [Face(cell.page, cell.turned) for cell in leaf.back]
    return tuple(zip(fronts, backs, strict=True))


def turned_over(layer: Layer) -> Layer:
    """The sheet turned over like a page of a book."""
    return tuple((under, over) for over, under in reversed(layer))


def fold_left_over_right(stack: list[Layer], at: int) -> list[Layer]:
    """Fold the columns before ``at`` over those after it. The stack is told from the top."""
    moved = [turned_over(layer[:at]) for layer in reversed(stack)]
    return [*moved, *(layer[at:] for layer in stack)]


def fold_right_over_left(stack: list[Layer], at: int) -> list[Layer]:
    """Fold the columns from ``at`` on over those before it."""
    moved = [turned_over(layer[at:]) for layer in reversed(stack)]
    return [*moved, *(layer[:at] for layer in stack)]


def leafed(stack: list[Layer]) -> list[Face]:
    """Read a stack one column wide from its top, leaf by leaf, both sides of each."""
    return [face for layer in stack for faces in layer for face in faces]


def bound(leaves: tuple[Leaf, ...], flip: Flip, right_to_left: bool) -> list[Face]:
    """Sheets laid into each other, the first outermost, folded once so that the cover lies on top."""
    inside_up = [turned_over(printed(leaf, flip)) for leaf in reversed(leaves)]
    return leafed((fold_right_over_left if right_to_left else fold_left_over_right)(inside_up, 1))


def letter_folded(leaf: Leaf, flip: Flip, right_to_left: bool) -> list[Layer]:
    """One sheet in three: the flap goes in first, the cover over it. Layers may be of any width, told from the top."""
    inside_up = [turned_over(printed(leaf, flip))]
    if right_to_left:
        flap, rest = fold_left_over_right(inside_up, 1)
        return [turned_over(rest[1:]), flap, rest[:1]]
    flap, rest = fold_right_over_left(inside_up, 2)
    return [turned_over(rest[:1]), flap, rest[1:]]
