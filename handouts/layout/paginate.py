"""Where pages end. A pure function of strips, looking at the whole document at once.

As few pages as possible; then no page that holds only a few lines, no break inside a box if it can be helped, and
breaks before sections rather than inside paragraphs.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from handouts.components.strip import Strip
from handouts.layout.continuing import comes_again
from handouts.records import dataclass

_PAGE = 1e6
_FORBIDDEN = 1e9
#: Where all belongs together and something must be parted, best between two entries in a box: never a heading from it.
_BETWEEN = 5e8
#: Then the title stands by itself, before a box that should stay whole is parted between entries, or in one of them.
_BEFORE_SECTION, _BETWEEN_URGENT, _IN_URGENT = 6e8, 7e8, 2e9
_IN_BOX = 400.0
_EMPTINESS = 300.0
_THIN = 5_000.0
#: The last words of a section alone at the top of a page, less than so many points high, cost this.
_LONE, _FEW = 100.0, 30.0
#: A section that goes on is named again if there is room: never for another page, rather than for a full one.
_UNSAID = 150.0
_SAID, _EITHER = (True,), (True, False)
#: A section that goes on on the next panel is worse than a panel half empty.
_PARTED = 200.0
#: A last page filled less than this looks like a mistake.
_THIN_SHARE = 0.2
#: One of whole sections, such as the sources, does so only if it is less than so many points high.
_THIN_SECTIONS = 90.0


@dataclass(frozen=True, slots=True)
class PageOf:
    """The strips ``start`` to ``end`` on one page, and the height they take in points.

    ``said`` tells whether the section that they go on with is named again at the top.
    """

    start: int
    end: int
    height: float
    said: bool = True


class TooTallError(Exception):
    """A strip is higher than a page; ``strip`` is its index."""

    def __init__(self, strip: int) -> None:
        super().__init__(strip)
        self.strip = strip


def paginate(strips: Sequence[Strip], first: float, others: float) -> list[PageOf]:
    """Cut strips into pages ``first`` and then ``others`` points high. Raises TooTallError."""
    count = len(strips)
    breaks = _breaks(strips)
    for index, strip in enumerate(strips):
        room = max(first, others) if index == 0 else others
        repeated = _repeated(strips, index, said=False)
        if strip.lead + strip.height + strip.ends + repeated > room + 0.01:
            raise TooTallError(index)
    best, came = _cheapest(strips, first, others, breaks, kept=False)
    if best[count] == float("inf"):  # only then may what belongs together be parted
        best, came = _cheapest(strips, first, others, breaks, kept=True)
    if best[count] == float("inf"):
        raise TooTallError(max(index for index in range(count + 1) if best[index] < float("inf")))
    pages: list[PageOf] = []
    end = count
    while end:
        start, said = came[end]
        pages.append(PageOf(start, end, _height(strips, start, end, breaks, said), said))
        end = start
    return pages[::-1]


def _cheapest(
    strips: Sequence[Strip], first: float, others: float, breaks: _Breaks, kept: bool
) -> tuple[list[float], list[tuple[int, bool]]]:
    """For every strip, what it costs to end a page before it, where that page begins, and what is said again there.

    Pages end after strips that ask to stay with the next one only if ``kept``.
    """
    count = len(strips)
    best = [float("inf")] * (count + 1)
    came = [(0, True)] * (count + 1)
    best[0] = 0.0
    for start in range(count):
        if best[start] == float("inf"):
            continue
        for said in _ways(strips, start):
            for end, penalty, _ in _ends(strips, start, others if start else first, breaks, kept, said):
                cost = best[start] + _PAGE + penalty + (0.0 if said else _UNSAID)
                if cost < best[end]:
                    best[end], came[end] = cost, (start, said)
    return best, came


def spread(
    strips: Sequence[Strip], first: float, others: float, pages: int, whole: bool = False
) -> list[PageOf] | None:
    """Cut strips into exactly so many pages, filled as evenly as they can be; None where that cannot be.

    ``whole`` ends pages before sections only.
    """
    breaks = _breaks(strips)
    best: list[dict[int, tuple[float, int]]] = [{0: (0.0, 0)}]  # by page: for every end, what it costs and its start
    for _ in range(pages):
        reached: dict[int, tuple[float, int]] = {}
        for start, (before, _) in best[-1].items():
            for end, penalty, empty in _ends(strips, start, others if start else first, breaks):
                last = end == len(strips)
                cost = before + (_EMPTINESS * empty * empty if last else penalty)
                if not last and not (strips[end].stretch or strips[end].fresh):
                    if whole:
                        continue
                    cost += _PARTED
                if end not in reached or cost < reached[end][0]:
                    reached[end] = cost, start
        best.append(reached)
    if len(strips) not in best[-1]:
        return None
    found: list[PageOf] = []
    end = len(strips)
    for reached in best[:0:-1]:
        start = reached[end][1]
        found.append(PageOf(start, end, _height(strips, start, end, breaks, said=False), said=False))
        end = start
    return found[::-1]


def beyond(strips: Sequence[Strip], first: float, others: float, pages: int) -> float:
    """The height, in points, of what is left over when so many pages are filled as far as they can be."""
    breaks = _breaks(strips)
    start = 0
    for _ in range(pages):
        ends = list(_ends(strips, start, others if start else first, breaks))
        good = [entry for entry in ends if entry[1] < _BETWEEN]
        start = max((end for end, *_ in good or ends), default=start)
        if start == len(strips):
            return 0.0
    return _height(strips, start, len(strips), breaks, said=False)


def _ends(
    strips: Sequence[Strip],
    start: int,
    room: float,
    breaks: _Breaks,
    kept: bool = True,
    said: bool = False,
) -> Iterator[tuple[int, float, float]]:
    """Where a page that begins at ``start`` may end, what speaks against it, and the share of the page left empty.

    Ends after strips that ask to stay with the next one are left out unless ``kept``. What the page goes on with is
    named again if ``said``.
    """
    inside, against = breaks.inside, breaks.against
    used = inside[start] + _repeated(strips, start, said)
    count, most = len(strips), room + 0.01
    for index in range(start, count):
        strip, end = strips[index], index + 1
        if index == start:
            used += strip.lead + strip.height + strip.ends
        elif strip.fresh:
            break
        else:
            used += strip.lead + strip.height + strip.ends + strip.above
        if used + inside[end] > most:
            break
        if strip.keep and not kept and end < count and not strips[end].fresh:
            continue
        empty = (room - used) / room
        yield end, _penalty(strips, start, end, against[end], used, empty), empty


def shared_padding(before: Strip, after: Strip) -> float:
    """The inner white of all boxes that both strips lie in: what a page break between them adds on either side."""
    if not before.boxes:
        return 0.0
    inside = {box for box, _ in before.boxes}
    return sum(box.pad for box, _ in after.boxes if box in inside)


@dataclass(frozen=True, slots=True)
class _Breaks:
    """For every place between strips, what a page break there adds on either side, and what speaks against it wherever
    the page began.
    """

    inside: Sequence[float]
    against: Sequence[float]


def _breaks(strips: Sequence[Strip]) -> _Breaks:
    between = [shared_padding(before, after) for before, after in pairwise(strips)]
    against = [_against(strips, end, inside) for end, inside in enumerate(between, 1)]
    return _Breaks((0.0, *between, 0.0), (0.0, *against, 0.0))


def _against(strips: Sequence[Strip], end: int, inside: float) -> float:
    """What speaks against a page that ends here, however full it is."""
    before, after = strips[end - 1], strips[end]
    if after.fresh:
        return 0.0
    cost = _IN_BOX if inside else 0.0
    if before.keep:
        cost += _together(before, after, inside)
    if not after.stretch:
        cost += 20.0 + (_LONE if _left(strips, end) < _FEW else 0.0)
    return cost


def _penalty(strips: Sequence[Strip], start: int, end: int, against: float, used: float, empty: float) -> float:
    if end == len(strips):
        enough = strips[start].stretch and used >= _THIN_SECTIONS
        return _THIN if empty > 1 - _THIN_SHARE and not enough else 0.0
    return _EMPTINESS * empty * empty + against


def _together(before: Strip, after: Strip, inside: float) -> float:
    """What it costs to part two strips that should stay together."""
    if after.stretch:
        return _BEFORE_SECTION
    around = {box for box, _ in before.boxes}
    urgent = any(box.whole and box in around for box, _ in after.boxes)
    if inside and after.above:
        return _BETWEEN_URGENT if urgent else _BETWEEN
    return _IN_URGENT if urgent else _FORBIDDEN


def _left(strips: Sequence[Strip], start: int) -> float:
    """The height of what is left of a section from ``start`` on, as far as that matters."""
    height = 0.0
    for index in range(start, len(strips)):  # a slice would copy all that follows, for every place a page may end
        strip = strips[index]
        if strip.stretch or height >= _FEW:
            break
        height += strip.height
    return height


def _repeated(strips: Sequence[Strip], start: int, said: bool) -> float:
    """The height of what comes again on a page that begins at ``start``."""
    repeat = comes_again(strips[start], said) if 0 < start < len(strips) else None
    return repeat.height if repeat is not None else 0.0


def _ways(strips: Sequence[Strip], start: int) -> tuple[bool, ...]:
    """Whether what a page goes on with may be named again, and may be not: the latter where it takes room."""
    strip = strips[start]
    return _SAID if comes_again(strip) is comes_again(strip, said=False) else _EITHER


def _height(strips: Sequence[Strip], start: int, end: int, breaks: _Breaks, said: bool) -> float:
    used = breaks.inside[start] + breaks.inside[end] + _repeated(strips, start, said)
    for index in range(start, end):
        strip = strips[index]
        used += strip.lead + strip.height + strip.ends + (strip.above if index > start else 0.0)
    return used
