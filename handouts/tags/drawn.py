"""What drawing left on a page, kept so that the same things can be left on another one without drawing them."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from functools import lru_cache

from handouts.fonts import Cluster, Face, Shaped
from handouts.records import dataclass
from handouts.tags.structure import Tag

#: The faces in the order of their names in the file, each with its joined letters in the order of their codes.
Fonts = tuple[tuple[Face, tuple[Cluster, ...]], ...]
#: Sections remembered as they were drawn, of some 2 KB each.
_DRAWN = 256


@dataclass(frozen=True, slots=True)
class Bookmark:
    """An entry of the outline: its words, its depth from 0, and the top of its target in points."""

    title: str
    level: int
    top: float


@dataclass(frozen=True, slots=True, eq=False)
class Link:
    """A link as it was drawn."""

    tag: Tag
    url: str
    words: str
    box: tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class State:
    """What the page had when something was drawn: what it leaves on another depends on nothing else."""

    fonts: Fonts
    marks: int
    mirror: str


@dataclass(frozen=True, slots=True, eq=False)
class Drawn:
    """What drawing left: operators, marks and links in their order, glyphs by face, and the fonts there were then."""

    before: State
    code: str
    left: tuple[Tag | Link | Bookmark, ...]
    glyphs: tuple[tuple[Face, frozenset[tuple[int, str]]], ...]
    fonts: Fonts


class Log:
    """What is being drawn; ``whole`` says whether all of it can be drawn again from here."""

    __slots__ = ("left", "used", "whole")

    def __init__(self) -> None:
        self.left: list[Tag | Link | Bookmark] = []
        self.used: list[tuple[Face, Sequence[Shaped]]] = []
        self.whole = True

    def glyphs(self) -> tuple[tuple[Face, frozenset[tuple[int, str]]], ...]:
        """The glyphs that were shown, by face."""
        words: dict[Face, set[Shaped]] = {}
        for face, used in self.used:
            words.setdefault(face, set()).update(used)
        return tuple((face, glyphs_of(found)) for face, found in words.items())


@lru_cache(maxsize=_DRAWN)
def shelf(*_key: Hashable) -> list[Drawn]:
    """Where that is kept which was drawn of these things: nothing at first."""
    return []


def glyphs_of(words: Iterable[Shaped]) -> frozenset[tuple[int, str]]:
    """The glyphs of shaped words, each with its characters."""
    return frozenset().union(*(shaped.glyphs for shaped in words))
