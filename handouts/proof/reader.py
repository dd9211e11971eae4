"""A PDF read back by another engine than the one that wrote it: PDFium, through pypdfium2.

For each page its text objects in the order they are painted, with what is said, where, how large and in which color,
and the page as a person sees it, in gray.
"""

from __future__ import annotations

import ctypes
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pypdfium2 as pdfium
from pypdfium2 import raw

from handouts.proof.spelling import Spelled, is_right_to_left, reading_order, spelled
from handouts.records import dataclass

#: Pixels per point of the gray picture. At 1.25 the thinnest stroke of 9-point text still leaves ink.
SCALE = 1.25
_BUFFER = 16_384
_DASHES = ("—", "–")
#: PDFium's sign for a hyphen at a line's end, and elsewhere. Alone, in a mark of its own, it is our ActualText U+00AD.
_SOFT = ("\x02", "\u00ad")
_SPACE = ord(" ")
#: How far things on one line may be from it, in points.
_BASE = 0.5
#: The narrowest space between two words, in ems.
_SPACE_WIDTH = 0.1
#: A space has a box of no height, in points; anything higher leaves ink.
_SPECK = 0.5
#: PDFium gives the directions of a matrix as floats; anything smaller is a rounding error.
_LEVEL = 0.001


@dataclass(frozen=True, slots=True)
class Shown:
    """One text object. The box is in points from the page's lower left corner; ``base`` is the height of its baseline;
    ``size`` is what the eye sees; ``sequence`` is the number of the marked content it belongs to, -1 for none.

    ``soft`` tells the hyphen of a word that was broken at a line's end, which is seen but not said; ``gapped`` that
    PDFium took a blank in it for a space that is not there; ``spoken`` that it lies in a mark inside another one, which
    may say for all of its glyphs together what they mean (ActualText); ``backward`` that it is read from right to left,
    and ``unsure`` that only the page tells so: it has no letter. ``turned`` tells that its language runs so.
    """

    text: str
    left: float
    bottom: float
    right: float
    top: float
    size: float
    color: tuple[int, int, int]
    opaque: bool
    mark: str
    sequence: int
    base: float
    soft: bool = False
    upright: bool = True
    clipped: bool = False
    gapped: bool = False
    spoken: bool = False
    backward: bool = False
    unsure: bool = False
    turned: bool = False


@dataclass(frozen=True, slots=True)
class Shape:
    """Anything else that is painted, ``after`` so many text objects, and the box it stays in. ``solid`` hides what is
    behind it; an outline does not.
    """

    after: int
    left: float
    bottom: float
    right: float
    top: float
    solid: bool


@dataclass(frozen=True, slots=True)
class Gray:
    """A page as a person sees it: one byte a pixel, rows of ``stride`` bytes from the top, ``SCALE`` pixels a point."""

    pixels: bytes
    stride: int
    rows: int


@dataclass(frozen=True, slots=True)
class PageSeen:
    """A page: its text objects and shapes in the order they are painted, its size in points, and its picture.

    ``order`` are the numbers of the text objects as they are read, where that is another order.
    """

    shown: tuple[Shown, ...]
    shapes: tuple[Shape, ...]
    width: float
    height: float
    picture: Gray
    order: tuple[int, ...] = ()

    @property
    def read(self) -> tuple[Shown, ...]:
        """The text objects in the order in which they are read."""
        return tuple(self.shown[index] for index in self.order) if self.order else self.shown


class UnreadableError(Exception):
    """PDFium cannot read the file, or a page of it."""


