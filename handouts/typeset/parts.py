"""What is set, and what comes of it."""

from __future__ import annotations

import gc
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from handouts.components.strip import Strip
from handouts.images import Pictures
from handouts.layout.furniture import Furniture
from handouts.layout.paginate import PageOf
from handouts.model import Handout
from handouts.records import dataclass
from handouts.review import Identity
from handouts.words import Words


@contextmanager
def uninterrupted() -> Iterator[None]:
    """Python looks for cycles of dead objects again and again while many are made, a fifth of the time of a long
    document. Setting makes no such cycles: the looking waits until it is done.
    """
    looking = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if looking:
            gc.enable()


@dataclass(frozen=True, slots=True)
class Sheet:
    """A finished document: its bytes, how many pages it has, and whether the last of them begins with a section."""

    data: bytes
    pages: int
    closing: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """One handout of a file, with what its setting needs besides the look."""

    handout: Handout
    words: Words
    pictures: Pictures
    identity: Identity


@dataclass(frozen=True, slots=True)
class Laid:
    """A handout cut into pages, ready to be drawn."""

    part: Part
    furniture: Furniture
    strips: list[Strip]
    pages: Sequence[PageOf]
