"""Where words may be parted at a line's end, by the patterns of their language; for styles that ask for it."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pyphen import Pyphen

_SOFT_HYPHEN = "\u00ad"
#: Small letters only: names and abbreviations stay whole, and so does a word that has marks of its own.
_WORD = re.compile(r"(?<![\w\u00ad])[^\W\d_A-ZÀ-Þ]{5,}(?![\w\u00ad])")
#: Letters that stay before and after the hyphen (Chicago Manual of Style, 18th ed., 7.37).
_BEFORE, _AFTER = 2, 3


def soft_hyphens(text: str, language: str) -> str:
    """``text`` with soft hyphens (U+00AD) where its words may be parted; unchanged in a language without patterns."""
    patterns = _patterns(language)
    return _WORD.sub(lambda word: patterns.inserted(word.group(), _SOFT_HYPHEN), text) if patterns else text


@lru_cache(maxsize=16)
def _patterns(language: str) -> Pyphen | None:
    import pyphen

    known = pyphen.language_fallback(language.replace("-", "_"))
    return pyphen.Pyphen(lang=known, left=_BEFORE, right=_AFTER) if known else None
