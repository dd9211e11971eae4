"""What a handout must say, worked out once: it is proved again and again, for other papers, editions and queues."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from handouts.bidi import has_right_to_left
from handouts.model import Handout, Library
from handouts.proof.easel import easels
from handouts.proof.expected import Piece, around, reading, said_again, table_widths
from handouts.proof.wording import allowed, flat, wanted
from handouts.records import Same, dataclass
from handouts.review import Identity
from handouts.words import Words

_KEPT = 16


@dataclass(frozen=True, slots=True)
class PageSaid:
    """What must be around the text of a page, and which header rows may come again on it."""

    fixed: Sequence[Sequence[str]] = ()
    heads: Sequence[str] = ()


@lru_cache(maxsize=_KEPT)
def reading_of(
    handout: Same[Handout],
    library: Same[Library],
    words: Same[Words],
    identity: Identity,
    panels: bool,
    sources_last: bool,
    listed: int,
) -> tuple[Piece, ...]:
    """As :func:`reading`, for things that stay the same objects."""
    return reading(
        handout.thing,
        library.thing,
        words.thing,
        identity,
        panels=panels,
        sources_last=sources_last,
        listed=listed,
    )


@lru_cache(maxsize=_KEPT)
def pages_of(
    handout: Same[Handout],
    library: Same[Library],
    words: Same[Words],
    identity: Identity,
    bound: bool,
    first: int,
    pages: int,
    count: int,
) -> tuple[PageSaid, ...]:
    """The pages of a handout in a file of ``count``, the first of which has the number ``first`` there."""
    heads = said_again(handout.thing, words.thing.phrases)
    fixed = (
        around(handout.thing, library.thing, words.thing, identity, number, count, bound, first)
        for number in range(first, first + pages)
    )
    return tuple(PageSaid(forms, heads) for forms in fixed)


@lru_cache(maxsize=_KEPT)
def widths_of(handout: Same[Handout]) -> tuple[int, ...]:
    """As :func:`table_widths`."""
    return table_widths(handout.thing)


@lru_cache(maxsize=_KEPT)
def is_mixed(pieces: Same[Sequence[Piece]]) -> bool:
    """Does any of a text run from right to left?"""
    return any(has_right_to_left(piece.text) for piece in pieces.thing)


#: All that holds words of a text or the picture of a page, for whoever must let go of them.
REMEMBERED = (reading_of, pages_of, widths_of, is_mixed, flat, wanted, allowed, easels)
