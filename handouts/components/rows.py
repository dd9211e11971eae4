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
        return self.face.shape(text, self.language, bool(self.level % 2), self.units)

    @property
    def units(self) -> int:
        """White after every letter, in font units."""
        return self._units(1)

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

    ``lead`` is how far a blank in front of the ink reaches to the left of that; ``backward`` says that the words, which
    stand from left to right, are read from right to left. What they look like is joined only when they are drawn: of a
    long document that takes more room than all else.
    """

    run: int
    x: float
    width: float
    pieces: tuple[Shaped, ...]
    lead: float = 0.0
    backward: bool = False

    @property
    def codes(self) -> str:
        """The body of a TJ array that shows them."""
        return "".join([shaped.codes for shaped in self.pieces]).replace("><", "")

    @property
    def words(self) -> str:
        """What they say."""
        return "".join([shaped.text for shaped in (reversed(self.pieces) if self.backward else self.pieces)])

    @property
    def glyphs(self) -> tuple[tuple[int, str], ...]:
        """Every glyph with the characters that it stands for."""
        return tuple(pair for shaped in self.pieces for pair in shaped.glyphs)


@dataclass(frozen=True, slots=True)
class Row:
    """One line: its segments from left to right, and how wide its ink is, in points.

    ``order`` says in which order the segments are read where that is not from left to right.
    """

    segments: tuple[Segment, ...]
    inked: float
    order: tuple[int, ...] = ()


class Line:
    """Collects the words of a line from left to right."""

    def __init__(self, runs: Sequence[tuple[str, Type]]) -> None:
        self._looks = [(look.scale, look.blank) for _, look in runs]
        self._segments: list[Segment] = []
        self._run = -1
        self._pieces: list[Shaped] = []
        self._x = self._begin = self._inked = 0.0

    def words(self, words: Sequence[Sequence[Piece]], gaps: Sequence[tuple[float, int]]) -> None:
        """Add words with the blank behind each. Whoever ends the line says what becomes of the last one's."""
        looks, pieces, current, x = self._looks, self._pieces, self._run, self._x
        scale, blank = looks[current]
        last = len(words) - 1
        for index, (word, (gap, owner)) in enumerate(zip(words, gaps, strict=True)):
            for run, shaped in word:
                if run != current:
                    self._turn(run, x)
                    current, (scale, blank) = run, looks[run]
                pieces.append(shaped)
                x += shaped.width * scale
            if index == last:
                break
            if gap:
                if owner != current:
                    self._turn(owner, x)
                    current, (scale, blank) = owner, looks[owner]
                pieces.append(blank)
                x += gap
        self._x = self._inked = x

    def last_space(self) -> None:
        """Add the blank that ends a line; it takes no room."""
        self._pieces.append(self._looks[self._run][1])

    def hyphen(self, piece: Piece) -> None:
        """Add the hyphen of a broken word: seen, but said as a soft hyphen."""
        run, mark = piece
        if run != self._run:
            self._turn(run, self._x)
        self._pieces.append(spoken_softly(mark))
        self._x += mark.width * self._looks[run][0]
        self._inked = self._x

    def row(self) -> Row:
        """The finished line."""
        self._end(self._x)
        return Row(tuple(self._segments), self._inked)

    def _turn(self, run: int, x: float) -> None:
        self._end(x)
        self._begin = x
        self._run = run

    def _end(self, x: float) -> None:
        pieces = self._pieces
        if pieces:
            self._segments.append(Segment(self._run, self._begin, x - self._begin, tuple(pieces)))
            pieces.clear()


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

    def words(self, words: Sequence[Sequence[Piece]], gaps: Sequence[tuple[float, int]]) -> None:
        """Add words with the blank behind each. Whoever ends the line says what becomes of the last one's."""
        last = len(words) - 1
        for index, (word, (gap, owner)) in enumerate(zip(words, gaps, strict=True)):
            for run, shaped in word:
                self._add(run, shaped)
            if gap and index < last:
                self._items.append(_Item(owner, self._runs[owner][1].blank, gap, blank=True))

    def _add(self, run: int, shaped: Shaped) -> None:
        self._items.append(_Item(run, shaped, shaped.width * self._runs[run][1].scale))

    def last_space(self) -> None:
        """Add the blank that ends a line; it takes no room."""
        run = self._items[-1].run
        look = self._runs[run][1]
        self._items.append(_Item(run, look.blank, look.blank.width * look.scale, blank=True))

    def hyphen(self, piece: Piece) -> None:
        """Add the hyphen of a broken word: seen, but said as a soft hyphen."""
        run, mark = piece
        self._add(run, spoken_softly(mark))

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
        pieces = tuple(item.shaped for item in items)
        lead = -x if x < 0 else 0.0
        width = sum(item.width for item in items) - lead
        return Segment(self._owners[items[0].run], x + lead, width, pieces, lead, backward)


def spoken_softly(mark: Shaped) -> Shaped:
    """A hyphen that is seen, but said as a soft hyphen (ISO 32000-1, 14.8.2.2.3)."""
    soft = f"] TJ /Span <</ActualText <FEFF00AD>>> BDC [{mark.codes}] TJ EMC ["
    return Shaped(mark.width, soft, mark.glyphs, "")
