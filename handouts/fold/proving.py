"""The proof of a file for printing: every page of the reading file stands on its sheets, whole and the right way up.

Read by PDFium, not by the library that wrote it. Each page is compared with its twin twice: the characters it says in
the order it says them, and its picture, turned back, pixel by pixel.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator, Sequence

import pypdfium2 as pdfium
from pypdfium2 import raw

from handouts.fold.placing import Placed, SideOf
from handouts.model import Handout
from handouts.problems import Problem
from handouts.records import dataclass

#: Pixels per point of the pictures that are compared.
_SCALE = 1.25
#: Levels of gray, of 255, that pixels may differ and count as the same.
_ALIKE = 24
#: Along the edges of a page, so far in points, there is nothing of its own: fold and cut marks stand there.
_EDGE = 8.0
#: Places are written in hundredths of a point. Half of one, so that nothing stands just between two pixels.
_OFF = 0.005
#: Pixels without a twin that are allowed on a page: less ink than any letter has. At most one was ever seen.
_FEW = 4
_BUFFER = 16_384
_WHITE = 0xFFFFFFFF
#: How far sizes may be off, in points: they are written with three digits.
_EXACT = 0.01


@dataclass(frozen=True, slots=True)
class Gray:
    """A picture: one byte a pixel, row after row from the top, and how many are in a row."""

    pixels: bytes
    width: int


def prove_printing(data: bytes, reading: bytes, sides: Sequence[SideOf], handout: Handout) -> tuple[Problem, ...]:
    """What is wrong with the file for printing; empty where it may be published."""
    try:
        printed, read = pdfium.PdfDocument(data), pdfium.PdfDocument(reading)
    except pdfium.PdfiumError as error:
        return (_problem(handout, "proof-print", f"the file for printing cannot be read back: {error}"),)
    try:
        return tuple(_problem(handout, "proof-print", text) for text in differences(printed, read, sides))
    finally:
        printed.close()
        read.close()


def differences(printed: pdfium.PdfDocument, read: pdfium.PdfDocument, sides: Sequence[SideOf]) -> Iterator[str]:
    """Every way in which the sheets differ from the pages they should show, in words."""
    missing = set(range(1, len(read) + 1)) - {place.page for side in sides for place in side.placed}
    if missing:
        yield f"page {min(missing)} is on no sheet"
    if len(printed) != len(sides):
        yield f"{len(printed)} sides instead of {len(sides)}"
        return
    for number, side in enumerate(sides, 1):
        page = printed[number - 1]
        if any(abs(a - b) > _EXACT for a, b in zip(page.get_size(), side.medium, strict=True)):
            yield f"side {number} has the wrong size"
        upside_down = any(place.turned for place in side.placed)
        words = list(_forms(page, upside_down))
        if len(words) != len(side.placed):
            yield f"side {number} shows {len(words)} pages instead of {len(side.placed)}"
            continue
        for place, said in zip(side.placed, words, strict=True):
            twin = read[place.page - 1]
            if said != "".join(_said(twin)):
                yield f"side {number}: page {place.page} says something else than in the file for reading"
            if not alike(picture(page, place), picture(twin, _whole(twin))):
                yield f"side {number}: page {place.page} looks different from the file for reading"


def _whole(page: pdfium.PdfPage) -> Placed:
    width, height = page.get_size()
    return Placed(0, 0, 0, width, height, turned=False)


def _forms(page: pdfium.PdfPage, upside_down: bool) -> Iterator[str]:
    """What each page on a side says, in the order they were put there, read as a person holds it."""
    page.set_rotation(180 if upside_down else 0)
    words = page.get_textpage()
    for index in range(raw.FPDFPage_CountObjects(page.raw)):
        thing = raw.FPDFPage_GetObject(page.raw, index)
        if raw.FPDFPageObj_GetType(thing) == raw.FPDF_PAGEOBJ_FORM:
            yield "".join(_texts(thing, words))
    words.close()
    page.set_rotation(0)


def _said(page: pdfium.PdfPage) -> Iterator[str]:
    words = page.get_textpage()
    for index in range(raw.FPDFPage_CountObjects(page.raw)):
        yield from _text(raw.FPDFPage_GetObject(page.raw, index), words)
    words.close()


def _texts(form: raw.FPDF_PAGEOBJECT, words: pdfium.PdfTextPage) -> Iterator[str]:
    for index in range(raw.FPDFFormObj_CountObjects(form)):
        yield from _text(raw.FPDFFormObj_GetObject(form, index), words)


def _text(thing: raw.FPDF_PAGEOBJECT, words: pdfium.PdfTextPage) -> Iterator[str]:
    """The characters of a text object; white space is PDFium's guess from distances, and left out."""
    if raw.FPDFPageObj_GetType(thing) == raw.FPDF_PAGEOBJ_TEXT:
        buffer = (ctypes.c_ushort * _BUFFER)()
        count = raw.FPDFTextObj_GetText(thing, words.raw, buffer, _BUFFER)
        said = ctypes.string_at(buffer, max(0, count - 2)).decode("utf-16-le", "replace")
        yield "".join(said.split())


