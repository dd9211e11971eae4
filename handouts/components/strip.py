"""Strips: the horizontal slices that a page is stacked from.

Every component ends up as a list of strips. A strip is never split; between two strips a page may end unless the first
says ``keep``. Boxes (callouts, panels) are not strips: a strip knows which boxes it lies in, and the page paints each
box behind the strips it holds, however they fall on pages.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol

from handouts.tags import TaggedCanvas


class Box(Protocol):
    """Something painted behind strips. ``pad`` is the white inside its top and bottom edge, in points.

    What is ``whole`` parts only where no page can hold it.
    """

    @property
    def pad(self) -> float: ...

    @property
    def whole(self) -> bool: ...

    def paint(self, canvas: TaggedCanvas, x: float, top: float, bottom: float) -> None:
        """Paint the part of the box that lies on this page, as decoration."""


class Strip:
    """A slice ``height`` points high.

    ``above`` is white before it, dropped where a page begins; ``lead`` and ``ends`` are white that always stays.
    ``stretch`` is what ``above`` may gain; ``repeat`` is drawn again where a page begins with this strip; ``boxes`` are
    what it lies in, outer ones first, each with how far right of the frame it begins. ``fresh`` begins a page.
    """

    __slots__ = ("above", "boxes", "ends", "fresh", "height", "keep", "lead", "repeat", "stretch")

    def __init__(self, height: float, above: float = 0.0, keep: bool = False) -> None:
        self.height = height
        self.above = above
        self.keep = keep
        self.fresh = False
        self.stretch = 0.0
        self.boxes: tuple[tuple[Box, float], ...] = ()
        self.lead = 0.0
        self.ends = 0.0
        self.repeat: Strip | None = None

    def draw(self, canvas: TaggedCanvas, x: float, top: float) -> None:
        """Draw with the frame's left edge at ``x`` and the upper edge at ``top``, in points from the page's foot."""

    def moved(self, dx: float) -> Strip:
        """The strip ``dx`` points further right; nobody uses this one any more."""
        return Shifted(self, dx)


def _inherit(outer: Strip, inner: Strip) -> None:
    outer.stretch, outer.boxes, outer.repeat = inner.stretch, inner.boxes, inner.repeat
    outer.lead, outer.ends = inner.lead, inner.ends


def stack_height(strips: Iterable[Strip]) -> float:
    """The height of strips set without a break, in points."""
    return sum(strip.above + strip.lead + strip.height + strip.ends for strip in strips)


def draw_stack(strips: Sequence[Strip], canvas: TaggedCanvas, x: float, top: float) -> None:
    """Draw strips one under the other from ``top``, boxes first."""
    tops = []
    for strip in strips:
        top -= strip.above + strip.lead
        tops.append(top)
        top -= strip.height + strip.ends
    paint_boxes(strips, tops, canvas, x)
    for strip, at in zip(strips, tops, strict=True):
        strip.draw(canvas, x, at)


def paint_boxes(strips: Sequence[Strip], tops: Sequence[float], canvas: TaggedCanvas, x: float) -> None:
    """Paint every box behind the strips it holds, outer boxes first."""
    spans: dict[Box, tuple[float, float, float]] = {}
    for strip, top in zip(strips, tops, strict=True):
        for box, dx in strip.boxes:
            upper = spans[box][1] if box in spans else top + box.pad
            spans[box] = (dx, upper, top - strip.height - box.pad)
    for box, (dx, upper, lower) in spans.items():
        box.paint(canvas, x + dx, upper, lower)


class Shifted(Strip):
    """A strip moved to the right by ``dx`` points."""

    __slots__ = ("dx", "inner")

    def __init__(self, inner: Strip, dx: float) -> None:
        super().__init__(inner.height, inner.above, inner.keep)
        self.inner, self.dx = inner, dx
        _inherit(self, inner)
        self.boxes = tuple((box, at + dx) for box, at in inner.boxes)
        self.repeat = Shifted(inner.repeat, dx) if inner.repeat is not None else None

    def draw(self, canvas: TaggedCanvas, x: float, top: float) -> None:
        """Draw the inner strip further right."""
        self.inner.draw(canvas, x + self.dx, top)


class Aside(Strip):
    """A strip with a stack beside it that may reach further down: a side heading, a list label, an icon."""

    __slots__ = ("dx", "inner", "lower", "stack")

    def __init__(self, inner: Strip, stack: Sequence[Strip], dx: float, lower: float = 0.0) -> None:
        super().__init__(inner.height, inner.above, inner.keep)
        self.inner, self.stack, self.dx, self.lower = inner, stack, dx, lower
        _inherit(self, inner)

    def draw(self, canvas: TaggedCanvas, x: float, top: float) -> None:
        """Draw the stack first: it is read first."""
        draw_stack(self.stack, canvas, x + self.dx, top - self.lower)
        self.inner.draw(canvas, x, top)


class Columns(Strip):
    """Stacks side by side that never part: a table row, benefits beside risks. Read column by column."""

    __slots__ = ("boxes_of", "columns")

    def __init__(
        self,
        columns: Sequence[tuple[float, Sequence[Strip]]],
        boxes_of: Sequence[Box | None] = (),
        pad: float = 0.0,
        above: float = 0.0,
        keep: bool = False,
    ) -> None:
        tallest = max((stack_height(stack) for _, stack in columns), default=0.0)
        super().__init__(tallest + 2 * pad, above, keep)
        self.columns = [(dx, pad, stack) for dx, stack in columns]
        self.boxes_of = boxes_of

    def draw(self, canvas: TaggedCanvas, x: float, top: float) -> None:
        """Paint the boxes to equal height, then the columns from left to right."""
        for box in self.boxes_of:
            if box is not None:
                box.paint(canvas, x, top, top - self.height)
        for dx, pad, stack in self.columns:
            draw_stack(stack, canvas, x + dx, top - pad)


class Gap(Strip):
    """White that is not dropped at the top of a page."""

    __slots__ = ()


def shifted(strips: Iterable[Strip], dx: float) -> list[Strip]:
    """Every strip moved right by ``dx`` points."""
    return [strip.moved(dx) for strip in strips] if dx else list(strips)


def beside(strips: Sequence[Strip], stack: Sequence[Strip], dx: float, lower: float = 0.0) -> list[Strip]:
    """Hang ``stack`` beside ``strips`` from the first one's top, kept on one page until the stack is covered."""
    if not strips:
        return list(stack)
    need = stack_height(stack) + lower
    out = [*strips]
    out[0] = Aside(out[0], stack, dx, lower)
    covered = 0.0
    for index, strip in enumerate(out):
        covered += strip.height + strip.ends + (strip.above + strip.lead if index else 0.0)
        if covered >= need:
            break
        if index < len(out) - 1:
            strip.keep = True
    if covered < need:
        out.append(Gap(need - covered))
        out[-2].keep = True
    return out


def boxed(strips: Sequence[Strip], box: Box, whole: bool) -> list[Strip]:
    """Put strips into a box; ``whole`` forbids a page break inside it."""
    out = list(strips)
    for index, strip in enumerate(out):
        strip.boxes = ((box, 0.0), *strip.boxes)
        if whole and index < len(out) - 1:
            strip.keep = True
    out[0].lead += box.pad
    out[-1].ends += box.pad
    return out


def kept(strips: Sequence[Strip]) -> list[Strip]:
    """The same strips, not to be parted."""
    for strip in strips[:-1]:
        strip.keep = True
    return list(strips)


def spaced(strips: Sequence[Strip], above: float) -> list[Strip]:
    """The same strips with white before the first."""
    if strips:
        strips[0].above += above
    return list(strips)
