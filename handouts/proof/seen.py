"""What is seen on a page that was read back: its text objects, whatever else is painted, and its picture."""

from __future__ import annotations

from typing import Protocol

from handouts.records import dataclass

#: Pixels per point of the gray picture. At 1.25 the thinnest stroke of 9-point text still leaves ink.
SCALE = 1.25
#: How far things on one line may be from it, in points.
BASE = 0.5
#: A space has a box of no height, in points; anything higher leaves ink.
SPECK = 0.5


@dataclass(frozen=True, slots=True)
class Shown:
    """One text object. The box is in points from the page's lower left corner; ``base`` is the height of its baseline;
    ``size`` is what the eye sees; ``sequence`` is the number of the marked content it belongs to, -1 for none.

    ``soft`` tells the hyphen of a word that was broken at a line's end, which is seen but not said; ``gapped`` that
    PDFium took a blank in it for a space that is not there; ``spoken`` that it lies in a mark inside another one, which
    may say for all of its glyphs together what they mean (ActualText); ``backward`` that it is read from right to left,
    and ``unsure`` that only the page tells so: it has no letter. ``turned`` tells that its language runs so.
    """

    text: str
    left: float
    bottom: float
    right: float
    top: float
    size: float
    color: tuple[int, int, int]
    opaque: bool
    mark: str
    sequence: int
    base: float
    soft: bool = False
    upright: bool = True
    clipped: bool = False
    gapped: bool = False
    spoken: bool = False
    backward: bool = False
    unsure: bool = False
    turned: bool = False


@dataclass(frozen=True, slots=True)
class Shape:
    """Anything else that is painted, ``after`` so many text objects, and the box it stays in. ``solid`` hides what is
    behind it; an outline does not.
    """

    after: int
    left: float
    bottom: float
    right: float
    top: float
    solid: bool


class Pixels(Protocol):
    """Bytes to take slices of."""

    def __getitem__(self, part: slice, /) -> bytes:
        """Some of them, as they are now."""


@dataclass(frozen=True, slots=True)
class Gray:
    """A page as a person sees it: one byte a pixel, rows of ``stride`` bytes from the top, ``SCALE`` pixels a point.

    All pages are drawn in one place: the ``pixels``, of which there may be more, hold until the next one is read.
    """

    pixels: Pixels
    stride: int
    rows: int


@dataclass(frozen=True, slots=True)
class PageSeen:
    """A page: its text objects and shapes in the order they are painted, its size in points, and its picture.

    ``order`` are the numbers of the text objects as they are read, where that is another order.
    """

    shown: tuple[Shown, ...]
    shapes: tuple[Shape, ...]
    width: float
    height: float
    picture: Gray
    order: tuple[int, ...] = ()

    @property
    def read(self) -> tuple[Shown, ...]:
        """The text objects in the order in which they are read."""
        return tuple(self.shown[index] for index in self.order) if self.order else self.shown
