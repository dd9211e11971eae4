"""What each text object of a page says, where lines run from left to right.

PDFium tells the text of one object by going through those of the whole page, so that asking for every object takes its
time squared. Here the page is asked once whose each character is. Where an answer is not plain, PDFium tells it.
"""

from __future__ import annotations

import ctypes
import re
import unicodedata
from array import array
from collections.abc import Iterator, Sequence
from itertools import compress, pairwise, repeat
from operator import ne

from handouts.proof.pdfium import call
from handouts.records import dataclass

_BUFFER = 16_384
#: PDFium's sign in the text of a page for the end of a line within a word; it gives the character another one.
_LINE_END = "\ufffe"
#: How many characters apart it is asked whose they are.
_NEAR = 8
_SPACE = re.compile(" ")
#: PDFium ends lines with characters of its own.
_LINE = re.compile(r"[^\r\n]+")


@dataclass(frozen=True, slots=True)
class Characters:
    """What objects say, by their addresses; in which PDFium made up a space; and behind which it did."""

    texts: dict[int, str]
    gapped: frozenset[int | None]
    followed: frozenset[int | None]


def characters(words: int, things: Sequence[int]) -> Characters:
    """The words of the text objects ``things`` of a page, whose text page is at the address ``words``."""
    count = call("FPDFText_CountChars")(words)
    text = _page_text(words, count)
    owners = _owners(words, text)
    texts = dict.fromkeys(things, "")
    for owner, said in _parts(text, owners):
        if owner in texts:
            # Parts apart have line ends or spaces between them, which PDFium knows how to put.
            texts[owner] = _told(words, owner) if texts[owner] else said
    gapped, followed = _made_up(words, text, owners)
    return Characters(texts, gapped, followed)


def _page_text(words: int, count: int) -> str:
    """The page's characters, each of them in its place; "\\0" for one that says nothing."""
    room = array("H", [0]) * (count + 1)
    units = call("FPDFText_GetText")(words, 0, count, room.buffer_info()[0])
    text = room.tobytes()[:-2].decode("utf-16-le", "replace")
    unicode = call("FPDFText_GetUnicode")
    if units != count + 1 or len(text) != count:  # characters were left out, or take two units: ask for each
        return "".join(map(chr, map(unicode, repeat(words), range(count))))
    if _LINE_END in text:
        return "".join(chr(unicode(words, at)) if sign == _LINE_END else sign for at, sign in enumerate(text))
    return text


def _owners(words: int, text: str) -> list[int | None]:
    """The object that each character belongs to, None for one that PDFium made up between two.

    What lies on one line between two characters of one object is taken as its own. Should it be another's after all,
    that one says nothing then, which the gates tell.
    """
    owner = call("FPDFText_GetTextObject")
    lines = [match.span() for match in _LINE.finditer(text)]
    firsts = map(owner, repeat(words), [start for start, _ in lines])
    lasts = map(owner, repeat(words), [end - 1 for _, end in lines])
    owners: list[int | None] = []
    for (start, end), first, last in zip(lines, firsts, lasts, strict=True):
        owners += [None] * (start - len(owners))
        if first is not None and first == last:
            owners += [first] * (end - start)
        else:
            owners += _owners_in_line(words, start, end)
    return owners + [None] * (len(text) - len(owners))


def _owners_in_line(words: int, start: int, end: int) -> list[int | None]:
    """The same for a line of several objects: asked of some of its characters, and of all where they differ."""
    owner = call("FPDFText_GetTextObject")
    owners: list[int | None] = []
    places = range(start, end, _NEAR)
    near = list(map(owner, repeat(words), places))
    for place, (this, after) in zip(places, pairwise([*near, None]), strict=True):
        if this is not None and this == after:
            owners += [this] * _NEAR
        else:
            owners += map(owner, repeat(words), range(place, min(place + _NEAR, end)))
    return owners


def _parts(text: str, owners: Sequence[int | None]) -> Iterator[tuple[int | None, str]]:
    """Runs of characters of one object, as PDFium tells them: with the space behind them that is not its own."""
    ends = [*compress(range(1, len(owners)), map(ne, owners, owners[1:])), len(owners)] if owners else []
    start = 0
    for end in ends:
        part = text[start : end + (text[end : end + 1] == " ")]
        yield owners[start], part.replace("\0", "") if "\0" in part else part
        start = end


def _told(words: int, thing: int) -> str:
    """What PDFium says of an object by itself."""
    room = array("H", [0]) * _BUFFER
    at = room.buffer_info()[0]
    length = call("FPDFTextObj_GetText")(thing, words, at, _BUFFER)
    return ctypes.string_at(at, max(0, length - 2)).decode("utf-16-le", "replace")


def _made_up(
    words: int, text: str, owners: Sequence[int | None]
) -> tuple[frozenset[int | None], frozenset[int | None]]:
    """The text objects in which PDFium made up a space, and those behind which it did."""
    inside: set[int | None] = set()
    behind: set[int | None] = set()
    spaces = [match.start() for match in _SPACE.finditer(text)]
    # It says -1 where it does not know.
    for at in compress(spaces, map((1).__eq__, map(call("FPDFText_IsGenerated"), repeat(words), spaces))):
        # After a combining mark PDFium puts a space of its own in place of the real one.
        if 0 < at < len(text) - 1 and not unicodedata.combining(text[at - 1]):
            (inside if owners[at - 1] == owners[at + 1] else behind).add(owners[at - 1])
    return frozenset(inside), frozenset(behind)