def read(
    data: bytes | Path, mixed: bool = False, total: int | None = None, most: int = 0, backward: bool | None = None
) -> Iterator[PageSeen]:
    """The pages of a PDF, one at a time: a page's picture takes 1 MB. Raises UnreadableError.

    ``mixed`` is for documents with text that runs from right to left; ``backward`` says that their pages do, or None
    where nobody but the file can tell. Of a file that must have a ``total`` of pages only the first ``most`` are read.
    """
    try:
        document = pdfium.PdfDocument(data)
        try:
            count = len(document)
            if total is not None and count != total:
                raise UnreadableError(f"{count} pages instead of {total}")  # damage of another kind
            for index in range(count if total is None else most):
                said = is_right_to_left(document) if mixed else None
                yield _page(document[index], said, bool(said) if backward is None else backward)
        finally:
            document.close()
    except Exception as error:  # PDFium reports damage by exceptions of several kinds; each means: not readable
        raise UnreadableError(str(error)) from error


def _page(page: pdfium.PdfPage, said: bool | None, right_to_left: bool) -> PageSeen:
    """A page. ``said`` is the direction that the file tells PDFium, None where everything runs from left to right."""
    words = page.get_textpage()
    width, height = page.get_size()
    bitmap = page.render(scale=SCALE, grayscale=True, optimize_mode=None)
    picture = Gray(bytes(bitmap.buffer), bitmap.stride, bitmap.height)
    order: tuple[int, ...] = ()
    if said is None:
        shown, shapes = _objects(page, words)
    else:
        places, turned = reading_order(page)
        shown, shapes = _objects(page, words, spelled(words.raw, said, right_to_left, turned))
        shown = tuple(replace(item, turned=item.sequence in turned) for item in shown) if turned else shown
        order = tuple(sorted(range(len(shown)), key=lambda index: places.get(shown[index].sequence, -1)))
        shown = _as_their_neighbors_run(shown, order)
        shown = shown if right_to_left else tuple(map(_as_it_follows, (None, *shown), shown))
    words.close()
    page.close()
    return PageSeen(shown, shapes, width, height, picture, order)


def _objects(
    page: pdfium.PdfPage, words: pdfium.PdfTextPage, spelled: Spelled | None = None
) -> tuple[tuple[Shown, ...], tuple[Shape, ...]]:
    reader = _Reader(words)
    shown: list[Shown] = []
    shapes: list[Shape] = []
    followed = -1
    for index in range(raw.FPDFPage_CountObjects(page.raw)):
        thing = raw.FPDFPage_GetObject(page.raw, index)
        if raw.FPDFPageObj_GetType(thing) != raw.FPDF_PAGEOBJ_TEXT:
            shapes.append(reader.shape(thing, len(shown)))
            continue
        item = reader.text(thing)
        if spelled is not None:
            respelled = _respelled(item, _address(thing) or 0, spelled)
            if respelled.spoken and respelled.text.strip() and not respelled.soft:
                respelled = replace(respelled, text=reader.replacement(thing) or respelled.text, gapped=False)
            shown.append(respelled)
            continue
        # PDFium makes up a space where there is white between two objects. It stands for a real one that the second
        # begins with, or that stands alone between them and has no text then; else the real one is missing.
        if followed == len(shown) - 1 >= 0 and item.text and _is_apart(shown[-1], item):
            shown[-1] = replace(shown[-1], text=shown[-1].text.removesuffix(" "))
        if _is_lost_space(item) and shown and not shown[-1].text[-1:].isspace():
            item = replace(item, text=" ")
        if reader.is_followed(thing):
            followed = len(shown)
        shown.append(item)
    return tuple(shown), tuple(shapes)


def _is_apart(before: Shown, item: Shown) -> bool:
    """Is there white between two objects, or the end of a line? There PDFium makes up a space after a dash."""
    next_line = abs(item.base - before.base) > item.size / 2 and before.text[-2:-1] in _DASHES
    return next_line or item.left - before.right > _SPACE_WIDTH * item.size


def _is_lost_space(item: Shown) -> bool:
    """Of two spaces PDFium keeps one, of which it may have made up the other: what is left has neither text nor ink."""
    return not item.text and item.top - item.bottom <= _SPECK


