"""Several handouts in one file behind a cover."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import accumulate

from handouts.fonts import Faces
from handouts.model import Library
from handouts.tags import TaggedCanvas
from handouts.theme import Paper, Theme
from handouts.typeset.drawing import canvas_of, draw_pages
from handouts.typeset.laying import document_of, lay_out, part_of
from handouts.typeset.parts import Laid, Part, uninterrupted


@uninterrupted()
def typeset_packet(
    cover: Callable[[Sequence[int]], Part],
    parts: Sequence[Part],
    library: Library,
    theme: Theme,
    faces: Faces,
    paper: Paper,
) -> tuple[TaggedCanvas, tuple[int, ...], Part]:
    """Several handouts in one file behind a cover, with page numbers that run through, on a canvas.

    ``cover`` makes the cover from the page on which each handout begins. Gives the canvas, how many pages the cover and
    each handout have, and the cover. Raises ContentError.
    """
    root = document_of(parts[0])

    def laid_out(part: Part, place: int) -> Laid:
        return lay_out(part, library, theme, faces, paper, part_of(root, place, part.handout.language))

    inside = [laid_out(part, place) for place, part in enumerate(parts, 1)]
    front, first = laid_out(cover(_begins(1, inside)), 0), 1
    while len(front.pages) != first:  # a list of contents so long that the cover needs another page
        first = len(front.pages)
        front = laid_out(cover(_begins(first, inside)), 0)
    whole = [front, *inside]
    counts = tuple(len(laid.pages) for laid in whole)
    canvas = canvas_of(front.part, library.clinic, paper)
    for laid, before in zip(whole, accumulate(counts, initial=0), strict=False):
        canvas.chapter(laid.part.handout.title.plain)
        draw_pages(canvas, laid.furniture, laid.strips, laid.pages, before, sum(counts))
    return canvas, counts, front.part


def _begins(before: int, inside: Sequence[Laid]) -> tuple[int, ...]:
    return tuple(accumulate((len(laid.pages) for laid in inside[:-1]), initial=before + 1))
