"""A PDF read back by another engine than the one that wrote it: PDFium, through pypdfium2.

For each page its text objects in the order they are painted, with what is said, where, how large and in which color,
and the page as a person sees it, in gray.
"""

from __future__ import annotations

import ctypes
from array import array
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import repeat
from pathlib import Path

import pypdfium2 as pdfium
from pypdfium2 import raw

from handouts.proof.characters import Characters, characters
from handouts.proof.easel import Easel, easel, easels, picture_of
from handouts.proof.pdfium import address_of, call, each, told
from handouts.proof.seen import SPECK, PageSeen, Shape, Shown
from handouts.proof.spelling import Spelled, is_right_to_left, reading_order, spelled
from handouts.proof.turning import as_it_follows, as_their_neighbors_run

_BUFFER = 16_384
#: Room for the name of a mark, in characters; of a longer one nothing is read.
_NAME = 64
#: Levels of 255; above, a color lets nothing through.
_OPAQUE = 250
_DASHES = ("—", "–")
#: PDFium's sign for a hyphen at a line's end, and elsewhere. Alone, in a mark of its own, it is our ActualText U+00AD.
_SOFT = ("\x02", "\u00ad")
#: The narrowest space between two words, in ems.
_SPACE_WIDTH = 0.1
#: PDFium gives the directions of a matrix as floats; anything smaller is a rounding error.
_LEVEL = 0.001


class UnreadableError(Exception):
    """PDFium cannot read the file, or a page of it."""


def read(
    data: bytes | Path,
    mixed: bool = False,
    total: int | None = None,
    most: int = 0,
    backward: bool | None = None,
    turned: bool = False,
) -> Iterator[PageSeen]:
    """The pages of a PDF, one at a time: a page's picture takes 1 MB. Raises UnreadableError.

    ``mixed`` is for documents with text that runs from right to left; ``backward`` says that their pages do, or None
    where nobody but the file can tell; ``turned`` that its first language does, on pages that do not. Of a file that
    must have a ``total`` of pages only the first ``most`` are read.
    """
    try:
        document = pdfium.PdfDocument(data)
        try:
            count = len(document)
            if total is not None and count != total:
                raise UnreadableError(f"{count} pages instead of {total}")  # damage of another kind
            said = is_right_to_left(document) if mixed else None
            canvas = easel()
            for index in range(count if total is None else most):
                yield _page(document[index], said, bool(said) if backward is None else backward, turned, canvas)
            easels().append(canvas)
        finally:
            document.close()
    except Exception as error:  # PDFium reports damage by exceptions of several kinds; each means: not readable
        raise UnreadableError(str(error)) from error


def _page(page: pdfium.PdfPage, said: bool | None, right_to_left: bool, turned: bool, canvas: Easel) -> PageSeen:
    """A page. ``said`` is the direction that the file tells PDFium, None where everything runs from left to right."""
    words = page.get_textpage()
    width, height = page.get_size()
    picture = picture_of(page, width, height, canvas)
    order: tuple[int, ...] = ()
    if said is None:
        shown, shapes = _objects(page, words)
    else:
        places, marks = reading_order(page, turned)
        shown, shapes = _objects(page, words, spelled(words.raw, said, right_to_left, marks))
        shown = tuple(replace(item, turned=item.sequence in marks) for item in shown) if marks else shown
        order = tuple(sorted(range(len(shown)), key=lambda index: places.get(shown[index].sequence, -1)))
        shown = as_their_neighbors_run(shown, order)
        shown = shown if right_to_left else tuple(map(as_it_follows, (None, *shown), shown))
    words.close()
    page.close()
    return PageSeen(shown, shapes, width, height, picture, order)


def _objects(
    page: pdfium.PdfPage, words: pdfium.PdfTextPage, spelled: Spelled | None = None
) -> tuple[tuple[Shown, ...], tuple[Shape, ...]]:
    at = address_of(page.raw)
    things = list(map(call("FPDFPage_GetObject"), repeat(at), range(call("FPDFPage_CountObjects")(at))))
    kinds = each("FPDFPageObj_GetType", things)
    boxes = list(zip(*[iter(told("FPDFPageObj_GetBounds", things, "f", 4))] * 4, strict=True))
    shapes: list[Shape] = []
    words_of: list[int] = []
    for thing, kind, (left, bottom, right, top) in zip(things, kinds, boxes, strict=True):
        if kind == raw.FPDF_PAGEOBJ_TEXT:
            words_of.append(thing)
        else:
            shapes.append(Shape(len(words_of), left, bottom, right, top, not _is_outline(thing)))
    own = [box for kind, box in zip(kinds, boxes, strict=True) if kind == raw.FPDF_PAGEOBJ_TEXT]
    said = characters(address_of(words.raw), words_of)
    shown = _shown(words_of, own, said, spelled)
    return tuple(shown), tuple(shapes)


def _is_outline(thing: int) -> bool:
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    told_so = call("FPDFPath_GetDrawMode")(thing, ctypes.addressof(fill), ctypes.addressof(stroke))
    return bool(told_so) and fill.value == raw.FPDF_FILLMODE_NONE


