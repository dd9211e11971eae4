"""Texts to try, and the ways YAML has of writing one."""

from __future__ import annotations

import unicodedata

from hypothesis import strategies as st

from handouts.source.characters import unfit

CHARACTERS = st.characters(exclude_categories=("Cs", "Cc", "Co", "Cn")).filter(lambda c: not unfit().match(c))

#: Any text that may be printed, white space at the ends and all.
TEXTS = st.text(CHARACTERS | st.sampled_from(" #:-[]{}'\"\\*&!|>%@`,?~"), max_size=60)

#: Words with single spaces between, which every way of writing keeps.
WORDS = st.lists(st.text("abcé😀'\"\\xyz", min_size=1, max_size=6), min_size=1, max_size=6).map(" ".join)


def nfc(text: str) -> str:
    return unicodedata.normalize("NFC", text)


def quoted(text: str, style: str) -> str:
    """``text`` as YAML in one of its ways; words with quote marks at the start are no plain text."""
    if style == "single" or (style == "plain" and text[0] in "'\""):
        return "'" + text.replace("'", "''") + "'"
    if style == "double":
        return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
    if style == "literal":
        return f"|-\n  {text}"
    return text
