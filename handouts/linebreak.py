"""Where a paragraph's lines end. A pure function of widths, so that it can be tested without a font.

All lines are looked at together (Knuth and Plass, Software: Practice and Experience 11, 1981), for ragged-right text:
as few lines as possible, then the most even right edge, then no lonely short word on the last line.
"""

from __future__ import annotations

from collections.abc import Sequence

_LINE = 1000.0
_HYPHEN = 40.0
_RUNT = 8.0
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
    for end in range(1, count + 1):
        tail = gaps[end - 1] - hyphens[end - 1]
        last = end == count
        for start in range(end - 1, -1, -1):
            width = reach[end] - tail - reach[start]
            if width > limit and start < end - 1:
                break
            slack = (measure - width) / measure
            cost = best[start] + _LINE
            if not last:
                cost += 100.0 * slack * slack + (_HYPHEN if hyphens[end - 1] else 0.0)
            elif start and slack > 1 - _RUNT_SHARE:
                cost += _RUNT
            if cost < best[end]:
                best[end] = cost
                came[end] = start
    ends = [count]
    while came[ends[-1]]:
        ends.append(came[ends[-1]])
    return ends[::-1]
