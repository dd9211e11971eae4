"""What text objects say where lines run from right to left: PDFium turns such lines round, as a whole and by guess.

That is undone here, each object is spelled by itself, and the objects are put in the order of the structure
tree, which is what readers who listen are given.
"""

from __future__ import annotations

import ctypes
import re
import unicodedata
from array import array
from collections import deque
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import groupby, repeat
from math import dist
from types import MappingProxyType
from typing import NamedTuple

import pypdfium2 as pdfium
from pypdfium2 import raw

from handouts.proof.pdfium import address_of, call
from handouts.records import dataclass
from handouts.words import right_to_left as is_backward

_RIGHT = frozenset({"R", "AL"})
#: Classes that PDFium leaves as they stand when it turns a line round.
_WEAK = frozenset({"AN", "EN", "NSM", "CS", "ES", "ET", "BN"})
#: What PDFium exchanges; quotation marks too, which Unicode leaves alone.
_PAIRS = ("()", "[]", "{}", "<>", "«»", "‹›", "“”", "‘’", "（）", "［］", "「」", "『』", "《》", "〈〉", "【】")
#: How PDFium spells the registered sign on lines that it has turned round.
_R, _REGISTERED = "R", "®"
_NOWHERE = 1000.0
_DEEPEST = 64
#: The longest language tag and type of an element that are read, in characters.
_TAG = 40
#: Elements within a line: words of another language there do not turn it round (ISO 32000-1, 14.8.4.4).
_INLINE = frozenset({"Span", "Link", "Reference", "Quote", "Code"})
#: What PDFium spells out after it has turned a line round: fractions, and signs of two letters.
_FRACTION = re.compile(r"\d*[/\u2044]\d*")
_SIGNS = MappingProxyType({"TM": "™", "SM": "℠"})
#: How far from the ends of an object a place is inside it, in points.
_BESIDE = 0.5


class _Char(NamedTuple):
    owner: int | None
    text: str
    made_up: bool
    x: float
    y: float
    mark: int = -1


def is_right_to_left(document: pdfium.PdfDocument) -> bool:
    """Does the file say that its pages run from right to left (/Direction in its viewer preferences)?"""
    answer = ctypes.create_string_buffer(8)
    raw.FPDF_VIEWERREF_GetName(document.raw, b"Direction", answer, len(answer))
    return answer.value == b"R2L"


@dataclass(frozen=True, slots=True)
class Spelled:
    """What text objects say, by their addresses; which are read from right to left; where PDFium made up a space.

    ``unsure`` are those from right to left only because the page runs so: they have no letter or digit to tell it.
    """

    texts: Mapping[int, str]
    backward: frozenset[int]
    gapped: frozenset[int]
    unsure: frozenset[int] = frozenset()


def spelled(
    words: raw.FPDF_TEXTPAGE, said: bool, right_to_left: bool, turned: Collection[int] = frozenset()
) -> Spelled:
    """What each text object of a page says, in the order in which it is read.

    ``said`` is what the file says of its direction, by which PDFium takes lines; ``right_to_left`` how they run.
    ``turned`` are the numbers of marked content in a language that runs from right to left.
    """
    owned: dict[int, list[_Char]] = {}
    gapped: set[int] = set()
    for line in _lines(_chars(words)):
        made_up = [char for char in line if char.made_up and char.text == " "]
        places: dict[int, list[_Char]] = {}
        for char in _visual(line, said):
            if char.owner is not None and not char.made_up:
                owned.setdefault(char.owner, []).append(char)
                places.setdefault(char.owner, []).append(char)
        gapped |= {owner for owner, around in places.items() if any(_inside(char, around) for char in made_up)}
    for owner, chars in owned.items():
        own = _without_made_up(chars) if _is_backward(chars, right_to_left=False) else chars
        if len(own) < len(chars):
            gapped.add(owner)
            owned[owner] = own
    for chars in owned.values():  # what PDFium spelled out afterwards may have been taken for something else
        chars.sort(key=lambda char: round(char.x, 1))
    backward = frozenset(
        owner for owner, chars in owned.items() if _is_backward(chars, right_to_left or chars[0].mark in turned)
    )
    texts = {
        owner: "".join(char.text for char in (reversed(chars) if owner in backward else chars))
        for owner, chars in owned.items()
    }
    unsure = frozenset(owner for owner in backward if not any(map(str.isalnum, texts[owner])))
    return Spelled(texts, backward, frozenset(gapped), unsure)


