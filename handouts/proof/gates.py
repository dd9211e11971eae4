"""Gates 3 and 4: can a person see the words, and do they stand where they belong?

They lie where they can be printed, upright, large enough, dark enough, in reading order, not clipped, not on top of
each other nor under anything else; and there is ink where they are said to be. Gate 1, every character has a glyph,
stands before the layout (``checks``); gate 2 is ``wording``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from handouts.proof.reader import SCALE, PageSeen, Pixels, Shape, Shown
from handouts.proof.wording import ARTIFACT
from handouts.records import dataclass
from handouts.theme import contrast

#: How far ink may lie from where the text object says it is, in pixels of the picture: two, and what smoothing blurs.
_MARGIN = 4.5
#: The widest white inside a line, in ems: a word space and its neighbors' side bearings take 0.45 at most.
_WIDEST_GAP = 0.75
#: The same where there are ideographs: of two marks of punctuation each may have half of its square empty.
_WIDEST_IDEOGRAPHIC = 1.9
#: Punctuation that fills only half of its square, at either end of a text, and the half that may be empty, in ems.
_HALF_FIRST = re.compile(r"[（［｛「『【〔〖〈《“‘]+")
_HALF_LAST = re.compile(r"[、。，．：；？！）］｝」』】〕〗〉》”’]+$")
_HALF = 0.75
#: A blank with its neighbors' side bearings, in ems.
_BLANK = 0.45
_BLANKS = re.compile(r"\s+")
#: How far a letter may reach out of its place, in ems: the j to the left, the slanted f to the right.
_BEARING = 0.2
_SIDE = 0.1
_OVERLAP = 0.25
#: Levels of gray, of 255, that ink differs at least from what is behind it.
_SEEN = 24
_TOUCH = 1.5
#: Characters whose ink reaches the baseline in any face.
_STANDING = re.compile(r"[A-Za-z0-9]")
#: A space alone has a box of no height; anything higher leaves ink.
_SPECK = 0.5
_INK = 255
#: What is thinner than this, in points, is a line and covers nothing.
_THIN = 1.5


#: The next line of a paragraph is no further below than this, in sizes of its type.
_LINE = 2.0


@dataclass(frozen=True, slots=True)
class Rules:
    """What a page must keep to: sizes and margins in points, contrast as a ratio.

    ``backward`` is for pages that run from right to left.
    """

    body: float
    small: float
    contrast: float
    printable: float
    left: float
    right: float
    backward: bool = False


def place_problems(page: PageSeen, rules: Rules, small: Sequence[bool]) -> Iterator[str]:
    """Boxes inside page and frame, sizes, contrast, and no text over other text. ``small`` matches ``page.shown``."""
    for item, is_small in zip(page.shown, small, strict=True):
        if not item.text.strip():
            if not item.text and not item.spoken and item.top - item.bottom > _SPECK:
                yield f"what is painted at {item.left:.0f}, {item.base:.0f} says nothing, or again what was said before"
            continue
        words = item.text.strip()[:40]
        edge = rules.printable
        inside = (
            item.left >= edge
            and item.bottom >= edge
            and item.right <= page.width - edge
            and item.top <= page.height - edge
        )
        if not inside:
            yield f"'{words}' lies outside the printable area"
        elif (
            item.left < rules.left - item.size * _BEARING - 1
            or item.right > page.width - rules.right + item.size * 0.4 + 1
        ):
            yield f"'{words}' runs out of its column"
        least = rules.small if is_small else rules.body
        if item.size < least - 0.01:
            yield f"'{words}' is {item.size:.1f} pt, less than {least:g} pt"
        if not item.opaque:
            yield f"'{words}' is drawn transparent or as an outline"
        if not item.upright:
            yield f"'{words}' is turned, slanted or mirrored"
        if item.clipped:
            yield f"'{words}' is clipped"
        if item.gapped:
            yield f"'{words}' has a blank that is not a space: its words run together when read aloud"
    yield from _overlaps(page.shown)
    yield from _covers(page)
    yield from _disorder(page, rules.backward)


def _overlaps(shown: Sequence[Shown]) -> Iterator[str]:
    inked = sorted((item for item in shown if item.text.strip()), key=lambda item: -item.top)
    for index, upper in enumerate(inked):
        for lower in inked[index + 1 :]:
            if lower.top <= upper.bottom:
                break
            high = min(upper.top, lower.top) - max(upper.bottom, lower.bottom)
            # How far one of them would have to move: a narrow one may lie on the other as a whole.
            over = min(upper.right - lower.left, lower.right - upper.left)
            # A slanted f reaches over the next letter.
            least = _BEARING * upper.size
            if high > _OVERLAP * min(upper.top - upper.bottom, lower.top - lower.bottom) and over > least:
                yield f"'{upper.text.strip()[:40]}' and '{lower.text.strip()[:40]}' lie on each other"


def _covers(page: PageSeen) -> Iterator[str]:
    """Text under something painted later. Thin lines may cross it, as underlines do; an outline may run around it."""
    for shape in page.shapes:
        if min(shape.right - shape.left, shape.top - shape.bottom) < _THIN:
            continue
        for item in page.shown[: shape.after]:
            high = min(item.top, shape.top) - max(item.bottom, shape.bottom)
            wide = min(item.right, shape.right) - max(item.left, shape.left)
            if high > 1 and wide > 1 and (shape.solid or not _around(shape, item)) and item.text.strip():
                yield f"'{item.text.strip()[:40]}' is covered by something painted later"


def _around(shape: Shape, item: Shown) -> bool:
    return (
        shape.left <= item.left and shape.right >= item.right and shape.bottom <= item.bottom and shape.top >= item.top
    )


def _disorder(page: PageSeen, backward: bool) -> Iterator[str]:
    """What is read later may not stand above what is read before, but in another column; nor left of it on a line.

    On pages, and in languages, that run backward nor right of it, but between words that run from left to right.
    """
    read = [item for item in page.read if item.mark != ARTIFACT and item.text.strip()]
    lowest = float("inf")
    for index, later in enumerate(read):
        base, left, right, half = later.base, later.left, later.right, later.size / 2
        if base <= lowest - half:  # below all that was read before
            lowest = min(lowest, base)
            continue
        lowest = min(lowest, base)
        for earlier in read[:index]:
            if base <= earlier.base - half:
                continue
            if base < earlier.base + half:
                turned = backward or (earlier.turned and later.turned)
                wrong = _against(earlier, later) if turned else left < earlier.left - _TOUCH
            else:
                wide = min(right, earlier.right) - max(left, earlier.left)
                wrong = wide > later.size / 2 or later.sequence == earlier.sequence
            if wrong:
                yield f"'{later.text.strip()[:40]}' is read after '{earlier.text.strip()[:40]}', but stands before it"
                return


def _against(earlier: Shown, later: Shown) -> bool:
    """Does the later of two things on a line that runs from right to left stand before the earlier one?"""
    return later.left + later.right > earlier.left + earlier.right and (earlier.backward or later.backward)


def ink_problems(page: PageSeen, rules: Rules) -> Iterator[str]:
    """Is there ink under every text object, from end to end, and does it stand out from what is behind it?"""
    pixels = page.picture.pixels
    for item in page.shown:
        if item.text.strip():
            problem = _ink_problem(page, pixels, item, rules)
            if problem:
                yield f"'{item.text.strip()[:40]}' {problem}"


def _ink_problem(page: PageSeen, pixels: Pixels, item: Shown, rules: Rules) -> str | None:
    stride, rows = page.picture.stride, page.picture.rows
    left, right = max(0, int(item.left * SCALE) - 2), min(int(page.width * SCALE), int(item.right * SCALE) + 3)
    upper = max(0, int((page.height - item.top) * SCALE) - 2)
    lower = min(rows, int((page.height - item.bottom) * SCALE) + 3)
    if left >= right or upper >= lower:
        return "has no ink"
    width = right - left
    patch = b"".join([pixels[at + left : at + right] for at in range(upper * stride, lower * stride, stride)])
    behind = _behind(patch, width)
    ratio = _ratio(item.color, behind)
    if ratio < rules.contrast:
        return f"has a contrast of {ratio:.1f}:1 to what is behind it, less than {rules.contrast:g}:1"
    inked = patch.translate(_ink_table(behind))
    first, last = inked.find(_INK), inked.rfind(_INK)
    if first < 0:
        return "has no ink"
    above, below = first // width, lower - upper - 1 - last // width
    if max(above, below) <= _MARGIN:
        # What every third row of pixels tells already need not be asked of all of them.
        for every in (3, 1):
            columns = _columns(inked, width, every)
            before, after = _margins(columns)
            if max(before, after) <= _MARGIN and bytes(int(_WIDEST_GAP * item.size * SCALE) + 1) not in columns:
                return None
    return _flaw(item, _columns(inked, width), above, below, lower - upper)


def _flaw(item: Shown, columns: bytes, above: int, below: int, rows: int) -> str | None:
    """Is ink missing at an edge or in between, given what the characters of this text may leave white?

    ``columns`` tells of every column of pixels whether there is ink in it, ``above`` and ``below`` how many of the
    ``rows`` have none.
    """
    trailing = item.text[len(item.text.rstrip()) :]
    leading = item.text[: len(item.text) - len(item.text.lstrip())]
    blank = _BLANK * item.size * SCALE
    wide, lead = _MARGIN + blank * len(trailing), _MARGIN + blank * len(leading)
    if item.backward:  # these letters stand further from the edges of their place, too
        wide, lead = (side + _SIDE * item.size * SCALE for side in (lead, wide))
    ideographic = _is_ideographic(item.text)
    if ideographic:
        half = _HALF * item.size * SCALE
        lead += half * len(match[0]) if (match := _HALF_FIRST.match(item.text.lstrip())) else 0.0
        wide += half * len(match[0]) if (match := _HALF_LAST.search(item.text.rstrip())) else 0.0
    # PDFium's box reaches down or up to the baseline where there is a space; a dash or an underscore alone does not.
    spaced = trailing or leading or " " in item.text
    low = rows if spaced and not _STANDING.search(item.text) else _MARGIN
    high = rows if spaced and item.top - item.base < _SPECK else _MARGIN
    before, after = _margins(columns)
    if before > lead or after > wide or above > high or below > low:
        return "is cut off or partly covered"
    # No-break spaces may stand beside others.
    blanks = max(map(len, _BLANKS.findall(item.text)), default=1)
    gap = _WIDEST_IDEOGRAPHIC if ideographic else _WIDEST_GAP
    widest = int(gap * item.size * SCALE + blank * (blanks - 1)) + 1
    inner = columns.strip(b"\0")
    if bytes(widest) in inner:
        hole = max(map(len, inner.split(bytes([_INK]))))
        return f"has a hole {hole / SCALE:.0f} pt wide in it"
    return None


def _is_ideographic(text: str) -> bool:
    """Are there ideographs, or marks of their punctuation? To compile a pattern for that takes 2 ms of every start."""
    return any("\u2e80" <= character <= "\u9fff" or "\uff00" <= character <= "\uff60" for character in text)


def _margins(columns: bytes) -> tuple[int, int]:
    """How many columns without ink there are at the left and at the right."""
    return len(columns) - len(columns.lstrip(b"\0")), len(columns) - len(columns.rstrip(b"\0"))


def _behind(patch: bytes, width: int) -> int:
    """The gray that is most of what lies around and under a text: one of those along its edges.

    All four, because tall letters may reach as far up and down as the frame of the box that they stand in.
    """
    edges = patch[:width] + patch[-width:] + patch[::width] + patch[width - 1 :: width]
    first = edges[:1]
    if not edges.strip(first) or 2 * len(patch.translate(None, first)) < len(patch):
        return first[0]
    commonest: int = max(set(edges), key=patch.count)
    return commonest


def _columns(inked: bytes, width: int, every: int = 1) -> bytes:
    """For every column of pixels whether there is ink in it: the rows, or one of so many, laid over each other."""
    merged = 0
    for at in range(0, len(inked), every * width):
        merged |= int.from_bytes(inked[at : at + width], "little")
    return merged.to_bytes(width, "little")


@lru_cache(maxsize=1024)
def _ratio(color: tuple[int, int, int], behind: int) -> float:
    red, green, blue = color
    return contrast((red / 255, green / 255, blue / 255), (behind / 255,) * 3)


@lru_cache(maxsize=256)
def _ink_table(behind: int) -> bytes:
    """Which grays count as ink on a ground: those that differ from it enough to be seen."""
    return bytes(_INK if abs(value - behind) > _SEEN else 0 for value in range(256))
