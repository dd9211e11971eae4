"""Text typesetting: runs of text → shaped words → lines, drawn with exact tags and exact Unicode.

:class:`Text` is a flowable in ReportLab's sense (wrap, split, drawOn), so it also stands in Platypus frames; our own
pages take its lines as strips.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from handouts.components.strip import Strip
from handouts.fonts import Face, Shaped
from handouts.linebreak import break_lines
from handouts.tags import Color, Tag, TaggedCanvas

#: Where a word may end a line: after a slash between letters, after a dash. Not after a hyphen: readers, and programs
#: that read aloud, take the halves of "re-sign" for one word "resign".
_BREAKABLE = re.compile(r"(?<=[^\W\d_]/)(?=[^\W\d_])|(?<=[–—])(?=\w)")
_SOFT_HYPHEN = "\u00ad"


@dataclass(frozen=True, slots=True)
class Look:
    """How a run is drawn: face, size in points, color, and the structure element it belongs to (None: decoration)."""

    face: Face
    size: float
    color: Color
    tag: Tag | None
    link: str | None = None
    language: str | None = None
    underline: bool = False


Piece = tuple[Look, Shaped]


@dataclass(frozen=True, slots=True)
class Segment:
    """Words of one look that stand together on a line, ``x`` points from its start."""

    look: Look
    x: float
    width: float
    codes: str
    glyphs: tuple[tuple[int, str], ...]
    words: str


class Line(Strip):
    """One line of text."""

    __slots__ = ("base", "segments", "width")

    def __init__(self, segments: Sequence[Segment], leading: float, base: float, width: float) -> None:
        super().__init__(leading)
        self.segments = segments
        self.base = base
        self.width = width

    def draw(self, canvas: TaggedCanvas, x: float, top: float) -> None:
        """Show the segments on the baseline, then underline links as decoration."""
        baseline = top - self.base
        for segment in self.segments:
            look = segment.look
            canvas.text(look.tag, look.face, look.size, look.color, x + segment.x, baseline, segment.codes)
            canvas.used(look.face, segment.glyphs)
            if look.link and look.tag is not None:
                left = x + segment.x
                box = (left, top - self.height, left + segment.width, top)
                canvas.link(look.tag, look.link, segment.words.strip(), box)
        for segment in self.segments:
            if segment.look.underline:
                with canvas.artifact():
                    path = f"{x + segment.x:.2f} {baseline - 2:.2f} {segment.width:.2f} 0.75 re"
                    canvas.fill(segment.look.color, path)


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
    """A paragraph: ``runs`` are (text, look); ``leading`` in points; ``align`` moves short lines."""

    def __init__(self, runs: Sequence[tuple[str, Look]], leading: float, align: str = "left") -> None:
        self.leading = leading
        self.align = align
        self._runs = runs
        self._lines: list[Line] = []
        look = runs[0][1] if runs else None
        if look is not None:
            rise, fall = (
                look.face.ascent * look.size * look.face.scale,
                -look.face.descent * look.size * look.face.scale,
            )
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
        words, gaps, hyphens = _words(self._runs, width)
        if not words:
            return []
        widths = [sum(shaped.width * look.size * look.face.scale for look, shaped in word) for word in words]
        lines = []
        start = 0
        ends = break_lines(widths, [gap for gap, _ in gaps], [size for size, _ in hyphens], width)
        for end in ends:
            lines.append(self._line(words[start:end], gaps[start:end], hyphens[end - 1], end == len(words), width))
            start = end
        last = len(lines) - 1
        for index, line in enumerate(lines):
            line.keep = index < last and (last < 3 or index in {0, last - 1})
        return lines

    def _line(
        self,
        words: Sequence[list[Piece]],
        gaps: Sequence[tuple[float, Look | None]],
        hyphen: tuple[float, Piece | None],
        final: bool,
        width: float,
    ) -> Line:
        segments: list[Segment] = []
        look: Look | None = None
        codes: list[str] = []
        glyphs: list[tuple[int, str]] = []
        x = begin = 0.0

        def flush() -> None:
            nonlocal begin
            if look is not None and codes:
                text = "".join(text for _, text in glyphs)
                joined = "".join(codes).replace("><", "")
                segments.append(Segment(look, begin, x - begin, joined, tuple(glyphs), text))
            codes.clear()
            glyphs.clear()
            begin = x

        inked = 0.0
        for index, word in enumerate(words):
            for piece_look, shaped in word:
                if piece_look is not look:
                    flush()
                    look = piece_look
                codes.append(shaped.codes)
                glyphs.extend(shaped.glyphs)
                x += shaped.width * piece_look.size * piece_look.face.scale
            inked = x
            gap, gap_look = gaps[index]
            if not gap or gap_look is None or look is None:
                continue
            if index == len(words) - 1:
                if not final:  # the blank between lines must be in the text, or words run together when read aloud
                    codes.append(look.face.space.codes)
                    glyphs.extend(look.face.space.glyphs)
                continue
            if gap_look is not look:
                flush()
                look = gap_look
            codes.append(gap_look.face.space.codes)
            glyphs.extend(gap_look.face.space.glyphs)
            x += gap
        if hyphen[1] is not None and not final:
            mark_look, mark = hyphen[1]
            if mark_look is not look:
                flush()
                look = mark_look
            codes.append(f"] TJ /Span <</ActualText <FEFF00AD>>> BDC [{mark.codes}] TJ EMC [")
            glyphs.extend((glyph, text) for glyph, text in mark.glyphs)
            x += hyphen[0]
            inked = x
        flush()
        shift = {"center": (width - inked) / 2, "right": width - inked}.get(self.align, 0.0)
        if shift:
            segments = [Segment(s.look, s.x + shift, s.width, s.codes, s.glyphs, s.words) for s in segments]
        return Line(segments, self.leading, self.base, inked)


def _words(
    runs: Sequence[tuple[str, Look]], measure: float
) -> tuple[list[list[Piece]], list[tuple[float, Look | None]], list[tuple[float, Piece | None]]]:
    """Runs cut into unbreakable words, the blank after each, and the hyphen each would show at a line's end."""
    words: list[list[Piece]] = []
    gaps: list[tuple[float, Look | None]] = []
    hyphens: list[tuple[float, Piece | None]] = []
    word: list[Piece] = []

    def close(gap: float, look: Look | None, hyphen: tuple[float, Piece | None] = (0.0, None)) -> None:
        nonlocal word
        words.append(word)
        gaps.append((gap, look))
        hyphens.append(hyphen)
        word = []

    for text, look in runs:
        shape, per_unit = look.face.shape, look.size * look.face.scale
        space = look.face.space.width * per_unit
        for index, token in enumerate(text.split(" ")):
            if index:
                if word:
                    close(space, look)
                elif words and not gaps[-1][0]:
                    gaps[-1] = (space, look)
            if not token:
                continue
            if token.isalpha() and token.isascii():
                shaped = shape(token, look.language)
                if shaped.width * per_unit <= measure:
                    word.append((look, shaped))
                    continue
            for part, hyphenated in _parts(token, look, measure):
                word.append((look, shape(part, look.language)))
                if hyphenated is not None:
                    mark = shape("-", look.language)
                    close(0.0, None, (mark.width * per_unit, (look, mark)) if hyphenated else (0.0, None))
    if word:
        close(0.0, None)
    return words, gaps, hyphens


