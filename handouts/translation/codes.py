"""What must stay as it is in a translated text: marks for bold, citations, details of the clinic, addresses."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import groupby
from types import MappingProxyType

from handouts.markup import Inline
from handouts.problems import Place, Problem

_CODE = re.compile(
    r"(?P<cite>\[@[^\[\]]*\])"
    r"|(?P<detail>\{[a-z]+\.[a-z]+(?:_[a-z]+)*\})"
    r"|(?P<address>\]\([^()\s]*(?:\([^()\s]*\)[^()\s]*)*\))"
    r"|(?P<opening>(?<!\\)\[(?=[^\[\]]*\]\{[A-Za-z][A-Za-z0-9-]+\}))"
    r"|(?P<phrase>\]\{[A-Za-z][A-Za-z0-9-]+\})"
    r"|(?P<strong>\*\*)"
    r"|(?P<emphasis>(?<![\w*])\*(?=\S)|(?<=\S)\*(?![\w*]))"
)
#: How a code is shown in a note; empty for one that is shown as it stands.
CODES = MappingProxyType(
    {"cite": "", "detail": "", "address": "", "opening": "", "phrase": "", "strong": "**…**", "emphasis": "*…*"}
)
_DETAIL = re.compile(r"\{[a-z]+\.[a-z]+(?:_[a-z]+)*\}")
#: A detail that is words in the clinic's own language: a translation may say it in its own.
WORDY = "{clinic.hours}"
_MARKUP = "*[]{}"


def codes_in(words: str) -> Iterator[tuple[str, str]]:
    """Each code in a text as typed, with its name."""
    for found in _CODE.finditer(words):
        yield found[0], found.lastgroup or ""


def parts(words: str) -> Iterator[tuple[str, str]]:
    """A text cut into what is to be translated (its name is empty) and codes."""
    at = 0
    for found in _CODE.finditer(words):
        if found.start() > at:
            yield words[at : found.start()], ""
        yield found[0], found.lastgroup or ""
        at = found.end()
    if at < len(words):
        yield words[at:], ""


def lost(source: Inline, target: Inline, words: tuple[str, str], place: Place) -> Iterator[Problem]:
    """What a translation lacks of the codes of its source; ``words`` are both as typed.

    The order may change with the grammar. A mark that is no mark any more, such as ``** bold **``, is broken.
    """
    for sign in _MARKUP:
        if target.plain.count(sign) > source.plain.count(sign):
            hint = "write the marks as in the original, without spaces inside: **bold**, [words](address)"
            yield Problem("broken-markup", f"the sign {sign} would be printed here: a mark is broken", place, hint)
            return
    wanted, found = (_needed(text, typed) for text, typed in zip((source, target), words, strict=True))
    for code in wanted - found:
        hint = "copy it from the original to its place in the translation"
        yield Problem("lost-in-translation", f"{code} of the original is missing here", place, hint)
    for code in (found - wanted) if not wanted - found else ():
        if not code.startswith(("*", "[@")):
            hint = "take it out, or add it to the original too"
            yield Problem("lost-in-translation", f"{code} does not stand in the original", place, hint)


def _needed(text: Inline, words: str) -> Counter[str]:
    """Each code that must be there, as often as it must be there."""
    found = Counter({f"[@{source}]": 1 for run in text.runs for source in run.cites})
    found.update(detail for detail in _DETAIL.findall(words) if detail != WORDY)
    found.update(f"the link to {link}" for link, _ in groupby(run.link for run in text.runs) if link)
    found.update("**…** (bold)" for strong, _ in groupby(bool(run.strong) for run in text.runs if run.text) if strong)
    return found
