"""Does each piece of a line stand where a reader of its direction looks for it?

Each piece is read by itself and in the order of the structure tree, so two drug names in an Arabic line could change
places on paper and nothing else would notice. Here the order on paper is compared with that of UAX #9, and the white
between neighbors with the spaces that the content has there.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from itertools import accumulate, groupby, pairwise
from typing import NamedTuple

from handouts.bidi import is_right_to_left, levels, visual_order
from handouts.proof.expected import BLOCK_END, Piece
from handouts.proof.seen import PageSeen
from handouts.proof.wording import ARTIFACT, flat, said

#: How far the baselines of one line may be apart, in points.
_BASE = 0.5
#: How far the baseline of the next line is below, in sizes of its type: labels with room to write stand furthest apart.
_LEAST, _MOST = 0.5, 2.5
#: How far lines that begin or end at the same edge may be from each other there, in ems: their side bearings, and the
#: hyphen of a broken word, which is not said.
_LEVEL = 0.7
#: How far the ink of neighbors without a space may be apart, and may reach over each other, in ems: their side bearings
#: take 0.26 at most, and a slanted letter or an accent reaches over the next one by 0.13.
_APART, _OVER = 0.3, 0.2
#: The widest that a blank of the content makes it.
_BLANK = 0.45
#: How much of its square punctuation among ideographs may leave empty, in ems.
_HALF = 0.75


class Placed(NamedTuple):
    """A text object: its page, its baseline and edges in points, its size, and how many letters and signs it says."""

    page: int
    base: float
    left: float
    right: float
    size: float
    length: int


def placed(page: PageSeen, number: int) -> Iterator[Placed]:
    """The objects of a page that say something, in the order of reading."""
    for item in page.read:
        length = len(flat(said(item)))
        if item.mark != ARTIFACT and length:
            yield Placed(number, item.base, item.left, item.right, item.size, length)


def crossed(items: Sequence[Placed], pieces: Sequence[Piece], mirrored: bool) -> tuple[int, str] | None:
    """The first line whose pieces do not stand in their order, side by side: its page, and the words of its paragraph.

    Only for text that is all there, in order. ``mirrored`` is the direction of pieces that do not tell theirs.
    """
    at = 0
    for block, backward in _blocks(pieces, mirrored):
        length, taken, start = len(flat(block)), 0, at
        while at < len(items) and taken < length:
            taken += items[at].length
            at += 1
        if taken != length:  # an object that lies in two blocks: this engine writes none, so nothing can be vouched for
            return items[min(start, len(items) - 1)].page, block.strip()
        page = _crossed(items[start:at], block, backward)
        if page:
            return page, block.strip()
    return None


def _blocks(pieces: Sequence[Piece], mirrored: bool) -> Iterator[tuple[str, bool]]:
    """The words of every block, and the direction of its language."""
    words, backward = "", mirrored
    for piece in pieces:
        backward = mirrored if piece.backward is None else piece.backward
        *ended, rest = piece.text.split(BLOCK_END)
        for end in ended:
            yield words + end, backward
            words = ""
        words += rest
    yield words, backward


def _crossed(items: Sequence[Placed], block: str, mirrored: bool) -> int:
    """The page on which a line of a paragraph is crossed; 0 for none."""
    found = levels(block, is_right_to_left(block, mirrored))
    places = list(_places(block))
    at = 0
    above: list[Placed] = []
    for _, group in groupby(items, key=lambda item: (item.page, round(item.base / _BASE))):
        line = list(group)
        if above and not _is_next(line, above):
            return line[0].page
        above = line
        ends = list(accumulate((item.length for item in line), initial=at))
        at = ends[-1]
        first, last = places[ends[0]], places[at - 1]
        order = visual_order(found[first : last + 1])  # with the spaces between, which have levels of their own
        wanted = {first + place: index for index, place in enumerate(order)}
        spans = [_span([wanted[place] for place in places[start:end]]) for start, end in pairwise(ends)]
        indexes = sorted(range(len(line)), key=spans.__getitem__)
        if indexes != sorted(indexes, key=lambda index: line[index].left):
            return line[0].page
        for one, other in pairwise(indexes):
            between = [block[first + place] for place in order[spans[one][1] : spans[other][0] + 1]]
            if not _beside(line[one], line[other], between):
                return line[0].page
    return 0


def _is_next(line: Sequence[Placed], above: Sequence[Placed]) -> bool:
    """May one line of a paragraph come after the other? On the same page it is the next below, and level with it."""
    if line[0].page > above[0].page:
        return True
    size = max(line[0].size, above[0].size)
    if not _LEAST * line[0].size <= above[0].base - line[0].base <= _MOST * size:
        return False
    level = (_left(line) - _left(above), _right(line) - _right(above))
    return min(map(abs, level)) < _LEVEL * size


def _left(line: Sequence[Placed]) -> float:
    return min(item.left for item in line)


def _right(line: Sequence[Placed]) -> float:
    return max(item.right for item in line)


def _places(block: str) -> Iterator[int]:
    """For every character as it is compared, the place of that which it was in the content, or of its base."""
    if block.isascii():
        yield from (place for place, character in enumerate(block) if not character.isspace())
        return
    start = 0
    for end in range(1, len(block) + 1):
        if end == len(block) or not unicodedata.combining(block[end]):
            yield from (start for _ in flat(block[start:end]))
            start = end


def _span(places: Sequence[int]) -> tuple[int, int]:
    return min(places), max(places)


def _beside(one: Placed, other: Placed, between: Sequence[str]) -> bool:
    """Is the white between neighbors what the characters there make it, and does neither lie on the other?

    ``between`` are the last one of the first, blanks, and the first of the other one, from left to right.
    """
    size = max(one.size, other.size)
    widest = _APART + _BLANK * sum(map(str.isspace, between))
    widest += _HALF * sum(map(_is_half_empty, (between[0], between[-1])))
    return -_OVER * size <= other.left - one.right <= widest * size


def _is_half_empty(character: str) -> bool:
    """Is it a mark of punctuation in the square of an ideograph?"""
    return unicodedata.east_asian_width(character) in {"F", "W"} and unicodedata.category(character)[0] == "P"
