"""Text to braille cells and back, by liblouis (LGPL), which the system brings: it is neither shipped nor required."""

from __future__ import annotations

import ctypes
import sys
from collections.abc import Mapping
from ctypes.util import find_library
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

import yaml

from handouts.records import dataclass

#: Cells as North American braille ASCII, whatever the language: what embossers and displays are sent.
_DISPLAY = "en-us-brf.dis"
_ROOM = 8  # cells a character, at most, in any table: a capital sign or two, a number sign, a letter of several cells
_QUIET = 50000  # LOU_LOG_FATAL
#: The 64 characters that stand for cells (BANA, "Braille ASCII").
CELLS = frozenset(map(chr, range(0x20, 0x60)))
#: The same by their dots, from none to all six, for tables that insist on Unicode's braille patterns (U+2800 and on).
_BY_DOTS = " A1B'K2L@CIF/MSP\"E3H9O6R^DJG>NTQ,*5<-U8V.%[$+X!&;:4\\0Z7(_?W]#Y)="
_ASCII = MappingProxyType({0x2800 + dots: cell for dots, cell in enumerate(_BY_DOTS)})


class NoLouisError(Exception):
    """liblouis or its tables are not on this machine."""


class NoBrailleError(Exception):
    """A text that the table of its language cannot write; ``character`` is the first it does not know."""

    def __init__(self, character: str) -> None:
        super().__init__(character)
        self.character = character


@dataclass(frozen=True, slots=True)
class Rules:
    """``braille.yaml``: a page in cells by lines, the marks around advice, and how each language is written."""

    cells: int
    lines: int
    first: str
    last: str
    languages: Mapping[str, Mapping[str, Any]]


@lru_cache(maxsize=1)
def rules() -> Rules:
    """The rules, read once."""
    data = yaml.safe_load(Path(__file__).with_name("braille.yaml").read_text(encoding="utf-8"))
    page, box = data["page"], data["box"]
    return Rules(page["cells"], page["lines"], box["first"], box["last"], MappingProxyType(data["languages"]))


class Translator:
    """Braille in one language. Raises NoLouisError where the library or the table is missing."""

    def __init__(self, language: str) -> None:
        self.marks = rules().languages[language]
        self._library, self._unit, self._encoding = _liblouis()
        self._tables = f"{_DISPLAY},{self.marks['table']}".encode()
        if not self._library.lou_checkTable(self._tables):
            raise NoLouisError(f"liblouis has no table {self.marks['table']}")
        self.cells = lru_cache(maxsize=4096)(self._cells)
        self._knows = lru_cache(maxsize=4096)(self._has_cells)

    def _cells(self, text: str) -> str:
        """A text as cells. Raises NoBrailleError."""
        unknown = next((char for char in text if not self._knows(char)), None)
        if unknown is not None:
            raise NoBrailleError(unknown)
        return self._forward(text)

    def _has_cells(self, character: str) -> bool:
        """Whether the table has the character. Of others liblouis spells the number, as in '\\x2603'."""
        made = self._forward(character)
        return CELLS.issuperset(made) and not made.startswith("'\\X")

    def _forward(self, text: str) -> str:
        made = self._run(self._library.lou_translateString, text).replace("\u00a0", " ")
        return made.translate(_ASCII).upper()

    def text(self, cells: str) -> str:
        """What liblouis reads in cells."""
        return self._run(self._library.lou_backTranslateString, cells)

    def _run(self, function: Any, text: str) -> str:
        data = text.encode(self._encoding)
        length = ctypes.c_int(len(data) // ctypes.sizeof(self._unit))
        made = ctypes.c_int(length.value * _ROOM + 64)
        given = (self._unit * max(length.value, 1)).from_buffer_copy(data or bytes(ctypes.sizeof(self._unit)))
        room = (self._unit * made.value)()
        whole = length.value
        ok = function(self._tables, given, ctypes.byref(length), room, ctypes.byref(made), None, None, 0)
        if not ok or length.value != whole:
            raise NoLouisError("liblouis did not translate a whole text")
        return bytes(room)[: made.value * ctypes.sizeof(self._unit)].decode(self._encoding)


@lru_cache(maxsize=1)
def _liblouis() -> tuple[Any, Any, str]:
    """The library, the type of its characters, and how a text is laid out in them. Raises NoLouisError."""
    name = find_library("louis")
    if name is None:
        raise NoLouisError("liblouis is not on this machine")
    try:
        library = ctypes.CDLL(name)
    except OSError as error:
        raise NoLouisError(f"liblouis cannot be loaded ({error})") from error
    library.lou_setLogLevel(_QUIET)
    wide = library.lou_charSize() == ctypes.sizeof(ctypes.c_uint32)
    unit = ctypes.c_uint32 if wide else ctypes.c_uint16
    return library, unit, f"utf-{32 if wide else 16}-{'le' if sys.byteorder == 'little' else 'be'}"


def louis_is_here() -> bool:
    """Whether braille can be made on this machine."""
    try:
        Translator("en")
    except NoLouisError:
        return False
    return True
