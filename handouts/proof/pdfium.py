"""PDFium's answers about many things at once.

pypdfium2 makes a Python object of every pointer that goes in or comes out, and Python runs a loop around every call.
With plain addresses, and the loop inside ``map``, an answer takes a quarter of the time.
"""

from __future__ import annotations

import ctypes
from array import array
from collections import deque
from collections.abc import Callable, Sequence
from functools import lru_cache
from itertools import repeat
from types import MappingProxyType
from typing import Any

from pypdfium2 import raw

_POINTER, _INT, _LONG = ctypes.c_void_p, ctypes.c_int, ctypes.c_ulong
#: What is asked, in PDFium's words: the kind of the answer, and those of what is given.
_KINDS = MappingProxyType(
    {
        "FPDFPage_CountObjects": (_INT, _POINTER),
        "FPDFPage_GetObject": (_POINTER, _POINTER, _INT),
        "FPDFPageObj_GetType": (_INT, _POINTER),
        "FPDFPageObj_GetBounds": (_INT, _POINTER, *[_POINTER] * 4),
        "FPDFPageObj_GetMatrix": (_INT, _POINTER, _POINTER),
        "FPDFPageObj_GetFillColor": (_INT, _POINTER, *[_POINTER] * 4),
        "FPDFPageObj_CountMarks": (_INT, _POINTER),
        "FPDFPageObj_GetMark": (_POINTER, _POINTER, _LONG),
        "FPDFPageObj_GetMarkedContentID": (_INT, _POINTER),
        "FPDFPageObjMark_GetName": (_INT, _POINTER, _POINTER, _LONG, _POINTER),
        "FPDFPageObjMark_GetParamStringValue": (_INT, _POINTER, ctypes.c_char_p, _POINTER, _LONG, _POINTER),
        "FPDFPageObj_GetClipPath": (_POINTER, _POINTER),
        "FPDFClipPath_CountPaths": (_INT, _POINTER),
        "FPDFPath_GetDrawMode": (_INT, _POINTER, _POINTER, _POINTER),
        "FPDFTextObj_GetFontSize": (_INT, _POINTER, _POINTER),
        "FPDFTextObj_GetTextRenderMode": (_INT, _POINTER),
        "FPDFTextObj_GetText": (_LONG, _POINTER, _POINTER, _POINTER, _LONG),
        "FPDFText_CountChars": (_INT, _POINTER),
        "FPDFText_GetText": (_INT, _POINTER, _INT, _INT, _POINTER),
        "FPDFText_GetUnicode": (ctypes.c_uint, _POINTER, _INT),
        "FPDFText_IsGenerated": (_INT, _POINTER, _INT),
        "FPDFText_GetTextObject": (_POINTER, _POINTER, _INT),
        "FPDFText_GetCharOrigin": (_INT, _POINTER, _INT, _POINTER, _POINTER),
    }
)


@lru_cache(maxsize=len(_KINDS))
def call(name: str) -> Callable[..., Any]:
    """A function of PDFium that takes and gives addresses as plain numbers, None for none.

    Python's lock is kept meanwhile: these take less than a microsecond.
    """
    address = ctypes.cast(getattr(raw, name), ctypes.c_void_p).value
    assert address is not None
    return ctypes.PYFUNCTYPE(*_KINDS[name])(address)


def address_of(handle: Any) -> int:
    """The address behind a handle of pypdfium2."""
    return ctypes.addressof(handle.contents)


def each(name: str, things: Sequence[int], *given: int) -> list[Any]:
    """What a function says of every thing."""
    return list(map(call(name), things, *map(repeat, given)))


def told(name: str, things: Sequence[int], code: str, places: int, numbers: int = 1) -> list[Any]:
    """What a function writes about every thing: ``numbers`` at each of so many ``places``, one after the other.

    ``code`` is their kind, as the module ``array`` calls it.
    """
    room = array(code, [0]) * (len(things) * places * numbers)
    first, _ = room.buffer_info()
    step = places * numbers * room.itemsize
    columns = [range(at, at + len(things) * step, step) for at in range(first, first + step, numbers * room.itemsize)]
    deque(map(call(name), things, *columns), maxlen=0)
    return room.tolist()