def picture(page: pdfium.PdfPage, place: Placed) -> Gray:
    """A page without its edges in gray, upright: cut out and turned back, as a person would do it."""
    width, height = int((place.width - 2 * _EDGE) * _SCALE), int((place.height - 2 * _EDGE) * _SCALE)
    tall, edge = page.get_height(), _EDGE + _OFF
    if place.turned:
        right, bottom = (place.x + place.width - edge) * _SCALE, (tall - place.y - edge) * _SCALE
        matrix = raw.FS_MATRIX(-_SCALE, 0, 0, -_SCALE, right, bottom)
    else:
        left, top = -(place.x + edge) * _SCALE, -(tall - place.y - place.height + edge) * _SCALE
        matrix = raw.FS_MATRIX(_SCALE, 0, 0, _SCALE, left, top)
    bitmap = pdfium.PdfBitmap.new_native(width, height, raw.FPDFBitmap_Gray)
    bitmap.fill_rect((255, 255, 255, 255), 0, 0, width, height)
    frame = raw.FS_RECTF(0, 0, width, height)
    raw.FPDF_RenderPageBitmapWithMatrix(bitmap.raw, page.raw, matrix, frame, raw.FPDF_GRAYSCALE)
    pixels = bytes(bitmap.buffer)
    rows = [pixels[at : at + width] for at in range(0, bitmap.stride * height, bitmap.stride)]
    bitmap.close()
    return Gray(b"".join(rows), width)


def alike(one: Gray, other: Gray) -> bool:
    """Whether two pictures show the same.

    PDFium moves letters and thin lines to whole pixels, and which one that is may hang on a rounding error. So where
    two pixels differ, each must be no lighter and no darker than what is around the other. Lost ink has no such twin;
    only where two letters that touch were moved apart a pixel or two has none either.
    """
    if (one.width, len(one.pixels)) != (other.width, len(other.pixels)):
        return False
    first, second = one.pixels, other.pixels
    if first == second:
        return True
    apart = [at for at, (a, b) in enumerate(zip(first, second, strict=True)) if abs(a - b) > _ALIKE]
    return sum(not (_near(first[at], other, at) and _near(second[at], one, at)) for at in apart) <= _FEW


def _near(level: int, picture: Gray, at: int) -> bool:
    rows = (at - picture.width, at, at + picture.width)
    around = b"".join(picture.pixels[max(0, row - 1) : row + 2] for row in rows if 0 <= row < len(picture.pixels))
    return min(around) - _ALIKE <= level <= max(around) + _ALIKE


def _problem(handout: Handout, code: str, message: str) -> Problem:
    return Problem(
        code, f"'{handout.id}' was not published: {message}", handout.place, "this is a fault of the engine: report it"
    )