def reading_order(page: pdfium.PdfPage, backward: bool) -> tuple[Mapping[int, int], frozenset[int]]:
    """The place of each marked content in the structure tree of a page; and which stand in a language written backward.

    ``backward`` is for those that do not tell their language.
    """
    tree = raw.FPDF_StructTree_GetForPage(page.raw)
    if not tree:
        return {}, frozenset()
    try:
        found: list[tuple[int, bool]] = []
        for index in range(raw.FPDF_StructTree_CountChildren(tree)):
            found += _marks(raw.FPDF_StructTree_GetChildAtIndex(tree, index), backward, _DEEPEST)
        places = {mark: place for place, (mark, _) in enumerate(found)}
        return places, frozenset(mark for mark, turned in found if turned)
    finally:
        raw.FPDF_StructTree_Close(tree)


def _marks(element: raw.FPDF_STRUCTELEMENT, backward: bool, depth: int) -> Iterator[tuple[int, bool]]:
    """The marked content below an element, and whether it stands in a block whose language runs from right to left."""
    if not element or not depth:
        return
    own = _language(element)
    if own and _kind(element) not in _INLINE:
        backward = is_backward(own)
    for index in range(raw.FPDF_StructElement_CountChildren(element)):
        child = raw.FPDF_StructElement_GetChildAtIndex(element, index)
        if child:
            yield from _marks(child, backward, depth - 1)
        else:
            mark = raw.FPDF_StructElement_GetChildMarkedContentID(element, index)
            if mark >= 0:
                yield mark, backward


def _language(element: raw.FPDF_STRUCTELEMENT) -> str:
    """The language that an element says it is in, or nothing."""
    room = (ctypes.c_ushort * _TAG)()
    length = raw.FPDF_StructElement_GetLang(element, room, 2 * _TAG)
    return ctypes.string_at(room, max(0, length - 2)).decode("utf-16-le", "replace") if length <= 2 * _TAG else ""


def _kind(element: raw.FPDF_STRUCTELEMENT) -> str:
    """The type of an element, such as "P"; nothing where it is longer than those that are known."""
    room = (ctypes.c_ushort * _TAG)()
    length = raw.FPDF_StructElement_GetType(element, room, 2 * _TAG)
    return ctypes.string_at(room, max(0, length - 2)).decode("utf-16-le", "replace") if length <= 2 * _TAG else ""


def _chars(words: raw.FPDF_TEXTPAGE) -> Iterator[_Char]:
    page, count = address_of(words), raw.FPDFText_CountChars(words)
    every = range(count)
    origins = array("d", [0]) * (2 * count)
    first, _ = origins.buffer_info()
    step = 2 * origins.itemsize
    across, up = (range(at, at + count * step, step) for at in (first, first + origins.itemsize))
    deque(map(call("FPDFText_GetCharOrigin"), repeat(page), every, across, up), maxlen=0)
    owners = list(map(call("FPDFText_GetTextObject"), repeat(page), every))
    made_up = map(call("FPDFText_IsGenerated"), repeat(page), every)
    texts = map(chr, map(call("FPDFText_GetUnicode"), repeat(page), every))
    mark_of = call("FPDFPageObj_GetMarkedContentID")
    marks = {owner: mark_of(owner) if owner else -1 for owner in set(owners)}
    told = zip(every, owners, texts, made_up, origins[::2], origins[1::2], strict=True)
    for index, owner, text, generated, x, y in told:
        registered = text == _R and owner and _is_registered(words, index)
        yield _Char(owner, _REGISTERED if registered else text, generated == 1, x, y, marks[owner])


def _is_registered(words: raw.FPDF_TEXTPAGE, index: int) -> bool:
    """Is what PDFium calls an R the registered sign? Its ink lies as the font has the one and not the other."""
    thing, size = raw.FPDFText_GetTextObject(words, index), ctypes.c_float()
    raw.FPDFTextObj_GetFontSize(thing, size)
    x, y, left, right, bottom, top = (ctypes.c_double() for _ in range(6))
    raw.FPDFText_GetCharOrigin(words, index, x, y)
    raw.FPDFText_GetCharBox(words, index, left, right, bottom, top)
    sides = (left.value - x.value, bottom.value - y.value, right.value - x.value, top.value - y.value)
    here = [side / (size.value or 1) for side in sides]
    font = raw.FPDFTextObj_GetFont(thing)
    letter, sign = (dist(here, _outline(font, character)) for character in (_R, _REGISTERED))
    return sign < letter


