"""Gate 4: can a person see the words? There is ink where they are said to be, and it stands out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from handouts.proof.gates import Rules
from handouts.proof.seen import SCALE, SPECK, Gray, PageSeen, Shown
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
#: Levels of gray, of 255, that ink differs at least from what is behind it.
_SEEN = 24
#: Characters whose ink reaches the baseline in any face.
_STANDING = re.compile(r"[A-Za-z0-9]")
_INK = 255
#: How much further some letters stand from the edges of their place where they are read from right to left, in ems.
_SIDE = 0.1
#: Which row of pixels from the upper or lower end of a text has ink in it nearly always, and is within the margin.
_ROW = 4
#: The bits of ink in three quarters of the pixels of four rows, for each pixel of their width: bold letters take half.
_MOST_INKED = 3 * _INK.bit_count()


class _Box(NamedTuple):
    """The pixels that a text lies in, with some around it."""

    left: int
    upper: int
    width: int
    rows: int


def ink_problems(page: PageSeen, rules: Rules) -> Iterator[str]:
    """Is there ink under every text object, from end to end, and does it stand out from what is behind it?"""
    picture, height, columns = page.picture, page.height, int(page.width * SCALE)
    for item in page.shown:
        if item.text.strip():
            left, upper = max(0, int(item.left * SCALE) - 2), max(0, int((height - item.top) * SCALE) - 2)
            width = min(columns, int(item.right * SCALE) + 3) - left
            rows = min(picture.rows, int((height - item.bottom) * SCALE) + 3) - upper
            if width > 0 and rows > 2 * _ROW and _is_plain(picture, item, rules, left, upper, width, rows):
                continue
            problem = _ink_problem(picture, item, rules, _Box(left, upper, width, rows))
            if problem:
                yield f"'{item.text.strip()[:40]}' {problem}"


def _is_plain(picture: Gray, item: Shown, rules: Rules, left: int, upper: int, width: int, rows: int) -> bool:
    """Do four rows of its pixels tell already that a text is whole and dark enough, on an even ground?

    They do of most texts, in a third of the time that all of the rows take.
    """
    pixels, stride = picture.pixels, picture.stride
    corner = upper * stride + left
    first, last = corner + _ROW * stride, corner + (rows - 1 - _ROW) * stride
    middle = corner + (rows // 2 - 1) * stride
    below = middle + 3 * stride
    opposite = corner + (rows - 1) * stride + width - 1
    ground = pixels[corner : corner + 1]
    if pixels[opposite : opposite + 1] != ground:
        return False
    behind = ground[0]
    inked = (
        pixels[first : first + width]
        + pixels[middle : middle + width]
        + pixels[below : below + width]
        + pixels[last : last + width]
    ).translate(_ink_table(behind))
    laid = int.from_bytes(inked, "little")
    if laid.bit_count() > _MOST_INKED * width or inked.find(_INK, 0, width) < 0 or inked.find(_INK, 3 * width) < 0:
        return False
    laid |= laid >> 16 * width
    laid |= laid >> 8 * width
    columns = laid.to_bytes(4 * width, "little")[:width]
    return _is_whole(columns, item.size) and _ratio(item.color, behind) >= rules.contrast


def _ink_problem(picture: Gray, item: Shown, rules: Rules, box: _Box) -> str | None:
    left, upper, width, rows = box
    if width <= 0 or rows <= 0:
        return "has no ink"
    start, stride = upper * picture.stride + left, picture.stride
    patch = b"".join([picture.pixels[at : at + width] for at in range(start, start + rows * stride, stride)])
    behind = _behind(patch, width)
    ratio = _ratio(item.color, behind)
    if ratio < rules.contrast:
        return f"has a contrast of {ratio:.1f}:1 to what is behind it, less than {rules.contrast:g}:1"
    inked = patch.translate(_ink_table(behind))
    first, last = inked.find(_INK), inked.rfind(_INK)
    if first < 0:
        return "has no ink"
    above, below = first // width, rows - 1 - last // width
    columns = _columns(inked, width)
    if max(above, below) <= _MARGIN and _is_whole(columns, item.size):
        return None
    return _flaw(item, columns, above, below, rows)


def _is_whole(columns: bytes, size: float) -> bool:
    """Is there ink from end to end of a text, no further apart than words are?"""
    edge = int(_MARGIN) + 1
    return _INK in columns[:edge] and _INK in columns[-edge:] and _hole(size) not in columns


@lru_cache(maxsize=64)
def _hole(size: float) -> bytes:
    """The narrowest hole in a line of this size that no space between words makes."""
    return bytes(int(_WIDEST_GAP * size * SCALE) + 1)


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
    high = rows if spaced and item.top - item.base < SPECK else _MARGIN
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


def _columns(inked: bytes, width: int) -> bytes:
    """For every column of pixels whether there is ink in it: the rows laid over each other."""
    merged = 0
    for at in range(0, len(inked), width):
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