def _shown(
    things: Sequence[int], boxes: Sequence[tuple[float, ...]], said: Characters, spelled: Spelled | None
) -> list[Shown]:
    """Text objects with everything that the gates ask of them, each of it asked of all of them at once."""
    texts = list(map(said.texts.__getitem__, things))
    matrices = list(zip(*[iter(told("FPDFPageObj_GetMatrix", things, "f", 1, 6))] * 6, strict=True))
    colors = list(zip(*[iter(told("FPDFPageObj_GetFillColor", things, "I", 4))] * 4, strict=True))
    modes = each("FPDFTextObj_GetTextRenderMode", things)
    marks = each("FPDFPageObj_CountMarks", things)
    clips = each("FPDFClipPath_CountPaths", each("FPDFPageObj_GetClipPath", things))
    sizes = [
        size * min((c * c + d * d) ** 0.5, (a * a + b * b) ** 0.5)
        for size, (a, b, c, d, _, _) in zip(told("FPDFTextObj_GetFontSize", things, "f", 1), matrices, strict=True)
    ]
    bases = [matrix[5] for matrix in matrices]
    shown = map(
        Shown,
        texts if spelled else _spaced(texts, boxes, sizes, bases, [thing in said.followed for thing in things]),
        *zip(*boxes, strict=True),
        sizes,
        [color[:3] for color in colors],
        [
            mode == raw.FPDF_TEXTRENDERMODE_FILL and color[3] > _OPAQUE
            for mode, color in zip(modes, colors, strict=True)
        ],
        _names(each("FPDFPageObj_GetMark", things, 0)),
        each("FPDFPageObj_GetMarkedContentID", things),
        bases,
        [text in _SOFT and mark > 1 for text, mark in zip(texts, marks, strict=True)],
        [a > 0 and d > 0 and abs(b) < _LEVEL and abs(c) < _LEVEL for a, b, c, d, _, _ in matrices],
        [clip > 0 for clip in clips],
        [thing in said.gapped for thing in things],
        [mark > 1 for mark in marks],
    )
    if spelled is None:
        return list(shown)
    return [_respelled(item, thing, spelled) for item, thing in zip(shown, things, strict=True)]


def _spaced(
    texts: Sequence[str],
    boxes: Sequence[tuple[float, ...]],
    sizes: Sequence[float],
    bases: Sequence[float],
    followed: Sequence[bool],
) -> list[str]:
    """The texts with their true spaces.

    PDFium makes up a space where there is white between two objects. It stands for a real one that the second begins
    with, or that stands alone between them and has no text then; else the real one is missing.
    """
    out: list[str] = []
    for index, text in enumerate(texts):
        left, bottom, _, top = boxes[index]
        if index and followed[index - 1] and text:
            next_line = abs(bases[index] - bases[index - 1]) > sizes[index] / 2 and out[-1][-2:-1] in _DASHES
            # White between two objects, or the end of a line, where PDFium makes up a space after a dash.
            if next_line or left - boxes[index - 1][2] > _SPACE_WIDTH * sizes[index]:
                out[-1] = out[-1].removesuffix(" ")
        lost = _is_lost_space(text, bottom, top) and bool(out) and not out[-1][-1:].isspace()
        out.append(" " if lost else text)
    return out


def _is_lost_space(text: str, bottom: float, top: float) -> bool:
    """Of two spaces PDFium keeps one, of which it may have made up the other: what is left has neither text nor ink."""
    return not text and top - bottom <= SPECK


def _respelled(item: Shown, thing: int, spelled: Spelled) -> Shown:
    """A text object of a page with mixed directions."""
    if item.soft:
        return item
    text = spelled.texts.get(thing, " " if _is_lost_space("", item.bottom, item.top) else "")
    soft = text in _SOFT and item.spoken
    replaced = _replacement(thing) if item.spoken and text.strip() and not soft else ""
    return replace(
        item,
        text=replaced or text,
        soft=soft,
        gapped=thing in spelled.gapped and not (item.spoken and text.strip() and not soft),
        backward=thing in spelled.backward and not soft,
        unsure=thing in spelled.unsure,
    )


def _replacement(thing: int) -> str:
    """The words that the innermost mark of an object says in its place (ActualText); empty where it has none."""
    mark = call("FPDFPageObj_GetMark")(thing, call("FPDFPageObj_CountMarks")(thing) - 1)
    room = array("H", [0]) * _BUFFER
    length = ctypes.c_ulong()
    at, length_at = room.buffer_info()[0], ctypes.addressof(length)
    call("FPDFPageObjMark_GetParamStringValue")(mark, b"ActualText", at, 2 * _BUFFER, length_at)
    if length.value > 2 * _BUFFER:  # longer than anything this engine writes: the gates miss its words
        return ""
    found = ctypes.string_at(at, max(0, length.value - 2)).decode("utf-16-le", "replace")
    if found.isascii() and not any(sign < " " for sign in found):
        return found
    # PDFium gives the bytes of the string one by one.
    return found.encode("latin-1", "replace").removeprefix(b"\xfe\xff").decode("utf-16-be", "replace")


def _names(marks: Sequence[int | None]) -> list[str]:
    """The names of marks, empty where there is none."""
    each_once = [mark for mark in dict.fromkeys(marks) if mark is not None]  # objects in one mark share it
    room, length = array("H", [0]) * (len(each_once) * _NAME), ctypes.c_ulong()
    first, step = room.buffer_info()[0], _NAME * room.itemsize
    places = range(first, first + len(each_once) * step, step)
    ask = map(call("FPDFPageObjMark_GetName"), each_once, places, repeat(step), repeat(ctypes.addressof(length)))
    deque(ask, maxlen=0)
    text = room.tobytes().decode("utf-16-le", "replace")
    names = {
        mark: text[at : text.index("\0", at)] for mark, at in zip(each_once, range(0, len(text), _NAME), strict=True)
    }
    return [names.get(mark, "") if mark is not None else "" for mark in marks]
