"""A PDF read back by another engine than the one that wrote it: PDFium, through pypdfium2.

For each page its text objects in the order they are painted, with what is said, where, how large and in which color,
and the page as a person sees it, in gray.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass

import pypdfium2 as pdfium
from PIL import Image
from pypdfium2 import raw

#: Pixels per point of the gray picture. At 1.5 the thinnest stroke of 9-point text still leaves ink.
SCALE = 1.5
_BUFFER = 16_384


@dataclass(frozen=True, slots=True)
class Shown:
    """One text object. The box is in points from the page's lower left corner; ``size`` is what the eye sees;
    ``sequence`` is the number of the marked content it belongs to, -1 for none.
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


@dataclass(frozen=True, slots=True)
class PageSeen:
    """A page: its text objects, its size in points, and its picture at ``SCALE`` pixels a point."""

    shown: tuple[Shown, ...]
    width: float
    height: float
    picture: Image.Image


def read(data: bytes) -> Iterator[PageSeen]:
    """The pages of a PDF. Raises pypdfium2.PdfiumError where PDFium cannot open it."""
    document = pdfium.PdfDocument(data)
    try:
        for index in range(len(document)):
            page = document[index]
            words = page.get_textpage()
            width, height = page.get_size()
            picture = page.render(scale=SCALE, grayscale=True, optimize_mode=None).to_pil()
            yield PageSeen(tuple(_shown(page, words)), width, height, picture)
            words.close()
            page.close()
    finally:
        document.close()


def _shown(page: pdfium.PdfPage, words: pdfium.PdfTextPage) -> Iterator[Shown]:
    text = (ctypes.c_ushort * _BUFFER)()
    name = (ctypes.c_ushort * 64)()
    left, bottom, right, top, size = (ctypes.c_float() for _ in range(5))
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    length = ctypes.c_ulong()
    matrix = raw.FS_MATRIX()
    for index in range(raw.FPDFPage_CountObjects(page.raw)):
        thing = raw.FPDFPage_GetObject(page.raw, index)
        if raw.FPDFPageObj_GetType(thing) != raw.FPDF_PAGEOBJ_TEXT:
            continue
        count = raw.FPDFTextObj_GetText(thing, words.raw, text, _BUFFER)
        said = ctypes.string_at(text, max(0, count - 2)).decode("utf-16-le", "replace")
        raw.FPDFPageObj_GetBounds(thing, left, bottom, right, top)
        raw.FPDFTextObj_GetFontSize(thing, size)
        raw.FPDFPageObj_GetMatrix(thing, matrix)
        raw.FPDFPageObj_GetFillColor(thing, red, green, blue, alpha)
        mark = ""
        if raw.FPDFPageObj_CountMarks(thing):
            raw.FPDFPageObjMark_GetName(raw.FPDFPageObj_GetMark(thing, 0), name, 128, length)
            mark = ctypes.string_at(name, max(0, length.value - 2)).decode("utf-16-le", "replace")
        tall = (matrix.c * matrix.c + matrix.d * matrix.d) ** 0.5
        wide = (matrix.a * matrix.a + matrix.b * matrix.b) ** 0.5
        visible = raw.FPDFTextObj_GetTextRenderMode(thing) == raw.FPDF_TEXTRENDERMODE_FILL and alpha.value > 250
        yield Shown(
            said,
            left.value,
            bottom.value,
            right.value,
            top.value,
            size.value * min(tall, wide),
            (red.value, green.value, blue.value),
            visible,
            mark,
            raw.FPDFPageObj_GetMarkedContentID(thing),
        )
