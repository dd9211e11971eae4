"""What does not fit the pages of a fold, and by how much. Nothing is ever shrunk to fit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from handouts.components.strip import Strip
from handouts.layout.format import Format
from handouts.layout.paginate import PageOf, beyond, spread
from handouts.model import Handout
from handouts.problems import Problem

#: Panels between the cover and the back: the inside spread and the flap.
_INSIDE = 4
#: Panels that are seen side by side.
_SPREAD = 3
#: Words in an em of running text: a character takes half an em, a word with its space six characters.
_WORDS = 1 / 3


def overfull(
    form: Format, handout: Handout, strips: Sequence[Strip], rooms: tuple[float, float], line: tuple[float, float]
) -> Problem | None:
    """What is too long for a fold; None where all fits.

    ``rooms`` are the heights of the first page and of the others, ``line`` the leading and the length of a line in ems.
    """
    if form.most is None:
        return None
    told = []
    for name, held, part, first in _parts(form, strips, rooms):
        over = beyond(part, first, rooms[1], held)
        if over:
            lines = max(1, round(over / line[0]))
            told.append(f"{name} about {lines} lines ({max(1, round(lines * line[1] * _WORDS))} words) too much")
    if not told:
        return None
    return Problem(
        "does-not-fit",
        f"'{handout.id}' does not fit the {form.most} pages of a {form.fold}: {', '.join(told)}",
        handout.place,
        "shorten it, take a larger paper, or fold it as a booklet: --fold booklet",
    )


def excess(form: Format, strips: Sequence[Strip], rooms: tuple[float, float]) -> float:
    """The height of all that is too much for a fold, in points: of two ways that do not fit the better one is told."""
    return sum(beyond(part, first, rooms[1], held) for _, held, part, first in _parts(form, strips, rooms))


def on_panels(strips: Sequence[Strip], pages: Sequence[PageOf], rooms: tuple[float, float]) -> list[PageOf]:
    """The pages of a cover, an inside and a back, with the inside spread evenly over its panels.

    It takes more of them than it must, up to the three that are seen side by side, where each begins with a section.
    """
    cover, *inside, back = pages
    start, end, need = cover.end, back.start, len(inside)
    part = strips[start:end]
    tries = [(count, True) for count in range(_SPREAD, need, -1)] + [(need, False)]
    for count, whole in tries if part else ():
        found = spread(part, rooms[1], rooms[1], count, whole)
        if found:
            return [cover, *(replace(page, start=start + page.start, end=start + page.end) for page in found), back]
    return [*pages]


def _parts(
    form: Format, strips: Sequence[Strip], rooms: tuple[float, float]
) -> list[tuple[str, int, Sequence[Strip], float]]:
    """What stands by itself: its name, on how many pages, its strips, and the height of its first page."""
    if not form.panels or not any(strip.fresh for strip in strips):
        return [("there are", form.most or 0, strips, rooms[0])]
    starts = [0, *(index for index, strip in enumerate(strips) if strip.fresh), len(strips)]
    cover, *inside, back = (strips[start:end] for start, end in pairwise(starts))
    return [
        ("the cover has", 1, cover, rooms[0]),
        *(("the inside has", _INSIDE, part, rooms[1]) for part in inside),
        ("the back has", 1, back, rooms[1]),
    ]
