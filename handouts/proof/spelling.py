"""What text objects say where lines run from right to left: PDFium turns such lines round, as a whole and by guess.

Each object is spelled by the places of its characters instead, and the objects are put in the order of the structure
tree, which is what readers who listen are given.
"""

from __future__ import annotations

import ctypes
import unicodedata
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple

import pypdfium2 as pdfium
from pypdfium2 import raw

from handouts.words import right_to_left as is_backward

_RIGHT = frozenset({"R", "AL"})
#: Classes that PDFium leaves as they stand when it turns a line round.
_WEAK = frozenset({"AN", "EN", "NSM", "CS", "ES", "ET", "BN"})
_PAIRS = ("()", "[]", "{}", "<>", "«»", "‹›", "⟨⟩", "（）", "［］", "「」", "『』", "《》", "〈〉", "【】")
_DEEPEST = 64
#: The longest language tag that is read, in characters.
_TAG = 40


class _Char(NamedTuple):
    owner: int | None
    text: str
    made_up: bool
    x: float
    mark: int = -1


def is_right_to_left(document: pdfium.PdfDocument) -> bool:
    """Does the file say that its pages run from right to left (/Direction in its viewer preferences)?"""
    answer = ctypes.create_string_buffer(8)
    raw.FPDF_VIEWERREF_GetName(document.raw, b"Direction", answer, len(answer))
    return answer.value == b"R2L"


def spelled(
    words: raw.FPDF_TEXTPAGE, right_to_left: bool, backward: Collection[int] = frozenset()
) -> Mapping[int, str]:
    """What each text object says, by its address, in the order in which it is read.

    ``backward`` are the numbers of marked content in a language that runs from right to left.
    """
    owned: dict[int, list[_Char]] = {}
    for line in _lines(_chars(words)):
        for char in _unmirrored(line, right_to_left):
            if char.owner is not None and not char.made_up:
                owned.setdefault(char.owner, []).append(char)
    return {owner: _spell(chars, right_to_left or chars[0].mark in backward) for owner, chars in owned.items()}


def reading_order(page: pdfium.PdfPage) -> tuple[Mapping[int, int], frozenset[int]]:
    """The place of each marked content in the structure tree of a page, and what is in a language written backward."""
    tree = raw.FPDF_StructTree_GetForPage(page.raw)
    if not tree:
        return {}, frozenset()
    try:
        found: list[tuple[int, bool]] = []
        for index in range(raw.FPDF_StructTree_CountChildren(tree)):
            found += _marks(raw.FPDF_StructTree_GetChildAtIndex(tree, index), "", _DEEPEST)
        return {mark: place for place, (mark, _) in enumerate(found)}, frozenset(
            mark for mark, turned in found if turned
        )
    finally:
        raw.FPDF_StructTree_Close(tree)


def _marks(element: raw.FPDF_STRUCTELEMENT, language: str, depth: int) -> Iterator[tuple[int, bool]]:
    """The marked content below an element, and whether its language runs from right to left."""
    if not element or not depth:
        return
    language = _language(element) or language
    for index in range(raw.FPDF_StructElement_CountChildren(element)):
        child = raw.FPDF_StructElement_GetChildAtIndex(element, index)
        if child:
            yield from _marks(child, language, depth - 1)
        else:
            mark = raw.FPDF_StructElement_GetChildMarkedContentID(element, index)
            if mark >= 0:
                yield mark, is_backward(language)


def _language(element: raw.FPDF_STRUCTELEMENT) -> str:
    """The language that an element says it is in, or nothing."""
    room = (ctypes.c_ushort * _TAG)()
    length = raw.FPDF_StructElement_GetLang(element, room, 2 * _TAG)
    return ctypes.string_at(room, max(0, length - 2)).decode("utf-16-le", "replace") if length <= 2 * _TAG else ""


def _chars(words: raw.FPDF_TEXTPAGE) -> Iterator[_Char]:
    x, y = ctypes.c_double(), ctypes.c_double()
    at_x, at_y = ctypes.pointer(x), ctypes.pointer(y)
    for index in range(raw.FPDFText_CountChars(words)):
        thing = raw.FPDFText_GetTextObject(words, index)
        raw.FPDFText_GetCharOrigin(words, index, at_x, at_y)
        owner = ctypes.addressof(thing.contents) if thing else None
        made_up = raw.FPDFText_IsGenerated(words, index) == 1
        mark = raw.FPDFPageObj_GetMarkedContentID(thing) if thing else -1
        yield _Char(owner, chr(raw.FPDFText_GetUnicode(words, index)), made_up, x.value, mark)


def _lines(chars: Iterator[_Char]) -> Iterator[list[_Char]]:
    for ends, group in groupby(chars, key=lambda char: char.made_up and char.text in "\r\n"):
        if not ends:
            yield list(group)


def _unmirrored(line: Sequence[_Char], right_to_left: bool) -> Iterator[_Char]:
    """A line's characters as they stand in the file: PDFium exchanges brackets after right-to-left letters."""
    kinds = [_direction(char.text) for char in line]
    places = [char.x for char in line if not char.made_up]
    # A line that was turned round as a whole is told by where its first and its last character stand.
    backward = right_to_left or (len(places) > 1 and places[0] > places[-1])
    for char, kind in zip(line, kinds, strict=True):
        if kind in {"left", "right"}:
            backward = kind == "right"
        turned = kind == "neutral" and backward
        yield char._replace(text=_mirror().get(char.text, char.text)) if turned else char


def _direction(character: str) -> str:
    kind = unicodedata.bidirectional(character)
    return "right" if kind in _RIGHT else "left" if kind == "L" else "weak" if kind in _WEAK else "neutral"


@lru_cache(maxsize=1)
def _mirror() -> Mapping[str, str]:
    return {pair[index]: pair[1 - index] for pair in _PAIRS for index in (0, 1)}


def _spell(chars: Sequence[_Char], right_to_left: bool) -> str:
    """From right to left where there is a letter of such a script, and punctuation alone as the page runs.

    Marks come after their letter.
    """
    kinds = {unicodedata.bidirectional(char.text) for char in chars}
    alone = kinds.isdisjoint({"L", "EN", "AN"})
    sign = -1 if not kinds.isdisjoint(_RIGHT) or (alone and right_to_left) else 1
    ordered = sorted(chars, key=lambda char: (sign * round(char.x, 2), bool(unicodedata.combining(char.text))))
    return "".join(char.text for char in ordered)
