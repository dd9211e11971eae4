"""Where a paragraph's lines end. A pure function of widths, so that it can be tested without a font.

All lines are looked at together (Knuth and Plass, Software: Practice and Experience 11, 1981), for ragged-right text:
as few lines as possible, then the most even right edge, then no lonely short word on the last line.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence

from handouts.scripts import HAN, script_of

_LINE = 1000.0
_HYPHEN = 40.0
_RUNT = 8.0
_NEVER = float("inf")
#: A line more costs more than all else that up to so many lines can cost together.
_FEW = 7
#: What a line may be too wide by, in points: less than any eye or printer knows of.
_TOLERANCE = 0.001
#: Where ideographs begin; text that stays below can be passed over. To compile it as a pattern takes 3 ms.
_WIDE = "\u2e80"
#: Punctuation that is neither wide nor Latin by itself, but wide among ideographs.
_AMONG = frozenset("“”‘’…—·")
#: What may not begin a line (GB/T 15834-2011, 5.1), besides closing brackets and quotation marks.
_NOT_FIRST = frozenset("、。，．：；？！,.:;?!…—～·%‰℃々〻ーぁぃぅぇぉっゃゅょァィゥェォッャュョ％")
#: What may not end a line, besides opening brackets and quotation marks.
_NOT_LAST = frozenset("$¥£￥＄№")
#: A last line shorter than this share of the measure looks like a mistake.
_RUNT_SHARE = 0.15


def break_lines(widths: Sequence[float], gaps: Sequence[float], hyphens: Sequence[float], measure: float) -> list[int]:
    """The index after the last word of every line.

    ``widths[i]`` is word i, ``gaps[i]`` the blank after it (0 where a word may be broken), ``hyphens[i]`` the hyphen
    that appears if the line ends there; all in points, as is ``measure``. A word too wide gets a line alone.
    """
    count = len(widths)
    if not count:
        return []
    reach = [0.0] * (count + 1)
    for i in range(count):
        reach[i + 1] = reach[i] + widths[i] + gaps[i]
    if reach[count] - gaps[count - 1] <= measure + _TOLERANCE:
        return [count]
    words = _Words(reach, gaps, hyphens, measure)
    return words.in_few_lines() or words.in_any()


class _Words:
    """The words of a paragraph, and the two ways to find its best lines, which give the same where both can be used."""

    def __init__(self, reach: Sequence[float], gaps: Sequence[float], hyphens: Sequence[float], measure: float) -> None:
        self._reach, self._gaps, self._hyphens, self._measure = reach, gaps, hyphens, measure
        self._count = len(gaps)
        self._limit = measure + _TOLERANCE

    def in_few_lines(self) -> list[int] | None:
        """As few lines as there must be, for paragraphs so short that one more could never pay: each line may end in a
        few places only. None where a hyphen that does not fit makes more lines necessary.
        """
        spans = self._spans()
        if spans is None:
            return None
        before = self._first_lines(spans[0])
        if not before:
            return None
        came: list[dict[int, int]] = [dict.fromkeys(before, 0)]
        for span in spans[1:]:
            best: dict[int, float] = {}
            chosen: dict[int, int] = {}
            for end in span:
                cost, start = self._cheapest(end, before, before)
                if cost < _NEVER:
                    best[end], chosen[end] = cost, start
            if not best:
                return None
            before = best
            came.append(chosen)
        ends = [self._count]
        for chosen in came[:0:-1]:
            ends.append(chosen[ends[-1]])
        return ends[::-1]

    def _first_lines(self, span: range) -> dict[int, float]:
        """What it costs to end the first line in each place: as :meth:`_cheapest` says, which looks at more starts."""
        costs = {}
        for end in span:
            hyphen, last = self._hyphens[end - 1], end == self._count
            width = self._reach[end] - self._gaps[end - 1] + hyphen
            if width > self._limit and end > 1:
                continue
            slack = (self._measure - width) / self._measure
            cost = _LINE + (_HYPHEN if hyphen and not last else 0.0)
            costs[end] = cost if last else cost + 100.0 * slack * slack
        return costs

    def _spans(self) -> list[range] | None:
        """Where each line may end: no earlier than the lines after it allow, no later than those before."""
        latest, end = [], 0
        while end < self._count:
            end = self._last_end(end)
            latest.append(end)
            if len(latest) > _FEW:
                return None
        earliest, start = [self._count], self._count
        for _ in latest[1:]:
            start = self._first_start(start)
            earliest.append(start)
        return [range(max(low, 1), high + 1) for low, high in zip(reversed(earliest), latest, strict=True)]

    def _last_end(self, start: int) -> int:
        """Where a line that begins here ends at the latest, hyphens aside."""
        end, most = start + 1, self._reach[start] + self._limit
        while end < self._count and self._reach[end + 1] - self._gaps[end] <= most:
            end += 1
        return end

    def _first_start(self, end: int) -> int:
        """Where a line that ends here begins at the earliest, hyphens aside."""
        start, least = end - 1, self._reach[end] - self._gaps[end - 1] - self._limit
        while start and self._reach[start - 1] >= least:
            start -= 1
        return start

    def in_any(self) -> list[int]:
        """The cheapest lines, however many."""
        best, came, first = {0: 0.0}, [0], 0
        for end in range(1, self._count + 1):
            right = self._reach[end] - self._gaps[end - 1] - self._limit
            while first < end - 1 and self._reach[first] < right:
                first += 1
            best[end], start = self._cheapest(end, range(first, end), best)
            came.append(start)
        ends = [self._count]
        while came[ends[-1]]:
            ends.append(came[ends[-1]])
        return ends[::-1]

    def _cheapest(self, end: int, starts: Iterable[int], best: Mapping[int, float]) -> tuple[float, int]:
        """What it costs to end a line here, and where it begins; ``best`` is what it costs to get to each start."""
        reach, measure, limit, hyphen = self._reach, self._measure, self._limit, self._hyphens[end - 1]
        right = reach[end] - self._gaps[end - 1] + hyphen
        last = end == self._count
        extra = _LINE + (_HYPHEN if hyphen and not last else 0.0)
        cheapest, where = float("inf"), end - 1
        for start in starts:
            cost = best[start] + extra
            if cost > cheapest:
                continue
            width = right - reach[start]
            if width > limit and start < end - 1:
                continue
            slack = (measure - width) / measure
            if not last:
                cost += 100.0 * slack * slack
            elif start and slack > 1 - _RUNT_SHARE:
                cost += _RUNT
            if cost <= cheapest:
                cheapest, where = cost, start
        return cheapest, where


def ideographic_breaks(text: str) -> Iterator[int]:
    """Offsets at which a line may begin in text without spaces between its words: before and after ideographs.

    Never before what closes or after what opens (GB/T 15834-2011, 5.1), nor between a number and what it counts. Korean
    has spaces, and breaks there.
    """
    if max(text, default="") < _WIDE:
        return
    wide = [script_of(character) == HAN or character in _AMONG for character in text]
    for at in range(1, len(text)):
        before, after = text[at - 1], text[at]
        if not (wide[at - 1] or wide[at]) or before.isspace() or after.isspace():
            continue
        counted = before.isascii() and before.isdigit()
        if not (counted or before in _NOT_LAST or after in _NOT_FIRST or _opens(before) or _closes(after)):
            yield at


def _opens(character: str) -> bool:
    return unicodedata.category(character) in {"Ps", "Pi"}


def _closes(character: str) -> bool:
    """Does it close, or belong to the character before it?"""
    return unicodedata.category(character) in {"Pe", "Pf", "Mn", "Mc", "Me", "Cf"}
