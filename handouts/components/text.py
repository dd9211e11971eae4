"""Text typesetting: runs of text → shaped words → lines, drawn with exact tags and exact Unicode.

:class:`Text` is a flowable in ReportLab's sense (wrap, split, drawOn), so it also stands in Platypus frames; our own
pages take its lines as strips.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from handouts.bidi import is_right_to_left
from handouts.components.paragraph import set_rows
from handouts.components.rows import Row, Type
from handouts.components.strip import Strip
from handouts.fonts import Face
from handouts.records import dataclass
from handouts.tags import Color, Tag, TaggedCanvas

#: Types remembered: those of a brand in a few editions.
_TYPES = 256


@dataclass(frozen=True, slots=True)
class Look:
    """How a run is drawn: face, size in points, color, and the structure element it belongs to (None: decoration).

    ``tracking`` is white added after every letter, in points.
    """

    face: Face
    size: float
    color: Color
    tag: Tag | None
    link: str | None = None
    language: str | None = None
    underline: bool = False
    tracking: float = 0.0


class Line(Strip):
    """One line of text."""

    __slots__ = ("base", "looks", "row", "shift")

    def __init__(self, row: Row, looks: Sequence[Look], leading: float, base: float, shift: float) -> None:
        super().__init__(leading)
        self.row = row
        self.looks = looks
        self.base = base
        self.shift = shift

    def moved(self, dx: float) -> Strip:
        """The line itself, where nothing hangs on it that would not move with it: a long document has thousands."""
        if self.shift or self.boxes:
            return super().moved(dx)
        self.shift = dx
        return self

    def draw(self, canvas: TaggedCanvas, x: float, top: float) -> None:
        """Show the segments on the baseline, then underline links as decoration.

        Segments are drawn from left to right, as readers expect; where that is not the order in which they are read,
        the structure tree has that one. Decoration has no place in the tree: it is drawn as it is read.
        """
        baseline = top - self.base
        left = canvas.placed(x + self.shift, self.row.inked)
        segments = self.row.segments
        read: Sequence[int] = self.row.order or range(len(segments))
        marks: dict[int, int | None] = {}
        if self.row.order and len(segments) > 1:
            marks = {index: canvas.reserve(self.looks[segments[index].run].tag) for index in read}
        for index in read if None in marks.values() else range(len(segments)):
            segment = segments[index]
            look = self.looks[segment.run]
            at = left + segment.x - segment.lead
            canvas.text(look.tag, look.face, look.size, look.color, at, baseline, segment.codes, marks.get(index))
            canvas.used(look.face, segment.pieces)
        for index in read:
            segment = segments[index]
            look = self.looks[segment.run]
            if look.link and look.tag is not None:
                box = (left + segment.x, top - self.height, left + segment.x + segment.width, top)
                canvas.link(look.tag, look.link, segment.words.strip(), box)
        for segment in segments:
            look = self.looks[segment.run]
            if look.underline:
                with canvas.artifact():
                    start = canvas.placed(left + segment.x, segment.width)
                    canvas.fill(look.color, f"{start:.2f} {baseline - 2:.2f} {segment.width:.2f} 0.75 re")


def inked_width(strips: Sequence[Strip]) -> float:
    """How wide the widest of some lines of text is, in points."""
    return max((strip.row.inked for strip in strips if isinstance(strip, Line)), default=0.0)


@lru_cache(maxsize=_TYPES)
def _type(face: Face, size: float, language: str | None, tracking: float) -> Type:
    """What a run is set in: one thing for all runs that are set so."""
    return Type(face, size, language, tracking=tracking)


class _Guest:
    """What Platypus asks of everything that stands in its frames."""

    def getSpaceBefore(self) -> float:  # ReportLab's name
        """White above, in points."""
        return 0.0

    def getSpaceAfter(self) -> float:  # ReportLab's name
        """White below, in points."""
        return 0.0


class _Lines(_Guest):
    """Part of a paragraph as a flowable."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self._lines = lines

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        return width, sum(line.height for line in self._lines)

    def split(self, _width: float, height: float) -> list[_Lines]:
        fit = int(height // self._lines[0].height)
        return [_Lines(self._lines[:fit]), _Lines(self._lines[fit:])] if 0 < fit < len(self._lines) else []

    def drawOn(self, canvas: TaggedCanvas, x: float, y: float, _sW: float = 0) -> None:
        top = y + sum(line.height for line in self._lines)
        for line in self._lines:
            line.draw(canvas, x, top)
            top -= line.height


class Text(_Guest):
    """A paragraph: ``runs`` are (text, look); ``leading`` in points; ``align`` moves short lines.

    ``strut`` is the face and size that the baselines are placed by; the first run's where none is given.
    ``right_to_left`` is the direction of the document. A paragraph that runs against it stands at the same edge as the
    others, but its lines are level on the side where they begin.
    """

    def __init__(
        self,
        runs: Sequence[tuple[str, Look]],
        leading: float,
        align: str = "left",
        strut: tuple[Face, float] | None = None,
        right_to_left: bool = False,
    ) -> None:
        self.leading = leading
        self.align = align
        self._mirrored = right_to_left
        self._runs = runs
        self._lines: list[Line] = []
        if strut is None and runs:
            strut = runs[0][1].face, runs[0][1].size
        if strut is not None:
            face, size = strut
            rise, fall = face.ascent * size * face.scale, -face.descent * size * face.scale
            self.base = (leading - rise - fall) / 2 + rise

    # --- the flowable protocol of ReportLab, with its names ---------------------------------------------------

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        """Set the lines at ``width``; gives the size taken, in points."""
        self._lines = self.lines(width)
        return width, len(self._lines) * self.leading

    def split(self, width: float, height: float) -> list[_Lines]:
        """Two parts, the first not higher than ``height``; none where fewer than two lines would stand alone."""
        lines = self.lines(width)
        fit = int(height // self.leading)
        if fit >= len(lines):
            return [_Lines(lines)]
        fit = min(fit, len(lines) - 2) if len(lines) > 3 else 0
        return [_Lines(lines[:fit]), _Lines(lines[fit:])] if fit >= 2 else []

    def drawOn(self, canvas: TaggedCanvas, x: float, y: float, _sW: float = 0) -> None:
        """Draw with the lower left corner at ``x, y``."""
        _Lines(self._lines).drawOn(canvas, x, y)

    # --- lines ------------------------------------------------------------------------------------------------

    def lines(self, width: float) -> list[Line]:
        """The lines at a measure of ``width`` points. Widows and orphans are kept from by ``keep`` marks."""
        runs = tuple([(text, _type(look.face, look.size, look.language, look.tracking)) for text, look in self._runs])
        looks = tuple([look for _, look in self._runs])
        backward = is_right_to_left("".join([text for text, _ in runs]), self._mirrored)
        rows = set_rows(runs, width, backward)
        widest = max((row.inked for row in rows), default=0.0) if backward != self._mirrored else 0.0
        lines = []
        for row in rows:
            if self.align == "left":
                shift = max(0.0, widest - row.inked)
            else:
                shift = (width - row.inked) / (2 if self.align == "center" else 1)
            lines.append(Line(row, looks, self.leading, self.base, shift))
        last = len(lines) - 1
        for index, line in enumerate(lines[:-1]):
            line.keep = last < 3 or index in {0, last - 1}
        return lines
