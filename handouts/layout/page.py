"""The text of one page, drawn from its strips section by section: what has not changed is as it was drawn before."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from handouts.components.strip import Strip, paint_boxes
from handouts.layout.continuing import comes_again
from handouts.layout.paginate import PageOf, shared_padding
from handouts.layout.story import Imprint
from handouts.tags import TaggedCanvas, shelf

#: Room left on a page is given to its sections in steps of the rhythm, in points.
_RHYTHM = 4.0


def draw_page(
    canvas: TaggedCanvas, strips: Sequence[Strip], page: PageOf, place: tuple[float, float], room: float, again: bool
) -> None:
    """Draw the text of a page at ``place``, its left and upper edge in points, where there are ``room`` points for it.

    ``again`` lets sections be drawn as they were drawn before.
    """
    x, top = place
    shown = strips[page.start : page.end]
    gain = _gain(shown, room - page.height)
    repeat = comes_again(shown[0], page.said) if page.start else None
    if repeat is not None:
        with canvas.artifact():
            repeat.draw(canvas, x, top)
        top -= repeat.height
    if page.start:
        top -= shared_padding(strips[page.start - 1], shown[0])
    tops = []
    for index, strip in enumerate(shown):
        top -= (strip.above + (gain if strip.stretch else 0.0) if index else 0.0) + strip.lead
        tops.append(top)
        top -= strip.height + strip.ends
    for start, end in _parts(shown):
        part, places = shown[start:end], tops[start:end]
        kept = shelf(x, *part, *places) if again else None
        canvas.remembered(kept, partial(_draw, part, places, canvas, x))


def _draw(strips: Sequence[Strip], tops: Sequence[float], canvas: TaggedCanvas, x: float) -> None:
    paint_boxes(strips, tops, canvas, x)
    for strip, at in zip(strips, tops, strict=True):
        strip.draw(canvas, x, at)


def _parts(strips: Sequence[Strip]) -> Iterator[tuple[int, int]]:
    """Where sections begin and end, and the imprint, which changes with every word of a sheet."""
    start = 0
    for index, strip in enumerate(strips):
        if index and (strip.stretch or isinstance(strip, Imprint)):
            yield start, index
            start = index
    yield start, len(strips)


def _gain(strips: Sequence[Strip], spare: float) -> float:
    """What every section on the page gains above it, in whole steps of the rhythm."""
    stretchy = [strip for strip in strips[1:] if strip.stretch]
    if not stretchy or spare <= 0:
        return 0.0
    return min(stretchy[0].stretch, spare / len(stretchy) // _RHYTHM * _RHYTHM)
