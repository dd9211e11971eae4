"""Bytes → characters: UTF-8 only, and no character that a reader cannot see or that changes the order of others."""

from __future__ import annotations

import re
import unicodedata
from itertools import islice

from handouts.problems import Place, Problem
from handouts.source.nodes import Text

#: Characters that never print or that reorder text: controls, line separators, surrogates, private use,
#: noncharacters, bidi controls, a byte order mark inside the text, and the mark of an earlier failed conversion.
UNFIT = re.compile(
    "[\\x00-\\x08\\x0b-\\x1f\\x7f-\\x9f\\u2028-\\u202e\\u2066-\\u2069\\ud800-\\uf8ff\\ufdd0-\\ufdef\\ufeff\\ufffd-\\uffff"
    + "".join(f"\\U{plane:04x}fffe\\U{plane:04x}ffff" for plane in range(1, 15))
    + "\\U000f0000-\\U0010ffff]"
)
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
    problems += [bad_character(m.group(), text.place(m.start())) for m in islice(UNFIT.finditer(text.content), _MOST)]
    return text, problems


def with_plain_ends(content: str) -> str:
    """The characters without a byte order mark, every line end as ``\\n``."""
    return content.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def fits(content: str) -> bool:
    """Is there no character that ``UNFIT`` finds, lone bytes among them? Ten times as fast as to look for one."""
    return not UNFIT.search("".join(set(content)))


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
