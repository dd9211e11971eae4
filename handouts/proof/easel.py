"""Pages as a person sees them, drawn one after the other on the same canvas."""

from __future__ import annotations

import ctypes
from collections import deque
from functools import lru_cache
from math import ceil
from typing import cast

import pypdfium2 as pdfium
from pypdfium2 import raw

from handouts.proof.seen import SCALE, Gray, Pixels

Canvas = ctypes.Array[ctypes.c_char]
#: Holds the canvas that the pages of a file are drawn on one after the other.
Easel = list[Canvas]
#: How many are kept for the next file: one for each thread that proves at a time, within reason.
_EASELS = 4
_WHITE = 0xFFFFFFFF


def picture_of(page: pdfium.PdfPage, width: float, height: float, easel: Easel) -> Gray:
    """The page in gray, on white, with its annotations."""
    columns, rows = ceil(width * SCALE), ceil(height * SCALE)
    room = _canvas(easel, columns * rows)
    bitmap = raw.FPDFBitmap_CreateEx(columns, rows, raw.FPDFBitmap_Gray, room, columns)
    try:
        raw.FPDFBitmap_FillRect(bitmap, 0, 0, columns, rows, _WHITE)
        raw.FPDF_RenderPageBitmap(bitmap, page.raw, 0, 0, columns, rows, 0, raw.FPDF_GRAYSCALE | raw.FPDF_ANNOT)
        return Gray(cast("Pixels", room), columns, rows)
    finally:
        raw.FPDFBitmap_Destroy(bitmap)


@lru_cache(maxsize=1)
def easels() -> deque[Easel]:
    """What no file is drawn on at present: fresh memory for each would take a twentieth of the time of a proof."""
    return deque(maxlen=_EASELS)


def easel() -> Easel:
    """One that nobody draws on, or an empty one."""
    try:
        return easels().pop()
    except IndexError:
        return []


def _canvas(easel: Easel, size: int) -> Canvas:
    """Room for a page, on what the easel holds where that is as large."""
    if not easel or len(easel[0]) < size:
        easel[:] = [(ctypes.c_char * size)()]
    return easel[0]
