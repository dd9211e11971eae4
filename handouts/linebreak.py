"""Where a paragraph's lines end. A pure function of widths, so that it can be tested without a font.

All lines are looked at together (Knuth and Plass, Software: Practice and Experience 11, 1981), for ragged-right text:
as few lines as possible, then the most even right edge, then no lonely short word on the last line.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence

from handouts.scripts import HAN, script_of

_LINE = 1000.0
_HYPHEN = 40.0
_RUNT = 8.0
#: The first character that might be an ideograph; everything before it can be passed over.
_FIRST_WIDE = "\u2e80"
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
    limit = measure + 0.001
    if reach[count] - gaps[count - 1] <= limit:
        return [count]
    best = [0.0] + [float("inf")] * count
    came = [0] * (count + 1)
    first = 0
    for end in range(1, count + 1):
        hyphen = hyphens[end - 1]
        right = reach[end] - gaps[end - 1] + hyphen
        while first < end - 1 and right - hyphen - reach[first] > limit:
            first += 1
        last = end == count
        extra = _LINE + (_HYPHEN if hyphen and not last else 0.0)
        cheapest, where = float("inf"), first
        for start in range(first, end):
            cost = best[start] + extra
            if cost > cheapest:  # as a rule because it has a line more
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
        best[end], came[end] = cheapest, where
    ends = [count]
    while came[ends[-1]]:
        ends.append(came[ends[-1]])
    return ends[::-1]


def ideographic_breaks(text: str) -> Iterator[int]:
    """Offsets at which a line may begin in text without spaces between its words: before and after ideographs.

    Never before what closes or after what opens (GB/T 15834-2011, 5.1), nor between a number and what it counts. Korean
    has spaces, and breaks there.
    """
    if text.isascii() or max(text, default="") < _FIRST_WIDE:
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
