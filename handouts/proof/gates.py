"""Gate 3: do the words stand where they belong, as text that can be read?

They lie where they can be printed, upright, large enough, in reading order, not clipped, not on top of each other nor
under anything else. Gate 1, every character has a glyph, stands before the layout (``checks``); gate 2 is ``wording``,
and gate 4, is there ink where they are said to be, ``pixels``.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from operator import attrgetter

from handouts.proof.seen import SPECK, PageSeen, Shape, Shown
from handouts.proof.wording import ARTIFACT
from handouts.records import dataclass

#: How far a letter may reach out of its place, in ems: the j to the left, the slanted f to the right.
_BEARING = 0.2
_OVERLAP = 0.25
_TOUCH = 1.5
#: What is thinner than this, in points, is a line and covers nothing.
_THIN = 1.5


@dataclass(frozen=True, slots=True)
class Rules:
    """What a page must keep to: sizes and margins in points, contrast as a ratio.

    ``backward`` is for pages that run from right to left.
    """

    body: float
    small: float
    contrast: float
    printable: float
    left: float
    right: float
    backward: bool = False


def place_problems(page: PageSeen, rules: Rules, small: Sequence[bool]) -> Iterator[str]:
    """Boxes inside page and frame, sizes, contrast, and no text over other text. ``small`` matches ``page.shown``."""
    inked = []
    for item, is_small in zip(page.shown, small, strict=True):
        if item.text.strip():
            inked.append(item)
            yield from _misplaced(item, page, rules, rules.small if is_small else rules.body)
        elif not item.text and not item.spoken and item.top - item.bottom > SPECK:
            yield f"what is painted at {item.left:.0f}, {item.base:.0f} says nothing, or again what was said before"
    yield from _overlaps(inked)
    yield from _covers(page)
    yield from _disorder(page, rules.backward)


def _misplaced(item: Shown, page: PageSeen, rules: Rules, least: float) -> Iterator[str]:
    """What is wrong with one text; ``least`` is the smallest size that it may have."""
    edge, size = rules.printable, item.size
    left, right = item.left, item.right
    inside = left >= edge and item.bottom >= edge and right <= page.width - edge and item.top <= page.height - edge
    column = left >= rules.left - size * _BEARING - 1 and right <= page.width - rules.right + size * 0.4 + 1
    large = size >= least - 0.01
    if inside and column and large and item.opaque and item.upright and not item.clipped and not item.gapped:
        return
    words = item.text.strip()[:40]
    if not inside:
        yield f"'{words}' lies outside the printable area"
    elif not column:
        yield f"'{words}' runs out of its column"
    if not large:
        yield f"'{words}' is {size:.1f} pt, less than {least:g} pt"
    if not item.opaque:
        yield f"'{words}' is drawn transparent or as an outline"
    if not item.upright:
        yield f"'{words}' is turned, slanted or mirrored"
    if item.clipped:
        yield f"'{words}' is clipped"
    if item.gapped:
        yield f"'{words}' has a blank that is not a space: its words run together when read aloud"


def _overlaps(inked: Sequence[Shown]) -> Iterator[str]:
    inked = sorted(inked, key=attrgetter("top"), reverse=True)
    for index, upper in enumerate(inked, 1):
        left, right, bottom = upper.left, upper.right, upper.bottom
        least = _BEARING * upper.size  # a slanted f reaches over the next letter, but not over all of a dot
        for lower in inked[index:]:
            if lower.top <= bottom:
                break
            # How far one of them would have to move: a narrow one may lie on the other as a whole.
            over = min(right - lower.left, lower.right - left)
            if over > least or over >= min(right - left, lower.right - lower.left):
                high = lower.top - max(bottom, lower.bottom)
                if high > _OVERLAP * min(upper.top - bottom, lower.top - lower.bottom):
                    yield f"'{upper.text.strip()[:40]}' and '{lower.text.strip()[:40]}' lie on each other"


def _covers(page: PageSeen) -> Iterator[str]:
    """Text under something painted later. Thin lines may cross it, as underlines do; an outline may run around it."""
    for shape in page.shapes:
        if min(shape.right - shape.left, shape.top - shape.bottom) < _THIN:
            continue
        left, bottom, right, top = shape.left + 1, shape.bottom + 1, shape.right - 1, shape.top - 1
        for item in page.shown[: shape.after]:
            if item.left < right and item.bottom < top and item.right > left and item.top > bottom:
                large = item.top - item.bottom > 1 and item.right - item.left > 1
                if large and (shape.solid or not _around(shape, item)) and item.text.strip():
                    yield f"'{item.text.strip()[:40]}' is covered by something painted later"


def _around(shape: Shape, item: Shown) -> bool:
    return (
        shape.left <= item.left and shape.right >= item.right and shape.bottom <= item.bottom and shape.top >= item.top
    )


def _disorder(page: PageSeen, backward: bool) -> Iterator[str]:
    """What is read later may not stand above what is read before, but in another column; nor left of it on a line.

    On pages, and in languages, that run backward nor right of it, but between words that run from left to right.
    """
    read = [item for item in page.read if item.mark != ARTIFACT and item.text.strip()]
    before: list[Shown] = []  # from the lowest line upward, and where they stand
    bases: list[float] = []
    for later in read:
        base, half = later.base, later.size / 2
        for earlier in before[: bisect_left(bases, base + half)]:
            if base < earlier.base + half:
                turned = backward or (earlier.turned and later.turned)
                wrong = _against(earlier, later) if turned else later.left < earlier.left - _TOUCH
            else:
                wide = min(later.right, earlier.right) - max(later.left, earlier.left)
                wrong = wide > half or later.sequence == earlier.sequence
            if wrong:
                yield f"'{later.text.strip()[:40]}' is read after '{earlier.text.strip()[:40]}', but stands before it"
                return
        place = bisect_right(bases, base)
        bases.insert(place, base)
        before.insert(place, later)


def _against(earlier: Shown, later: Shown) -> bool:
    """Does the later of two things on a line that runs from right to left stand before the earlier one?"""
    return later.left + later.right > earlier.left + earlier.right and (earlier.backward or later.backward)