def _respelled(item: Shown, address: int, spelled: Spelled) -> Shown:
    """A text object of a page with mixed directions."""
    if item.soft:
        return item
    text = spelled.texts.get(address, " " if _is_lost_space(replace(item, text="")) else "")
    soft = text in _SOFT and item.spoken
    return replace(
        item,
        text=text,
        soft=soft,
        gapped=address in spelled.gapped,
        backward=address in spelled.backward and not soft,
        unsure=address in spelled.unsure,
    )


def _as_it_follows(before: Shown | None, item: Shown) -> Shown:
    """Punctuation in decoration, which has no language, turned round where its line runs backward."""
    if before is None or item.sequence >= 0 or len(item.text) < 2 or any(map(str.isalnum, item.text)):
        return item
    backward = abs(before.base - item.base) < _BASE and item.right <= before.left + _BASE
    return replace(item, text=item.text[::-1]) if backward else item


def _as_their_neighbors_run(shown: tuple[Shown, ...], order: Sequence[int]) -> tuple[Shown, ...]:
    """Objects of punctuation alone, turned round where what is read before or after them runs from left to right."""
    out = list(shown)
    for place, index in enumerate(order):
        item = shown[index]
        if not item.unsure:
            continue
        before = shown[order[place - 1]] if place else None
        after = shown[order[place + 1]] if place + 1 < len(order) else None
        if (before and _follows(before, item)) or (after and _follows(item, after)):
            out[index] = replace(item, text=item.text[::-1], backward=False)
    return tuple(out)


def _follows(first: Shown, second: Shown) -> bool:
    """Does an object stand right of another one on its line?"""
    return abs(first.base - second.base) < _SPECK and second.left > first.left and second.right > first.right