def _outline(font: raw.FPDF_FONT, character: str) -> tuple[float, float, float, float]:
    """The sides of a glyph in ems: left, bottom, right, top; no glyph lies where there is none."""
    path = raw.FPDFFont_GetGlyphPath(font, ord(character), 1.0)
    x, y = ctypes.c_float(), ctypes.c_float()
    places = []
    for index in range(raw.FPDFGlyphPath_CountGlyphSegments(path) if path else 0):
        raw.FPDFPathSegment_GetPoint(raw.FPDFGlyphPath_GetGlyphPathSegment(path, index), x, y)
        places.append((x.value, y.value))
    if not places:
        return (_NOWHERE,) * 4
    across, up = zip(*places, strict=True)
    return min(across), min(up), max(across), max(up)


def _lines(chars: Iterator[_Char]) -> Iterator[list[_Char]]:
    for ends, group in groupby(chars, key=lambda char: char.made_up and char.text in "\r\n"):
        if not ends:
            yield list(group)


def _visual(line: Sequence[_Char], right_to_left: bool) -> list[_Char]:
    """A line's characters from left to right, as they stand in the file: what PDFium made of them, turned back.

    It cuts a line where the direction of its characters changes, takes the parts from the right where it thinks that
    the line runs from there, turns round those from right to left with the punctuation after them, and exchanges their
    brackets.
    """
    whole = _together(line)
    parts = [(kind, list(group)) for kind, group in groupby(whole, key=lambda char: _direction(char.text))]
    backward = overall = right_to_left or _taken_from_the_right(whole)
    turned: list[list[_Char]] = []
    for kind, part in parts:
        if kind in {"left", "right"}:
            backward = kind == "right"
        turned.append(_turned(part) if backward and kind in {"right", "neutral"} else part)
    return [char for part in (reversed(turned) if overall else turned) for char in part]


def _taken_from_the_right(line: Sequence[_Char]) -> bool:
    """Did PDFium take a line from the right? It may have cut it in two before, so that counting letters does not tell;
    and where a line ends with a hyphen it goes on with the next one.
    """
    rows = [list(group) for _, group in groupby(line, key=lambda char: round(char.y))]
    row = max(rows, key=lambda row: len({char.owner for char in row}), default=[])
    return bool(row) and row[0].x > row[-1].x


def _turned(part: Sequence[_Char]) -> list[_Char]:
    mirror = _mirror()
    return [char._replace(text=mirror[char.text]) if char.text in mirror else char for char in reversed(part)]


def _together(line: Sequence[_Char]) -> list[_Char]:
    """The characters with those in one piece that PDFium spells out after it has turned the line round."""
    out: list[_Char] = []
    for _, group in groupby(line, key=lambda char: (char.x, char.owner)):
        chars = list(group)
        while len(chars) > 1:  # a mark that takes no room may stand before them, in their place
            together = "".join([char.text for char in chars])
            if _FRACTION.fullmatch(together) or together in _SIGNS:
                chars = [chars[0]._replace(text=_SIGNS.get(together, together))]
            else:
                out.append(chars.pop(0))
        out += chars
    return out


def _direction(character: str) -> str:
    if len(character) > 1:
        return "neutral"
    kind = unicodedata.bidirectional(character)
    return "right" if kind in _RIGHT else "left" if kind == "L" else "weak" if kind in _WEAK else "neutral"


@lru_cache(maxsize=1)
def _mirror() -> Mapping[str, str]:
    return {pair[index]: pair[1 - index] for pair in _PAIRS for index in (0, 1)}


def _without_made_up(chars: Sequence[_Char]) -> list[_Char]:
    """The characters without those spaces that PDFium made up and then took for its own: they have another's place.

    From left to right a mark that takes no room has the place of what comes after it, which may be a true space.
    """
    backward = any(_direction(char.text) == "right" for char in chars)
    taken = {
        char.x
        for char in chars
        if not char.text.isspace() and (backward or unicodedata.category(char.text[-1])[0] != "M")
    }
    return [char for char in chars if char.text != " " or char.x not in taken]


def _inside(space: _Char, chars: Sequence[_Char]) -> bool:
    """Does a space stand between characters of one object? A line that ends with a hyphen goes on with the next one."""
    left, right = min(char.x for char in chars), max(char.x for char in chars)
    return abs(space.y - chars[0].y) < _BESIDE and left + _BESIDE < space.x < right - _BESIDE


def _is_backward(chars: Sequence[_Char], right_to_left: bool) -> bool:
    """From right to left where there is a letter of such a script, and punctuation alone as the page runs."""
    kinds = {unicodedata.bidirectional(char.text) for char in chars if len(char.text) == 1}
    if any(unicodedata.east_asian_width(char.text[:1]) in {"W", "F"} for char in chars if char.text):
        return False  # the punctuation of ideographs
    return not kinds.isdisjoint(_RIGHT) or (right_to_left and kinds.isdisjoint({"L", "EN", "AN"}))
