"""Shapes painted behind strips: panels, bars, frames and rules. All decoration: none carries meaning alone."""

from __future__ import annotations

from collections.abc import Callable

from handouts.components.strip import Strip
from handouts.records import dataclass
from handouts.tags import Color, Tag, TaggedCanvas

#: Control point of a quarter circle drawn as a Bézier curve.
_KAPPA = 0.5523


def rounded(x: float, y: float, width: float, height: float, radius: float) -> str:
    """A rectangle with round corners as PDF path operators; ``x, y`` is its lower left corner."""
    r = min(radius, width / 2, height / 2)
    if r <= 0:
        return f"{x:.2f} {y:.2f} {width:.2f} {height:.2f} re"
    k, right, top = r * (1 - _KAPPA), x + width, y + height
    return (
        f"{x + r:.2f} {y:.2f} m {right - r:.2f} {y:.2f} l {right - k:.2f} {y:.2f} {right:.2f} {y + k:.2f} "
        f"{right:.2f} {y + r:.2f} c {right:.2f} {top - r:.2f} l {right:.2f} {top - k:.2f} {right - k:.2f} {top:.2f} "
        f"{right - r:.2f} {top:.2f} c {x + r:.2f} {top:.2f} l {x + k:.2f} {top:.2f} {x:.2f} {top - k:.2f} "
        f"{x:.2f} {top - r:.2f} c {x:.2f} {y + r:.2f} l {x:.2f} {y + k:.2f} {x + k:.2f} {y:.2f} {x + r:.2f} {y:.2f} c h"
    )


def circle(x: float, y: float, radius: float) -> str:
    """A circle around ``x, y`` as PDF path operators."""
    return rounded(x - radius, y - radius, 2 * radius, 2 * radius, radius)


@dataclass(frozen=True, slots=True, eq=False)
class Panel:
    """A filled and outlined rectangle ``width`` points wide, with a bar of ``bar`` points down its left edge."""

    dx: float
    width: float
    pad: float
    fill: Color | None = None
    edge: Color | None = None
    edge_width: float = 0.0
    radius: float = 0.0
    bar: float = 0.0
    bar_color: Color = (0, 0, 0)
    whole: bool = False

    def paint(self, canvas: TaggedCanvas, x: float, top: float, bottom: float) -> None:
        """Paint it between ``top`` and ``bottom``."""
        left, height = x + self.dx, top - bottom
        with canvas.artifact():
            if self.fill is not None:
                canvas.fill(self.fill, rounded(left, bottom, self.width, height, self.radius))
            if self.bar:
                canvas.fill(self.bar_color, f"{left:.2f} {bottom:.2f} {self.bar:g} {height:.2f} re")
            if self.edge is not None and self.edge_width:
                half = self.edge_width / 2
                path = rounded(left + half, bottom + half, self.width - 2 * half, height - 2 * half, self.radius)
                canvas.stroke(self.edge, self.edge_width, path)


@dataclass(frozen=True, slots=True, eq=False)
class Underline:
    """A rule under a table row."""

    dx: float
    width: float
    color: Color
    weight: float = 0.75
    fill: Color | None = None
    pad: float = 0.0
    whole: bool = False

    def paint(self, canvas: TaggedCanvas, x: float, top: float, bottom: float) -> None:
        """Paint the row's tint, if any, and the rule at its foot."""
        with canvas.artifact():
            if self.fill is not None:
                canvas.fill(self.fill, f"{x + self.dx:.2f} {bottom:.2f} {self.width:.2f} {top - bottom:.2f} re")
            canvas.fill(self.color, f"{x + self.dx:.2f} {bottom:.2f} {self.width:.2f} {self.weight:g} re")


class Rule(Strip):
    """A horizontal rule at the strip's upper edge, ``dx`` to ``dx + width``."""

    __slots__ = ("color", "dx", "weight", "width")

    def __init__(self, height: float, dx: float, width: float, color: Color, weight: float = 1.0) -> None:
        super().__init__(height, keep=True)
        self.dx, self.width, self.color, self.weight = dx, width, color, weight

    def draw(self, canvas: TaggedCanvas, x: float, top: float) -> None:
        """Draw the rule as decoration."""
        with canvas.artifact():
            canvas.fill(self.color, f"{x + self.dx:.2f} {top - self.weight:.2f} {self.width:.2f} {self.weight:g} re")


class Drawing(Strip):
    """A strip drawn by a function of (canvas, x, top): tagged content if there is a tag, else decoration."""

    __slots__ = ("paint", "tag")

    def __init__(
        self, height: float, paint: Callable[[TaggedCanvas, float, float], None], tag: Tag | None = None
    ) -> None:
        super().__init__(height)
        self.paint, self.tag = paint, tag

    def draw(self, canvas: TaggedCanvas, x: float, top: float) -> None:
        """Draw inside the right mark."""
        with canvas.marked(self.tag) if self.tag is not None else canvas.artifact():
            self.paint(canvas, x, top)


def icon(path: str, color: Color, size: float, height: float) -> Drawing:
    """An icon as decoration: ``path`` on a 24-point grid, drawn ``size`` points wide at a strip's top."""

    def paint(canvas: TaggedCanvas, x: float, top: float) -> None:
        scale = size / 24
        y = top - (height - size) / 2 - size
        canvas.fill_scaled(color, path, (scale, x, y), size)

    return Drawing(height, paint)
