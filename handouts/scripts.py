"""Scripts: which one a character belongs to, and which letters a language needs.

Unicode 16, Scripts.txt, for the scripts that handouts are written in; other scripts are told apart by nobody here.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from functools import lru_cache
from types import MappingProxyType

LATIN, CYRILLIC, ARABIC, DEVANAGARI, HANGUL, HAN = "latin", "cyrillic", "arabic", "devanagari", "hangul", "han"
#: What belongs to no script of its own: punctuation, spaces, signs, and what nobody here knows.
COMMON = "common"

#: First and last character of each block, in order.
_BLOCKS = (
    (0x0041, 0x005A, LATIN),
    (0x0061, 0x007A, LATIN),
    (0x00AA, 0x00AA, LATIN),
    (0x00BA, 0x00BA, LATIN),
    (0x00C0, 0x00D6, LATIN),
    (0x00D8, 0x00F6, LATIN),
    (0x00F8, 0x02B8, LATIN),
    (0x0400, 0x052F, CYRILLIC),
    (0x0600, 0x06FF, ARABIC),
    (0x0750, 0x077F, ARABIC),
    (0x0870, 0x08FF, ARABIC),
    (0x0900, 0x0963, DEVANAGARI),
    (0x0966, 0x097F, DEVANAGARI),
    (0x1100, 0x11FF, HANGUL),
    (0x1C80, 0x1C8F, CYRILLIC),
    (0x1E00, 0x1EFF, LATIN),
    (0x2C60, 0x2C7F, LATIN),
    (0x2DE0, 0x2DFF, CYRILLIC),
    (0x2E80, 0x2FDF, HAN),
    (0x3000, 0x30FF, HAN),
    (0x3100, 0x312F, HAN),
    (0x3130, 0x318F, HANGUL),
    (0x31A0, 0x4DBF, HAN),
    (0x4E00, 0x9FFF, HAN),
    (0xA640, 0xA69F, CYRILLIC),
    (0xA720, 0xA7FF, LATIN),
    (0xA8E0, 0xA8FF, DEVANAGARI),
    (0xA960, 0xA97F, HANGUL),
    (0xAB30, 0xAB6F, LATIN),
    (0xAC00, 0xD7FF, HANGUL),
    (0xF900, 0xFAFF, HAN),
    (0xFB50, 0xFDFF, ARABIC),
    (0xFE30, 0xFE4F, HAN),
    (0xFE70, 0xFEFC, ARABIC),
    (0xFF00, 0xFFEF, HAN),
    (0x20000, 0x3FFFF, HAN),
)
_FIRSTS = tuple(first for first, _, _ in _BLOCKS)
#: Letters without which a language cannot be set in one face (Unicode CLDR 46, exemplar characters), by language. Only
#: alphabets that share their signs with Latin need an entry: a text in two faces that look alike looks like a mistake.
_LETTERS = MappingProxyType(
    {
        "vi": (LATIN, "ăđĩơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ"),
        **dict.fromkeys(
            ("ru", "be", "bg", "kk", "ky", "mk", "mn", "sr", "tg", "uk"), (CYRILLIC, "абвгдежзиклмнопрстуфхц")
        ),
    }
)


@lru_cache(maxsize=8192)
def script_of(character: str) -> str:
    """The script of a character; COMMON for what several share."""
    point = ord(character)
    at = bisect_right(_FIRSTS, point) - 1
    if at < 0 or point > _BLOCKS[at][1]:
        return LATIN if character.isdigit() and character.isascii() else COMMON
    return _BLOCKS[at][2]


def alphabet(language: str) -> tuple[str, str]:
    """The script and the letters that decide which face sets a language's text; empty where each script decides."""
    return _LETTERS.get(language.partition("-")[0], ("", ""))


def spans(text: str) -> tuple[tuple[str, str], ...]:
    """A text cut where its script changes: (script, part).

    Western digits go with Latin. What is common goes with the letters of its word: with those before it, but an opening
    bracket or quotation mark with those after it. A space, and a word without letters, goes with what stands before.
    """
    scripts = [script_of(character) for character in text]
    waiting = [False] * len(text)
    before = COMMON
    for index, character in enumerate(text):
        if scripts[index] != COMMON:
            before = scripts[index]
        elif character == " ":
            before = COMMON
        elif before == COMMON or unicodedata.category(character) in {"Ps", "Pi"}:
            waiting[index] = True
        else:
            scripts[index] = before
    for index in range(len(text) - 2, -1, -1):
        if waiting[index]:
            scripts[index] = scripts[index + 1]
    known = next((script for script in scripts if script != COMMON), COMMON)
    out: list[tuple[str, str]] = []
    for character, script in zip(text, scripts, strict=True):
        known = script if script != COMMON else known
        if out and out[-1][0] == known:
            out[-1] = (known, out[-1][1] + character)
        else:
            out.append((known, character))
    return tuple(out)
