"""The order of characters on a line of right-to-left or mixed text: UAX #9, Unicode Bidirectional Algorithm.

Content holds no explicit controls (the source room refuses them), so the rules X fall away. Beyond the algorithm, and
allowed by it (HL3), is one thing that plain text cannot say: telephone numbers, dates and doses keep their order.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache

#: What stays left to right as a whole, as a Latin word does: numbers of several groups, and a number with its unit.
_WHOLE = (
    r"(?<![\w.,/-])\+?(?:"
    r"\(\d{3}\)[ \u00a0]?\d{3}-\d{4}"  # (770) 555-0100
    r"|\d+(?:[-./]\d+){2,}"  # 770-555-0100, 2026-11-23
    r"|\d{3}-\d{4}"  # 555-0100
    r"|\d+(?:[.,/–-]\d+)*[ \u00a0]?(?:%|°?[A-Za-zµ]{1,5}(?:/[A-Za-z]{1,5})?(?![\w]))"  # 0.5 mg/kg, 38 °C, 50%
    r")(?!\w)"
)
#: What may be written from right to left: Hebrew to Arabic Extended-A, presentation forms, the planes beyond. All that
#: DerivedBidiClass.txt (Unicode 16) calls so lies here, and nearly no other text does: most is told by one search.
_MAYBE = re.compile("[\u0590-\u08ff\u200f\ufb1d-\ufdff\ufe70-\ufeff\U00010000-\U0001ffff]")
#: A letter in its place.
_LATIN = "A"
_NEUTRAL = frozenset({"B", "S", "WS", "ON", "BN", "ES", "ET", "CS"})
_RIGHT = frozenset({"R", "AL"})
_MOST_BRACKETS = 63
#: The two pairs of brackets whose characters do not follow on each other.
_CROSSED = {"\u298d": "\u2990", "\u298f": "\u298e"}.get


def is_right_to_left(text: str, otherwise: bool) -> bool:
    """The direction of a paragraph in a document that runs right to left if ``otherwise``.

    Its own direction is that of its letters; where there are both, and where there are none, the document's. Rules P2
    and P3 look at the first letter alone, but an Arabic sentence may begin with the name of a medicine.
    """
    if not otherwise and (text.isascii() or _MAYBE.search(text) is None):
        return False
    classes = {unicodedata.bidirectional(character) for character in text}
    right, left = not _RIGHT.isdisjoint(classes), "L" in classes
    return right if right != left else otherwise


def has_right_to_left(text: str) -> bool:
    """Is any character of a text written from right to left?"""
    return _MAYBE.search(text) is not None and any(
        unicodedata.bidirectional(character) in {"R", "AL", "AN"} for character in text
    )


def levels(text: str, right_to_left: bool, whole: bool = True) -> list[int]:
    """The embedding level of every character: odd from right to left. ``whole`` keeps numbers in order (HL3)."""
    base = int(right_to_left)
    if not whole:
        return _resolved(text, base)
    whole_ones = re.compile(_WHOLE)  # which remembers it
    kept = [match.span() for match in whole_ones.finditer(text)]
    shorter = whole_ones.sub(_LATIN, text)
    found = _resolved(shorter, base)
    for start, end in kept:  # each letter back to the characters that it stands for
        found[start : start + 1] = [found[start]] * (end - start)
    return found


def visual_order(levels: Sequence[int]) -> list[int]:
    """Which piece stands where, from left to right, by the level of each (L2)."""
    order = list(range(len(levels)))
    odd = [level for level in levels if level % 2]
    for level in range(max(levels, default=0), min(odd, default=1) - 1, -1):
        start = 0
        while start < len(order):
            end = start
            while end < len(order) and levels[order[end]] >= level:
                end += 1
            order[start:end] = order[start:end][::-1]
            start = max(end, start + 1)
    return order


def _resolved(text: str, base: int) -> list[int]:
    """Rules W1 to I2 on one paragraph, which is a single isolating run."""
    embedding = "R" if base else "L"
    classes = [unicodedata.bidirectional(character) or "L" for character in text]
    original = tuple(classes)
    _weak(classes, embedding)
    _brackets(text, classes, original, embedding)
    _neutrals(classes, embedding)
    if base:
        return [2 if kind in {"L", "EN", "AN"} else 1 for kind in classes]
    return [{"L": 0, "R": 1}.get(kind, 2) for kind in classes]


def _weak(classes: list[str], embedding: str) -> None:
    """W1 to W7: marks, numbers and what stands between and beside numbers."""
    _follow(classes, embedding)
    for index in range(1, len(classes) - 1):
        left, kind, right = classes[index - 1 : index + 2]
        if left == right and ((kind == "CS" and left in {"EN", "AN"}) or (kind == "ES" and left == "EN")):
            classes[index] = left
    for start, end in _stretches(classes, frozenset({"ET"})):
        if "EN" in {*classes[start - 1 : start], *classes[end : end + 1]}:
            classes[start:end] = ["EN"] * (end - start)
    strong = embedding
    for index, kind in enumerate(classes):
        if kind in {"ES", "ET", "CS"}:
            classes[index] = "ON"
        elif kind in {"L", "R"}:
            strong = kind
        elif kind == "EN" and strong == "L":
            classes[index] = "L"


def _follow(classes: list[str], embedding: str) -> None:
    """W1 to W3: marks follow their letter, numbers the letters before them."""
    before, strong = embedding, embedding
    for index, kind in enumerate(classes):
        if kind == "NSM":
            classes[index] = before
        before = classes[index]
        if before in {"L", "R", "AL"}:
            strong = before
        elif before == "EN" and strong == "AL":
            classes[index] = before = "AN"
    classes[:] = ["R" if kind == "AL" else kind for kind in classes]


def _brackets(text: str, classes: list[str], original: Sequence[str], embedding: str) -> None:
    """N0: both of a pair of brackets take the direction of what they hold."""
    for start, end in _pairs(text, classes):
        inside = {_strong(kind) for kind in classes[start + 1 : end]}
        if embedding in inside:
            direction = embedding
        elif inside - {None}:
            context = next((found for kind in reversed(classes[:start]) if (found := _strong(kind))), embedding)
            direction = context if context != embedding else embedding
        else:
            continue
        for at in (start, end):
            classes[at] = direction
            following = at + 1
            while following < len(text) and original[following] == "NSM":
                classes[following] = direction
                following += 1


def _pairs(text: str, classes: Sequence[str]) -> list[tuple[int, int]]:
    """Pairs of brackets in the order of the opening ones (BD16)."""
    open_: list[tuple[str, int]] = []
    found = []
    for index, character in enumerate(text):
        if classes[index] != "ON":
            continue
        closing = _closing(character)
        if closing:
            if len(open_) == _MOST_BRACKETS:
                break
            open_.append((closing, index))
        elif unicodedata.category(character) == "Pe":
            same = unicodedata.normalize("NFC", character)
            for depth in range(len(open_) - 1, -1, -1):
                if open_[depth][0] == same:
                    found.append((open_[depth][1], index))
                    del open_[depth:]
                    break
    return sorted(found)


@lru_cache(maxsize=1024)
def _closing(character: str) -> str | None:
    """The bracket that closes an opening one (BidiBrackets.txt): the next or the next but one in Unicode."""
    if unicodedata.category(character) != "Ps" or not unicodedata.mirrored(character):
        return None
    crossed = _CROSSED(character)
    near = (chr(ord(character) + step) for step in (1, 2))
    found = crossed or next((c for c in near if unicodedata.category(c) == "Pe" and unicodedata.mirrored(c)), None)
    return unicodedata.normalize("NFC", found) if found else None


def _neutrals(classes: list[str], embedding: str) -> None:
    """N1 and N2: what is neutral goes with its neighbors where they agree, else with the paragraph."""
    for start, end in _stretches(classes, _NEUTRAL):
        before = _strong(classes[start - 1]) if start else embedding
        after = _strong(classes[end]) if end < len(classes) else embedding
        direction = before if before == after and before else embedding
        classes[start:end] = [direction] * (end - start)


def _strong(kind: str) -> str | None:
    """A class as a direction; numbers count as right to left."""
    return "L" if kind == "L" else "R" if kind in {"R", "EN", "AN"} else None


def _stretches(classes: Sequence[str], kinds: frozenset[str]) -> Iterator[tuple[int, int]]:
    """Start and end of every stretch of some classes. The list may be changed inside the stretch that was given."""
    start = 0
    while start < len(classes):
        end = start
        while end < len(classes) and classes[end] in kinds:
            end += 1
        if end > start:
            yield start, end
        start = max(end, start + 1)
