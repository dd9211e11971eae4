"""Gate 2: is every word there, once and in order, and are the spaces where they were?"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import accumulate
from types import MappingProxyType
from typing import NamedTuple

from handouts.proof.expected import BLOCK_END, Piece
from handouts.proof.seen import PageSeen, Shown
from handouts.records import Same

ARTIFACT = "Artifact"
#: What no reader sees: soft hyphen, zero-width marks.
_DROPPED = ("\u00ad", "\u200b", "\ufeff")
#: The slash of fractions, and how PDFium spells it where lines run from right to left.
_FRACTION_SLASH, _SLASH = "\u2044", "/"
#: PDFium's signs for a hyphen that ends a line.
_HYPHEN = MappingProxyType({0x0002: "-", 0xFFFE: "-"})
_HYPHENS = tuple(map(chr, _HYPHEN))
#: Characters of a text that is not kept in memory for the next time.
_LONG = 200_000
#: Words of context on either side of a difference.
_CONTEXT = 3


def normal(text: str) -> str:
    """Text as it is compared: compatibility forms spelled out, invisible marks dropped."""
    if text.isascii():  # then it is normal already
        return text
    for sign in _DROPPED:
        text = text.replace(sign, "")
    return unicodedata.normalize("NFKC", text).replace(_FRACTION_SLASH, _SLASH)


@lru_cache(maxsize=4096)
def flat(text: str) -> str:
    """Text as it is compared, without white space."""
    return "".join(normal(text).split())


def said(item: Shown) -> str:
    """What a text object says: nothing where it is the hyphen of a word that the engine broke."""
    if item.soft:
        return ""
    text = item.text
    return text.translate(_HYPHEN) if _HYPHENS[0] in text or _HYPHENS[1] in text else text


def tagged_text(page: PageSeen) -> str:
    """What the tagged text objects of a page say, one after the other."""
    return "".join(said(item) for item in page.read if item.mark != ARTIFACT)


def text_problem(text: str, pieces: Sequence[Piece], where: str = "the PDF") -> str | None:
    """The first difference between what was read back and the content, in words; None where they agree.

    Inside a block every space of the content must be a space of the text; where a block ends there may be one.
    """
    expected = "".join([piece.text for piece in pieces])
    found = normal(text)
    told = (wanted if len(expected) < _LONG else wanted.__wrapped__)(expected)
    spoken = found.split()
    want, have = told.text, "".join(spoken)
    if want != have:
        at = next((i for i, (a, b) in enumerate(zip(want, have, strict=False)) if a != b), min(len(want), len(have)))
        return _difference(normal(expected), found, at, where)
    added = told.spaces.symmetric_difference(_ends(spoken)) - told.ends
    if added:
        return "spaces are lost or added: " + _difference(normal(expected), found, min(added), where)
    return None


class Wanted(NamedTuple):
    """A text without white space; how many characters stand before each of its spaces, and before the end of blocks."""

    text: str
    spaces: frozenset[int]
    ends: frozenset[int]


@lru_cache(maxsize=8)
def wanted(text: str) -> Wanted:
    """What a text must say, and where its spaces are."""
    expected = normal(text)
    words = expected.split()
    ends = _ends(["".join(block.split()) for block in expected.split(BLOCK_END)])
    return Wanted("".join(words), frozenset(_ends(words)), frozenset(ends))


def _ends(parts: Sequence[str]) -> list[int]:
    """How many characters stand before the end of each part; parts hold no white space."""
    return list(accumulate(map(len, parts)))


def small_print(seen: Iterable[PageSeen], pieces: Sequence[Piece]) -> Iterator[tuple[PageSeen, list[bool]]]:
    """Each page, and for each text object whether small print may stand there: decoration, or where a piece says so."""
    small = allowed(Same(pieces))
    at = 0
    for page in seen:
        flags = [True] * len(page.shown)
        for index in page.order or range(len(page.shown)):
            item = page.shown[index]
            if item.mark == ARTIFACT:
                continue
            length = len(flat(said(item)))
            flags[index] = 0 not in (small[at - 1 : at] if item.soft else small[at : at + max(length, 1)])
            at += length
        yield page, flags


@lru_cache(maxsize=8)
def allowed(pieces: Same[Sequence[Piece]]) -> bytes:
    """For every character, white space aside, 1 where small print may stand."""
    return b"".join([bytes([piece.small]) * len(flat(piece.text)) for piece in pieces.thing])


def furniture_problem(page: PageSeen, words: Sequence[Sequence[str]], heads: Sequence[str]) -> str | None:
    """Does the page carry its fixed words, and no other undeclared text? Header rows may come again.

    Each entry of ``words`` has one or more forms, of which one must be there.
    """
    shown = "".join(item.text.translate(_HYPHEN) for item in page.shown if item.mark == ARTIFACT and not item.soft)
    spaced, found = " ".join(normal(shown).split()), flat(shown)
    for forms in words:
        text = next((form for form in forms if " ".join(normal(form).split()) in spaced), None)
        if text is None:
            return f"the fixed words '{forms[0]}' are not on the page"
        found = found.replace(flat(text), "\n", 1)
    for text in heads:
        found = found.replace(flat(text), "\n")
    rest = found.replace("\n", "")
    return f"'{rest[:40]}' is on the page as decoration, but it is text" if rest else None


def _difference(expected: str, found: str, at: int, where: str) -> str:
    return f"the content says '{_around(expected, at)}', {where} says '{_around(found, at)}'"


def _around(text: str, at: int) -> str:
    """The words around the character number ``at``, not counting white space."""
    words = text.split()
    index = next((number for number, end in enumerate(_ends(words)) if end > at), len(words))
    return " ".join(words[max(0, index - _CONTEXT) : index + _CONTEXT + 1]) or "(nothing)"
