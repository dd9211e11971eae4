"""Bytes → characters: UTF-8 only, and no character that a reader cannot see or that changes the order of others."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from functools import lru_cache
from itertools import islice

from handouts.problems import Place, Problem
from handouts.source.nodes import Text

#: First and last of the characters that never print or that reorder text: controls, line separators and bidi controls,
#: surrogates and private use, noncharacters, a byte order mark inside the text, the mark of a conversion that failed.
_UNFIT = (
    *((0x00, 0x08), (0x0B, 0x1F), (0x7F, 0x9F), (0x2028, 0x202E), (0x2066, 0x2069), (0xD800, 0xF8FF)),
    *((0xFDD0, 0xFDEF), (0xFEFF, 0xFEFF), (0xFFFD, 0xFFFF)),
    *((plane << 16 | 0xFFFE, plane << 16 | 0xFFFF) for plane in range(1, 15)),
    (0xF0000, 0x10FFFF),
)
#: Where what is unfit begins, and where it is over, in turn.
_BORDERS = tuple(border for first, last in _UNFIT for border in (first, last + 1))
#: What most texts are made of.
_PLAIN = frozenset(map(chr, range(0x20, 0x7F))) | {"\n"}
_BIDI = re.compile("[\\u202a-\\u202e\\u2066-\\u2069]")
_NOT_UTF8 = re.compile("[\\udc80-\\udcff]")
_BOMS = (b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")
#: Printed nowhere and without meaning in YAML, unlike a question mark.
STAND_IN = "¿"

_SAVE = "save the file as UTF-8 (in most editors: 'Save with encoding')"
_MOST = 100


def decode(data: bytes, file: str) -> tuple[Text | None, list[Problem]]:
    """The characters of a file and what is wrong with them; no text where the encoding cannot be read at all."""
    if data.startswith(_BOMS) or _looks_wide(data):
        message = "the file is not UTF-8 text; it looks like UTF-16"
        return None, [Problem("encoding", message, Place(file, 1, 1), _SAVE)]
    try:
        content = data.decode("utf-8")
    except UnicodeDecodeError:
        content = data.decode("utf-8", "surrogateescape")
    content = with_plain_ends(content)
    text = Text(file, content)
    if fits(content):
        return text, []
    wrong = _NOT_UTF8.search(content)
    problems = []
    if wrong:
        others = len(_NOT_UTF8.findall(content)) - 1
        more = f", nor are {others} more bytes after it" if others else ""
        message = f"the byte {ord(wrong.group()) & 0xFF:02X} is not UTF-8{more}"
        problems.append(Problem("encoding", message, text.place(wrong.start()), _SAVE))
        # A stand-in keeps every column, so that the rest can be read and its mistakes told in the same run.
        text = Text(file, _NOT_UTF8.sub(STAND_IN, content))
    problems += [bad_character(m.group(), text.place(m.start())) for m in islice(unfit().finditer(text.content), _MOST)]
    return text, problems


def with_plain_ends(content: str) -> str:
    """The characters without a byte order mark, every line end as ``\\n``."""
    content = content.removeprefix("\ufeff")
    return content.replace("\r\n", "\n").replace("\r", "\n") if "\r" in content else content


def fits(content: str) -> bool:
    """Is there no character that ``unfit`` finds, lone bytes among them? Ten times as fast as to look for one."""
    return all(bisect_right(_BORDERS, ord(char)) % 2 == 0 for char in set(content) - _PLAIN)


@lru_cache(maxsize=1)
def unfit() -> re.Pattern[str]:
    """One character that never prints or that reorders text; compiled where there is one to be found."""
    return re.compile(f"[{''.join(f'{chr(first)}-{chr(last)}' for first, last in _UNFIT)}]")


def bad_character(char: str, place: Place) -> Problem:
    """The problem of a character that does not print."""
    name = unicodedata.name(char, "")
    message = f"the character U+{ord(char):04X}{f' ({name})' if name else ''} cannot be printed"
    if _BIDI.match(char):
        hint = "delete it: it turns the order of the words round"
    elif char == "\ufffd":
        hint = "an earlier conversion lost a character here: type the right one"
    elif "\ud800" <= char <= "\udfff":
        hint = "it is half a character: type the whole one itself"
    else:
        hint = "delete it (it may not show in the editor) and type what was meant"
    return Problem("bad-character", message, place, hint)


def _looks_wide(data: bytes) -> bool:
    """Whether every other byte at the start is zero, as in UTF-16 without its mark."""
    head = data[:400]
    return max(head[::2].count(0), head[1::2].count(0)) > max(len(head) * 0.4, 1)