class _Reader:
    """Asks PDFium about objects; holds the places where PDFium puts its answers."""

    def __init__(self, words: pdfium.PdfTextPage) -> None:
        self._words = words.raw
        self._gapped, self._followed = _made_up(words.raw)
        self._names: dict[int | None, str] = {}
        self._text = (ctypes.c_ushort * _BUFFER)()
        self._name = (ctypes.c_ushort * 64)()
        self._box = tuple(ctypes.c_float() for _ in range(4))
        self._size = ctypes.c_float()
        self._color = tuple(ctypes.c_uint() for _ in range(4))
        self._length = ctypes.c_ulong()
        self._modes = ctypes.c_int(), ctypes.c_int()
        self._matrix = raw.FS_MATRIX()
        # Pointers are made once: making one anew for every answer takes longer than the answer.
        self._box_at = tuple(map(ctypes.pointer, self._box))
        self._size_at = ctypes.pointer(self._size)
        self._color_at = tuple(map(ctypes.pointer, self._color))
        self._length_at = ctypes.pointer(self._length)
        self._matrix_at = ctypes.pointer(self._matrix)

    def text(self, thing: raw.FPDF_PAGEOBJECT) -> Shown:
        count = raw.FPDFTextObj_GetText(thing, self._words, self._text, _BUFFER)
        said = ctypes.string_at(self._text, max(0, count - 2)).decode("utf-16-le", "replace")
        raw.FPDFTextObj_GetFontSize(thing, self._size_at)
        matrix = self._matrix
        raw.FPDFPageObj_GetMatrix(thing, self._matrix_at)
        raw.FPDFPageObj_GetFillColor(thing, *self._color_at)
        red, green, blue, alpha = self._color
        marks = raw.FPDFPageObj_CountMarks(thing)
        tall = (matrix.c * matrix.c + matrix.d * matrix.d) ** 0.5
        wide = (matrix.a * matrix.a + matrix.b * matrix.b) ** 0.5
        return Shown(
            said,
            *self._bounds(thing),
            self._size.value * min(tall, wide),
            (red.value, green.value, blue.value),
            raw.FPDFTextObj_GetTextRenderMode(thing) == raw.FPDF_TEXTRENDERMODE_FILL and alpha.value > 250,
            self._mark(thing) if marks else "",
            raw.FPDFPageObj_GetMarkedContentID(thing),
            matrix.f,
            said in _SOFT and marks > 1,
            matrix.a > 0 and matrix.d > 0 and abs(matrix.b) < _LEVEL and abs(matrix.c) < _LEVEL,
            raw.FPDFClipPath_CountPaths(raw.FPDFPageObj_GetClipPath(thing)) > 0,
            bool(self._gapped) and _address(thing) in self._gapped,
            marks > 1,
        )

    def replacement(self, thing: raw.FPDF_PAGEOBJECT) -> str:
        """The words that the innermost mark of an object says in its place (ActualText); empty where it has none."""
        mark = raw.FPDFPageObj_GetMark(thing, raw.FPDFPageObj_CountMarks(thing) - 1)
        raw.FPDFPageObjMark_GetParamStringValue(mark, b"ActualText", self._text, 2 * _BUFFER, self._length_at)
        found = ctypes.string_at(self._text, max(0, self._length.value - 2)).decode("utf-16-le", "replace")
        if found.isascii() and not any(sign < " " for sign in found):
            return found
        # PDFium gives the bytes of the string one by one.
        return found.encode("latin-1", "replace").removeprefix(b"\xfe\xff").decode("utf-16-be", "replace")

    def is_followed(self, thing: raw.FPDF_PAGEOBJECT) -> bool:
        """Did PDFium make up a space behind it?"""
        return bool(self._followed) and _address(thing) in self._followed

    def shape(self, thing: raw.FPDF_PAGEOBJECT, after: int) -> Shape:
        fill, stroke = self._modes
        outline = raw.FPDFPath_GetDrawMode(thing, fill, stroke) and fill.value == raw.FPDF_FILLMODE_NONE
        return Shape(after, *self._bounds(thing), not outline)

    def _bounds(self, thing: raw.FPDF_PAGEOBJECT) -> tuple[float, float, float, float]:
        raw.FPDFPageObj_GetBounds(thing, *self._box_at)
        left, bottom, right, top = self._box
        return left.value, bottom.value, right.value, top.value

    def _mark(self, thing: raw.FPDF_PAGEOBJECT) -> str:
        mark = raw.FPDFPageObj_GetMark(thing, 0)
        at = _address(mark)
        if at not in self._names:  # objects in one mark share it; it lives as long as the page
            raw.FPDFPageObjMark_GetName(mark, self._name, 128, self._length_at)
            name = ctypes.string_at(self._name, max(0, self._length.value - 2))
            self._names[at] = name.decode("utf-16-le", "replace")
        return self._names[at]


def _made_up(words: raw.FPDF_TEXTPAGE) -> tuple[frozenset[int | None], frozenset[int | None]]:
    """The text objects in which PDFium made up a space, and those behind which it did."""
    inside: set[int | None] = set()
    behind: set[int | None] = set()
    count = raw.FPDFText_CountChars(words)
    text = (ctypes.c_ushort * (count + 1))()
    known = raw.FPDFText_GetText(words, 0, count, text) == count + 1  # else it left characters out: look at them all
    units = memoryview(text).cast("B").cast("H").tolist()
    likely = [i for i in range(1, count - 1) if units[i] == _SPACE] if known else range(1, count - 1)
    for index in likely:
        if raw.FPDFText_IsGenerated(words, index) == 1:
            # After a combining mark PDFium puts a space of its own in place of the real one.
            if unicodedata.combining(chr(raw.FPDFText_GetUnicode(words, index - 1))):
                continue
            before, after = (_address(raw.FPDFText_GetTextObject(words, at)) for at in (index - 1, index + 1))
            (inside if before == after else behind).add(before)
    return frozenset(inside), frozenset(behind)


def _address(thing: raw.FPDF_PAGEOBJECT) -> int | None:
    return ctypes.addressof(thing.contents) if thing else None
