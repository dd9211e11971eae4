"""How shaped text is written in the body of a TJ array (ISO 32000-1, 9.4.3).

Most text consists of letters that have one byte each in every PDF reader (WinAnsiEncoding, ISO 32000-1, annex D.2):
they are written as they are, in parentheses, which makes pages a tenth smaller than glyph ids of two bytes. All other
glyphs are written as hexadecimal ids behind ``WIDE``. Which of both a font needs to have is seen when a line is drawn:
a line with one such glyph is written in ids throughout.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

#: Stands before a string of glyph ids. No text of a PDF has such a byte.
WIDE = "\x01"
_ENCODING = "cp1252"
#: Readers take its byte for a hyphen.
_SOFT_HYPHEN = "\u00ad"
_FIRST = " "
_DELETE = "\x7f"
_ESCAPED = str.maketrans({"\\": r"\\", "(": r"\(", ")": r"\)"})
_STRING = re.compile(r"\(((?:[^()\\]|\\.)*)\)")
_ESCAPE = re.compile(r"\\(.)")


def written(glyph: int, text: str) -> str:
    """A glyph that stands for a text by itself, as a string in the body of a TJ array."""
    letter = letter_of(text)
    return f"({letter.translate(_ESCAPED)})" if letter else f"{WIDE}<{glyph:04X}>"


def letter_of(text: str) -> str:
    """The byte of a letter, decoded as Latin-1; empty for what has none."""
    if len(text) != 1 or text < _FIRST or text in {_DELETE, _SOFT_HYPHEN}:
        return ""
    try:
        return text.encode(_ENCODING).decode("latin-1")
    except UnicodeEncodeError:
        return ""


def run_together(parts: Iterable[str]) -> str:
    """Parts of a TJ array one after the other, neighboring strings as one."""
    return "".join(parts).replace(")(", "").replace(f">{WIDE}<", "")


def widened(codes: str, glyph_of: Callable[[str], int]) -> str:
    """Codes with every letter as the id of its glyph, as strings of ids alone."""

    def ids(found: re.Match[str]) -> str:
        letters = _ESCAPE.sub(r"\1", found[1]).encode("latin-1").decode(_ENCODING)
        return f"<{''.join(f'{glyph_of(letter):04X}' for letter in letters)}>"

    return _STRING.sub(ids, codes).replace(WIDE, "").replace("><", "")
