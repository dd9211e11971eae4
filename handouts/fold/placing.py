"""Where everything stands on the sides of a sheet: pages, fold marks, cut marks and boxes. Pure; all in points."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from handouts.fold.formats import Folded, widths
from handouts.fold.imposition import Cell, Flip, Fold, Side, impose, padded
from handouts.records import dataclass

#: White between the trimmed sheet, with its bleed, and the marks around it.
_OFF = 6.0
#: Digits behind the point of a place, as the file has it.
DIGITS = 3


@dataclass(frozen=True, slots=True)
class Printing:
    """How a fold is printed: the edge on which the printer flips, marks or none, and the bleed in points.

    No style may have color at the edge of the sheet (theme, ``outside-printable``), so the bleed is white.
    """

    flip: Flip = Flip.SHORT
    marks: bool = False
    bleed: float = 0.0
    right_to_left: bool = False


@dataclass(frozen=True, slots=True)
class Placed:
    """A page on a side: its lower left corner as it is seen, its size, and whether it stands on its head."""

    page: int
    x: float
    y: float
    width: float
    height: float
    turned: bool


@dataclass(frozen=True, slots=True)
class Mark:
    """A short line from one point to another; a fold is dashed, a cut is not."""

    x: float
    y: float
    to_x: float
    to_y: float
    dashed: bool


@dataclass(frozen=True, slots=True)
class SideOf:
    """One side as it is printed: its medium (width, height), the trimmed sheet on it (left, bottom, right, top)."""

    medium: tuple[float, float]
    trim: tuple[float, float, float, float]
    placed: tuple[Placed, ...]
    marks: tuple[Mark, ...]


def sides(folded: Folded, pages: int, closing: bool, printing: Printing) -> tuple[SideOf, ...]:
    """Every side to print, fronts and backs in turn, for a handout of so many pages.

    ``closing`` says that the last page can stand alone behind white ones. Raises ValueError for too many pages.
    """
    order = padded(pages, folded.fold, closing)
    leaves = impose(order, folded.fold, printing.flip, printing.right_to_left)
    found = []
    for depth, leaf in enumerate(leaves):
        creep = depth * folded.theme.fold.thickness if folded.fold is Fold.BOOKLET else 0.0
        front = widths(folded.fold, folded.sheet, folded.theme, printing.right_to_left)
        # Turned on its short edge a sheet shows its columns in the other order; on its long edge it does not.
        back = front[::-1] if printing.flip is Flip.SHORT else front
        found += [_side(folded, leaf.front, front, creep, printing), _side(folded, leaf.back, back, creep, printing)]
    return tuple(found)


def around(printing: Printing, folded: Folded) -> float:
    """How much wider than the sheet its medium is on every side: bleed, and room for marks outside of it."""
    if not printing.bleed:
        return 0.0
    return printing.bleed + (_OFF + folded.theme.fold.mark if printing.marks else 0.0)


def _side(folded: Folded, cells: Side, columns: Sequence[float], creep: float, printing: Printing) -> SideOf:
    edge, sheet = around(printing, folded), folded.sheet
    trim = (edge, edge, edge + sheet.width, edge + sheet.height)
    marks = tuple(_marks(folded, columns, trim, printing)) if printing.marks else ()
    return SideOf(
        (sheet.width + 2 * edge, sheet.height + 2 * edge),
        trim,
        tuple(_placed(folded, cells, columns, creep, edge)),
        marks,
    )


def _placed(
    folded: Folded, cells: Sequence[Cell], columns: Sequence[float], creep: float, edge: float
) -> Iterator[Placed]:
    """Pages in the middle of their columns. The inner sheets of a booklet move toward the spine by their creep."""
    page = folded.page
    x, middle = edge, len(cells) / 2
    for index, (cell, width) in enumerate(zip(cells, columns, strict=True)):
        if cell.page is not None:
            inward = creep if index < middle else -creep
            left = x + (width - page.width) / 2 + inward
            left, low, wide, tall = (round(value, DIGITS) for value in (left, edge, page.width, page.height))
            yield Placed(cell.page, left, low, wide, tall, cell.turned)
        x += width


def _marks(
    folded: Folded, columns: Sequence[float], trim: tuple[float, float, float, float], printing: Printing
) -> Iterator[Mark]:
    """Ticks at both ends of every fold or cut, and at the corners of a sheet that is trimmed.

    On office paper they stand inside, where a printer reaches; with a bleed outside, where they are cut off.
    """
    left, bottom, right, top = trim
    long = folded.theme.fold.mark
    off = printing.bleed + _OFF
    reach = folded.theme.page.printable
    at = left
    for width in columns[:-1]:
        at += width
        dashed = folded.fold is not Fold.TWO_UP
        if printing.bleed:
            yield Mark(at, top + off, at, top + off + long, dashed)
            yield Mark(at, bottom - off, at, bottom - off - long, dashed)
        else:
            yield Mark(at, top - reach, at, top - reach - long, dashed)
            yield Mark(at, bottom + reach, at, bottom + reach + long, dashed)
    if printing.bleed:
        for x, away in ((left, -1), (right, 1)):
            for y, up in ((bottom, -1), (top, 1)):
                yield Mark(x, y + up * off, x, y + up * (off + long), dashed=False)
                yield Mark(x + away * off, y, x + away * (off + long), y, dashed=False)
