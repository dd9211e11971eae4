"""Lines of a paragraph: shaped words put beside each other, where they stand and what they say."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from handouts.bidi import visual_order
from handouts.fonts import Face, Shaped
from handouts.records import dataclass

#: Where letters stand further apart, words stand apart by so much more: with the white after the last letter it is
#: 3.5 times as much (British Dyslexia Association, Dyslexia friendly style guide, 2023).
_WORDS_APART = 2.5


class Type(NamedTuple):
    """What a run is set in: face, size in points, language for shaping (BCP 47), embedding level (UAX #9).

    ``tracking`` is white added after every letter, in points.
    """

    face: Face
    size: float
    language: str | None
    level: int = 0
    tracking: float = 0.0

    @property
    def scale(self) -> float:
        """Points to a font unit."""
        return self.size * self.face.scale

    def shape(self, text: str) -> Shaped:
        """Shape a word in the run's direction."""
        return self.face.shape(text, self.language, bool(self.level % 2), self._units(1))

    @property
    def blank(self) -> Shaped:
        """The space between two words."""
        return self.face.shape(" ", None, False, self._units(_WORDS_APART)) if self.tracking else self.face.space

    def _units(self, times: float) -> int:
        return round(times * self.tracking / self.scale) if self.tracking else 0


#: A shaped word of a run.
Piece = tuple[int, Shaped]


@dataclass(frozen=True, slots=True)
class Segment:
    """Words of one run that stand together on a line, ``x`` points from its left.

    ``lead`` is how far a blank in front of the ink reaches to the left of that.
    """

    run: int
    x: float
    width: float
    codes: str
    glyphs: tuple[tuple[int, str], ...]
    words: str
    lead: float = 0.0


@dataclass(frozen=True, slots=True)
class Row:
    """One line: its segments from left to right, and how wide its ink is, in points.

    ``order`` says in which order the segments are read where that is not from left to right.
    """

    segments: tuple[Segment, ...]
    inked: float
    order: tuple[int, ...] = ()


class Line:
    """Collects the pieces of a line from left to right."""

    def __init__(self, runs: Sequence[tuple[str, Type]]) -> None:
        self._runs = runs
        self._segments: list[Segment] = []
        self._run = -1
        self._scale = 0.0
        self._codes: list[str] = []
        self._text: list[str] = []
        self._glyphs: list[tuple[int, str]] = []
        self._x = self._begin = self._inked = 0.0

    def add(self, run: int, shaped: Shaped) -> None:
        """Add shaped characters of a run."""
        if run != self._run:
            self._turn(run)
        self._codes.append(shaped.codes)
        self._text.append(shaped.text)
        self._glyphs += shaped.glyphs
        self._x += shaped.width * self._scale
        self._inked = self._x

    def space(self, run: int, gap: float) -> None:
        """Add the blank between two words."""
        if run != self._run:
            self._turn(run)
        self.last_space()
        self._x += gap

    def last_space(self) -> None:
        """Add the blank that ends a line; it takes no room."""
        space = self._runs[self._run][1].blank
        self._codes.append(space.codes)
        self._text.append(" ")
        self._glyphs += space.glyphs

    def hyphen(self, piece: Piece) -> None:
        """Add the hyphen of a broken word: seen, but said as a soft hyphen."""
        run, mark = piece
        self.add(run, spoken_softly(mark))

    def row(self) -> Row:
        """The finished line."""
        self._end()
        return Row(tuple(self._segments), self._inked)

    def _turn(self, run: int) -> None:
        self._end()
        self._begin = self._x
        self._run = run
        self._scale = self._runs[run][1].scale

    def _end(self) -> None:
        if self._codes:
            text = "".join(self._text)
            codes = "".join(self._codes).replace("><", "")
            width = self._x - self._begin
            self._segments.append(Segment(self._run, self._begin, width, codes, tuple(self._glyphs), text))
            self._codes.clear()
            self._text.clear()
            self._glyphs.clear()


class _Item(NamedTuple):
    run: int
    shaped: Shaped
    width: float
    blank: bool = False


class MixedLine:
    """Collects the pieces of a line as they are read, and puts each where its level wants it."""

    def __init__(self, runs: Sequence[tuple[str, Type]], owners: Sequence[int], right_to_left: bool) -> None:
        self._runs = runs
        self._owners = owners
        self._base = int(right_to_left)
        self._items: list[_Item] = []

    def add(self, run: int, shaped: Shaped) -> None:
        """Add shaped characters of a run."""
        self._items.append(_Item(run, shaped, shaped.width * self._runs[run][1].scale))

    def space(self, run: int, gap: float) -> None:
        """Add the blank between two words."""
        self._items.append(_Item(run, self._runs[run][1].blank, gap, blank=True))

    def last_space(self) -> None:
        """Add the blank that ends a line; it takes no room."""
        run = self._items[-1].run
        look = self._runs[run][1]
        self._items.append(_Item(run, look.blank, look.blank.width * look.scale, blank=True))

    def hyphen(self, piece: Piece) -> None:
        """Add the hyphen of a broken word: seen, but said as a soft hyphen."""
        run, mark = piece
        self.add(run, spoken_softly(mark))

    def row(self) -> Row:
        """The finished line."""
        items = self._items
        levels = [self._runs[item.run][1].level for item in items]
        for index in range(len(items) - 1, -1, -1):  # rule L1
            if not items[index].blank:
                break
            levels[index] = self._base
        order = visual_order(levels)
        end = items[-1].blank
        x = -items[-1].width if end and order[0] == len(items) - 1 else 0.0
        segments: list[Segment] = []
        firsts: list[int] = []
        start = 0
        for stop in range(1, len(order) + 1):
            same = stop < len(order) and (items[order[stop]].run, levels[order[stop]]) == (
                items[order[start]].run,
                levels[order[start]],
            )
            if same:
                continue
            group = order[start:stop]
            segments.append(self._segment([items[i] for i in group], x, levels[group[0]] % 2 == 1))
            firsts.append(min(group))
            x += sum(items[i].width for i in group)
            start = stop
        inked = x - (items[-1].width if end and order[-1] == len(items) - 1 else 0.0)
        return Row(tuple(segments), inked, tuple(sorted(range(len(segments)), key=firsts.__getitem__)))

    def _segment(self, items: Sequence[_Item], x: float, backward: bool) -> Segment:
        """Items that stand together, from left to right."""
        glyphs = tuple(pair for item in items for pair in item.shaped.glyphs)
        codes = "".join(item.shaped.codes for item in items).replace("><", "")
        words = "".join(item.shaped.text for item in (reversed(items) if backward else items))
        lead = -x if x < 0 else 0.0
        width = sum(item.width for item in items) - lead
        return Segment(self._owners[items[0].run], x + lead, width, codes, glyphs, words, lead)


def spoken_softly(mark: Shaped) -> Shaped:
    """A hyphen that is seen, but said as a soft hyphen (ISO 32000-1, 14.8.2.2.3)."""
    soft = f"] TJ /Span <</ActualText <FEFF00AD>>> BDC [{mark.codes}] TJ EMC ["
    return Shaped(mark.width, soft, mark.glyphs, "")
