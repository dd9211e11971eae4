"""Does each piece of a line stand where a reader of its direction looks for it?

Each piece is read by itself and in the order of the structure tree, so two drug names in an Arabic line could change
places on paper and nothing else would notice. Here the order on paper is compared with that of UAX #9.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate, groupby, pairwise
from typing import NamedTuple

from handouts.bidi import is_right_to_left, levels, visual_order
from handouts.proof.expected import BLOCK_END, Piece
from handouts.proof.reader import PageSeen
from handouts.proof.wording import ARTIFACT, flat, said

#: How far the baselines of one line may be apart, in points.
_BASE = 0.5


class Placed(NamedTuple):
    """A text object: its page, its baseline and left edge in points, and how many characters it says, spaces aside."""

    page: int
    base: float
    left: float
    length: int


def placed(page: PageSeen, number: int) -> Iterator[Placed]:
    """The objects of a page that say something, in the order of reading."""
    for item in page.read:
        length = len(flat(said(item)))
        if item.mark != ARTIFACT and length:
            yield Placed(number, item.base, item.left, length)


def crossed(items: Sequence[Placed], pieces: Sequence[Piece], mirrored: bool) -> tuple[int, str] | None:
    """The first line whose pieces stand in another order than they should: its page, and the words of its paragraph.

    Only for text that is all there, in order. ``mirrored`` is the direction of the document.
    """
    at = 0
    for block in "".join(piece.text for piece in pieces).split(BLOCK_END):
        length, taken, start = len(flat(block)), 0, at
        while at < len(items) and taken < length:
            taken += items[at].length
            at += 1
        if taken != length:  # an object that lies in two blocks: not what this engine writes
            return None
        page = _crossed(items[start:at], block, length, mirrored)
        if page:
            return page, block.strip()
    return None


def _crossed(items: Sequence[Placed], block: str, length: int, mirrored: bool) -> int:
    """The page on which a line of a paragraph is crossed; 0 for none."""
    found = levels(block, is_right_to_left(block, mirrored))
    places = [place for place, char in enumerate(block) for _ in flat(char)]
    if len(set(found)) < 2 or len(places) != length:
        return 0
    at = 0
    for _, group in groupby(items, key=lambda item: (item.page, round(item.base / _BASE))):
        line = list(group)
        ends = list(accumulate((item.length for item in line), initial=at))
        at = ends[-1]
        first, last = places[ends[0]], places[at - 1]
        order = visual_order(found[first : last + 1])  # with the spaces between, which have levels of their own
        wanted = {place: index for index, place in enumerate(order)}
        lefts = [min(wanted[place - first] for place in places[start:end]) for start, end in pairwise(ends)]
        indexes = range(len(line))
        if sorted(indexes, key=lefts.__getitem__) != sorted(indexes, key=lambda index: line[index].left):
            return line[0].page
    return 0