def _parts(token: str, look: Look, measure: float) -> list[tuple[str, bool | None]]:
    """A token's parts; True after one that shows a hyphen when broken there, False for a bare break, None for none."""
    pieces: list[tuple[str, bool | None]] = []
    soft = token.split(_SOFT_HYPHEN)
    for number, syllable in enumerate(soft):
        bare = [part for part in _BREAKABLE.split(syllable) if part]
        for index, part in enumerate(bare):
            final = index == len(bare) - 1
            pieces.append((part, False if not final else (True if number < len(soft) - 1 else None)))
    out: list[tuple[str, bool | None]] = []
    for part, mark in pieces:
        if look.face.shape(part, look.language).width * look.size * look.face.scale <= measure:
            out.append((part, mark))
        else:
            chunks = _chunks(part, look, measure)
            out += [(chunk, chunk[-1:].isalnum()) for chunk in chunks[:-1]]
            out.append((chunks[-1], mark))
    return out


def _chunks(part: str, look: Look, measure: float) -> list[str]:
    """A string wider than the measure, cut where it reads best: after punctuation, else where it must."""
    per_unit = look.size * look.face.scale
    room = measure - look.face.shape("-", look.language).width * per_unit
    chunks: list[str] = []
    start = 0
    while start < len(part):
        end, width, nice = start, 0.0, 0
        while end < len(part):
            width += look.face.shape(part[end], look.language).width * per_unit
            if width > room and end > start:
                break
            end += 1
            if part[end - 1] in "/.-_?&=,;:" and end - start > 4:
                nice = end
        if end < len(part):
            if nice:
                end = nice
            while end > start + 1 and _is_mark(part[end]):
                end -= 1
        chunks.append(part[start:end])
        start = end
    return chunks


def _is_mark(character: str) -> bool:
    import unicodedata

    return unicodedata.category(character).startswith("M") or character == "\u200d"
