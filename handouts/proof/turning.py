"""Which way a text object runs that does not tell it itself: it has no letter, and its neighbors decide."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from handouts.proof.seen import BASE, Shown

#: How far lines that begin at the same edge may be from each other there, in points: their side bearings.
_LEVEL_EDGES = 2.0


def as_it_follows(before: Shown | None, item: Shown) -> Shown:
    """Punctuation in decoration, which has no language, turned round where its line runs backward."""
    if before is None or item.sequence >= 0 or len(item.text) < 2 or any(map(str.isalnum, item.text)):
        return item
    backward = abs(before.base - item.base) < BASE and item.right <= before.left + BASE
    return replace(item, text=item.text[::-1]) if backward else item


def as_their_neighbors_run(shown: tuple[Shown, ...], order: Sequence[int]) -> tuple[Shown, ...]:
    """Objects of punctuation alone, turned round where what is read before or after them runs from left to right: it
    stands beside them, or is another line of theirs that is level with them on the left.
    """
    out = list(shown)
    for place, index in enumerate(order):
        item = shown[index]
        if not item.unsure:
            continue
        before = shown[order[place - 1]] if place else None
        after = shown[order[place + 1]] if place + 1 < len(order) else None
        beside = (before and _follows(before, item)) or (after and _follows(item, after))
        if beside or any(near and _level(near, item) for near in (before, after)):
            out[index] = replace(item, text=item.text[::-1], backward=False)
    return tuple(out)


def _follows(first: Shown, second: Shown) -> bool:
    """Does an object stand right of another one on its line, and no further away than words of one line do?"""
    if abs(first.base - second.base) >= BASE or second.left - first.right > second.size:
        return False
    return second.left > first.left and second.right > first.right


def _level(line: Shown, item: Shown) -> bool:
    """Does a line of the same marked content begin on the left where an object does, and not end where that ends?"""
    if line.sequence != item.sequence or line.backward or abs(line.base - item.base) < BASE:
        return False
    return abs(line.left - item.left) < min(_LEVEL_EDGES, abs(line.right - item.right))
