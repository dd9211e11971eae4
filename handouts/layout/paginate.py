"""Where pages end. A pure function of strips, looking at the whole document at once.

As few pages as possible; then no page that holds only a few lines, no break inside a box if it can be helped, and
breaks before sections rather than inside paragraphs.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from handouts.components.strip import Strip

_PAGE = 1e6
_FORBIDDEN = 1e9
_IN_BOX = 400.0
_EMPTINESS = 300.0
_THIN = 5_000.0
#: A last page filled less than this looks like a mistake.
_THIN_SHARE = 0.2


@dataclass(frozen=True, slots=True)
class PageOf:
    """The strips ``start`` to ``end`` on one page, and the height they take in points."""

    start: int
    end: int
    height: float


class TooTallError(Exception):
    """A strip is higher than a page; ``strip`` is its index."""

    def __init__(self, strip: int) -> None:
        super().__init__(strip)
        self.strip = strip


def paginate(strips: Sequence[Strip], first: float, others: float) -> list[PageOf]:
    """Cut strips into pages ``first`` and then ``others`` points high. Raises TooTallError."""
    count = len(strips)
    shared = [0.0] * (count + 1)
    for index in range(1, count):
        shared[index] = shared_padding(strips[index - 1], strips[index])
    for index, strip in enumerate(strips):
        room = max(first, others) if index == 0 else others
        repeated = strip.repeat.height if strip.repeat is not None else 0.0
        if strip.lead + strip.height + strip.ends + repeated > room + 0.01:
            raise TooTallError(index)
    best = [float("inf")] * (count + 1)
    came = [0] * (count + 1)
    best[0] = 0.0
    for start in range(count):
        if best[start] == float("inf"):
            continue
        room = first if start == 0 else others
        used = shared[start]
        repeat = strips[start].repeat
        used += repeat.height if repeat is not None and start else 0.0
        for end in range(start + 1, count + 1):
            strip = strips[end - 1]
            used += strip.lead + strip.height + strip.ends + (strip.above if end - 1 > start else 0.0)
            closing = shared[end]
            if used + closing > room + 0.01:
                break
            cost = best[start] + _PAGE + _penalty(strips, end, shared[end], (room - used) / room)
            if cost < best[end]:
                best[end], came[end] = cost, start
    if best[count] == float("inf"):
        raise TooTallError(max(index for index in range(count + 1) if best[index] < float("inf")))
    pages: list[PageOf] = []
    end = count
    while end:
        pages.append(PageOf(came[end], end, _height(strips, came[end], end, shared)))
        end = came[end]
    return pages[::-1]


def shared_padding(before: Strip, after: Strip) -> float:
    """The inner white of all boxes that both strips lie in: what a page break between them adds on either side."""
    inside = {box for box, _ in before.boxes}
    return sum(box.pad for box, _ in after.boxes if box in inside)


def _penalty(strips: Sequence[Strip], end: int, inside: float, empty: float) -> float:
    if end == len(strips):
        return _THIN if empty > 1 - _THIN_SHARE else 0.0
    cost = _EMPTINESS * empty * empty
    if strips[end - 1].keep:
        cost += _FORBIDDEN
    if inside:
        cost += _IN_BOX
    if not strips[end].stretch:
        cost += 20.0
    return cost


def _height(strips: Sequence[Strip], start: int, end: int, shared: Sequence[float]) -> float:
    used = shared[start] + shared[end]
    repeat = strips[start].repeat
    used += repeat.height if repeat is not None and start else 0.0
    for index in range(start, end):
        strip = strips[index]
        used += strip.lead + strip.height + strip.ends + (strip.above if index > start else 0.0)
    return used
