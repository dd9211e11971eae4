"""Two languages of one thing: side by side in columns, or the translation below its original, marked by a bar."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import nullcontext

from handouts.components.boxes import Panel
from handouts.components.composer import Composer
from handouts.components.strip import Box, Strip, boxed, draw_stack, shifted, spaced, stack_height
from handouts.records import dataclass
from handouts.tags import TaggedCanvas

#: White between the columns, in points, and from the bar to the translation below its original.
GUTTER = 20.0
INDENT = 14.0
_BAR = 3.0
#: The narrowest column in which a translation stands beside its original, in ems of body text.
_NARROWEST = 19.0

#: The most lines of a text whose translation begins on the same page.
_FEW = 4


class Facing(Strip):
    """Two stacks side by side that never part. ``turned`` mirrors the right one inside its column."""

    __slots__ = ("column", "left", "right", "turned")

    def __init__(self, left: Sequence[Strip], right: Sequence[Strip], column: float, turned: bool) -> None:
        super().__init__(max(stack_height(left), stack_height(right)))
        self.left, self.right, self.column, self.turned = left, right, column, turned

    def draw(self, canvas: TaggedCanvas, x: float, top: float) -> None:
        """Draw the left column, then the right one: they are read in this order."""
        draw_stack(self.left, canvas, x, top)
        x += self.column + GUTTER
        with canvas.turned(x, self.column) if self.turned else nullcontext():
            draw_stack(self.right, canvas, x, top)


@dataclass(frozen=True, slots=True, eq=False)
class _TurnedBox:
    """A box in a mirrored column ``width`` points wide, which begins ``dx`` right of where the box thinks it does."""

    inner: Box
    dx: float
    width: float

    @property
    def pad(self) -> float:
        return self.inner.pad

    @property
    def whole(self) -> bool:
        return self.inner.whole

    def paint(self, canvas: TaggedCanvas, x: float, top: float, bottom: float) -> None:
        """Paint the inner box in the mirror."""
        with canvas.turned(x - self.dx, self.width):
            self.inner.paint(canvas, x, top, bottom)


class _Turned(Strip):
    """A strip in a mirrored column ``width`` points wide."""

    __slots__ = ("inner", "width")

    def __init__(self, inner: Strip, width: float, boxes: dict[Box, _TurnedBox]) -> None:
        super().__init__(inner.height, inner.above, inner.keep)
        self.inner, self.width = inner, width
        self.stretch, self.repeat, self.lead, self.ends = inner.stretch, inner.repeat, inner.lead, inner.ends
        self.boxes = tuple((boxes.setdefault(box, _TurnedBox(box, dx, width)), dx) for box, dx in inner.boxes)

    def draw(self, canvas: TaggedCanvas, x: float, top: float) -> None:
        """Draw the inner strip in the mirror."""
        with canvas.turned(x, self.width):
            self.inner.draw(canvas, x, top)


@dataclass(frozen=True, slots=True)
class Pairing:
    """How two languages share a frame ``width`` points wide: in ``columns``, or one below the other.

    ``backward`` tells that the second one is mirrored in itself, on a page that is not.
    """

    first: Composer
    second: Composer
    width: float
    columns: bool
    backward: bool

    @property
    def measures(self) -> tuple[float, float]:
        """The width that each language has, in points."""
        if self.columns:
            column = (self.width - GUTTER) / 2
            return column, column
        return self.width, self.width - INDENT

    def row(self, first: Sequence[Strip], second: Sequence[Strip], bar: bool = True) -> list[Strip]:
        """What belongs together: beginning at one height, or the second below the first, behind a ``bar``."""
        if not first or not second:
            return [*first, *second]
        if self.columns:
            above = max(first[0].above, second[0].above)
            first[0].above = second[0].above = 0.0
            out = Facing(first, second, self.measures[0], self.backward)
            out.above, out.keep = above, first[-1].keep or second[-1].keep
            return [out]
        first[-1].keep |= len(first) <= _FEW
        under: Sequence[Strip] = second
        if bar:
            color = self.first.theme.colors["accent"]
            edge = Panel(0, self.width, 0, bar=_BAR, bar_color=color)
            under = boxed(shifted(second, INDENT), edge, whole=False)
            spaced(under, max(0.0, self.first.theme.space.item + 2 - under[0].above))
        return [*first, *(turned(under, self.width) if self.backward else under)]


def turned(strips: Sequence[Strip], width: float) -> list[Strip]:
    """Strips that run against the page, mirrored in a frame ``width`` points wide."""
    known: dict[Box, _TurnedBox] = {}
    return [_Turned(strip, width, known) for strip in strips]


def in_columns(composer: Composer, width: float) -> bool:
    """Whether two columns of a frame ``width`` points wide can be read with ease."""
    return (width - GUTTER) / 2 >= _NARROWEST * composer.theme.text["body"].size
