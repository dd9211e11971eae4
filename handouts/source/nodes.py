"""The nodes of a file: texts, lists and mappings, each with its place, and the way back from a text to the file."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from dataclasses import field
from functools import lru_cache
from itertools import pairwise
from types import MappingProxyType
from typing import TypeAlias

from handouts.problems import Place, Problem
from handouts.records import dataclass

#: Texts whose lines are remembered: places are asked for one after the other.
_KEPT = 64
WHITE = " \t\n\r"

_DOUBLE = re.compile(r"\\(?:x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|\n[ \t]*|.)|.", re.DOTALL)
_SINGLE = re.compile(r"''|.", re.DOTALL)
_ESCAPES = MappingProxyType(
    {
        "0": "\0",
        "a": "\a",
        "b": "\b",
        "t": "\t",
        "n": "\n",
        "v": "\v",
        "f": "\f",
        "r": "\r",
        "e": "\x1b",
        "N": "\x85",
        "_": "\xa0",
        "L": "\u2028",
        "P": "\u2029",
    }
)


@dataclass(frozen=True, slots=True)
class Text:
    """The characters of a file or a part of it, line ends as ``\\n``.

    ``above`` is how many lines of the file stand above the part.
    """

    file: str
    content: str
    above: int = 0

    @property
    def starts(self) -> tuple[int, ...]:
        """Where each line starts; found when a place is asked for."""
        return _starts(self.content)

    def place(self, index: int) -> Place:
        """Line and column in the file of the character at ``index``."""
        row = bisect_right(self.starts, index) - 1
        return Place(self.file, self.above + row + 1, index - self.starts[row] + 1)

    def line(self, number: int) -> str | None:
        """The text of a line, without its end; None where there is no such line."""
        if not 1 <= number <= len(self.starts):
            return None
        end = self.starts[number] - 1 if number < len(self.starts) else len(self.content)
        return self.content[self.starts[number - 1] : end]


@lru_cache(maxsize=_KEPT)
def _starts(content: str) -> tuple[int, ...]:
    return (0, *(match.end() for match in re.finditer("\n", content)))


@dataclass(frozen=True, slots=True)
class Scalar:
    """A text as typed. ``plain`` tells that it stood without quotes; ``place`` is its first character or quote mark."""

    text: str
    place: Place
    plain: bool = True
    style: str = field(default="", compare=False, repr=False)
    origin: Text | None = field(default=None, compare=False, repr=False)
    start: int = field(default=0, compare=False, repr=False)
    end: int = field(default=0, compare=False, repr=False)

    def at(self, offset: int) -> Place:
        """The place in the file of the ``offset``-th character of ``text``; past the end, of the end.

        Found only when asked: quotes, escapes, folded lines and NFC move characters.
        """
        if self.origin is None:
            shift = offset if self.plain else offset + 1
            return Place(self.place.file, self.place.line, self.place.column + shift)
        offset = min(max(offset, 0), len(self.text))
        raw = self.origin.content[self.start : self.end]
        quotes = self.style in ("'", '"')
        if raw[quotes : len(raw) - quotes] == self.text:
            return self.origin.place(self.start + quotes + offset)
        return self.origin.place(self.start + _indices(raw, self.style, self.text)[offset])


@lru_cache(maxsize=1)
def _indices(raw: str, style: str, text: str) -> tuple[int, ...]:
    """For each character of ``text``, and one past its end, its index in the raw value.

    Kept for the last value, because one text with many mistakes is asked for many places.
    """
    units = _normalized(_units(raw, style))
    end = len(raw) - (style in ("'", '"'))
    indices, at = [], 0
    for char in text:
        if char not in WHITE:
            while at < len(units) and units[at][0] in WHITE:
                at += 1
        indices.append(units[at][1] if at < len(units) else end)
        at += at < len(units) and (char not in WHITE or units[at][0] in WHITE)
    return (*indices, end)


def _units(raw: str, style: str) -> list[tuple[str, int]]:
    """The characters a raw value stands for, each with its index; line folding is left to the caller."""
    if style == '"':
        units = []
        for match in _DOUBLE.finditer(raw, 1, len(raw) - 1):
            char = _unescaped(match.group())
            if char:
                units.append((char, match.start()))
        return units
    if style == "'":
        return [(m.group()[0], m.start()) for m in _SINGLE.finditer(raw, 1, len(raw) - 1)]
    first = raw.find("\n") + 1 if style else 0
    return [(char, index) for index, char in enumerate(raw[first:], first)]


def _unescaped(written: str) -> str:
    """One character of a double-quoted value; nothing for an escaped line end."""
    if len(written) == 1:
        return written
    if written[1] in "xuU" and len(written) > 2:  # else its digits are missing, which is told
        return chr(int(written[2:], 16))
    return "" if written[1] == "\n" else _ESCAPES.get(written[1], written[1])


def _normalized(units: list[tuple[str, int]]) -> list[tuple[str, int]]:
    """The units after NFC: a base and its marks become one unit at the index of the base."""
    whole = "".join(char for char, _ in units)
    if unicodedata.is_normalized("NFC", whole):
        return units
    edges = [i for i, (char, _) in enumerate(units) if not i or not _joins(char)]
    joined = []
    for begin, end in pairwise([*edges, len(units)]):
        composed = unicodedata.normalize("NFC", "".join(char for char, _ in units[begin:end]))
        joined += [(char, units[min(begin + i, end - 1)][1]) for i, char in enumerate(composed)]
    return joined


def _joins(char: str) -> bool:
    """Whether NFC may join ``char`` to the one before: combining marks, Hangul vowels and finals."""
    return unicodedata.category(char).startswith("M") or "\u1160" <= char <= "\u11ff"


@dataclass(frozen=True, slots=True)
class Sequence:
    """A list."""

    items: tuple[Node, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class Mapping:
    """Keys and values in file order. No key stands twice."""

    entries: tuple[tuple[Scalar, Node], ...]
    place: Place

    def get(self, key: str) -> Node | None:
        """The value under ``key``, or None."""
        return next((value for name, value in self.entries if name.text == key), None)


Node: TypeAlias = Scalar | Sequence | Mapping


@dataclass(frozen=True, slots=True)
class Document:
    """A file that was read: its root (None where it could not be), what is wrong with it, and its lines."""

    file: str
    root: Node | None
    problems: tuple[Problem, ...]
    text: Text | None = field(default=None, repr=False)

    def line(self, number: int) -> str | None:
        """The text of a line, to show beside a problem."""
        return self.text.line(number) if self.text else None
