"""Straight quotation marks as each language prints them: “ ” in English, « » in Spanish, ” “ in Arabic.

Only on the way to paper or screen: the content stays as typed, and so do its fingerprint and what translators get.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache, partial
from itertools import groupby
from operator import is_
from typing import Any

from handouts.markup import Inline, Run
from handouts.model import Handout, Idea, Image, Section, rebuilt
from handouts.records import Same
from handouts.words import words_for

_MARK, _APOSTROPHE = '"', "'"
#: Stands for what may not be changed: a link, a detail of the clinic, what was typed for a patient, an escaped mark.
_OPAQUE = "\ufffc"
#: What a quotation may follow without a space; these scripts write words side by side, or prefix particles.
_BEFORE = frozenset("([{<-–—/¿¡“‘«「『（：，")
_JOINING = ((0x0590, 0x08FF), (0x1100, 0x11FF), (0x3000, 0x9FFF), (0xAC00, 0xD7FF), (0xFF00, 0xFFEF))
#: Handouts, and sections of them, that are remembered with their marks.
_KEPT, _KEPT_PARTS = 256, 4096


def quoted(handout: Handout, kept: bool = False) -> Handout:
    """The handout with its own language's marks for straight ones.

    Only pairs that balance within one text; one odd mark, and all of its marks stay as typed. A mark behind a digit is
    the inch (or the second) unless a quotation is open. Links, details of the clinic, personal values and what is
    escaped (``\\"``) stay as they are.

    ``kept`` remembers what was made of each section, so that one that an edit leaves alone stays the very same object.
    That is never for the copy of a patient, who is forgotten when it is made.
    """
    if kept:
        return _kept(Same(handout))
    made: Handout = rebuilt(handout, partial(_marked, language=handout.language))
    return made


@lru_cache(maxsize=_KEPT)
def _kept(handout: Same[Handout]) -> Handout:
    own = handout.thing
    sections = tuple(_kept_section(Same(section), own.language) for section in own.sections)
    bare = replace(own, sections=())
    around = quoted(bare)
    same = around is bare and all(map(is_, sections, own.sections))
    return own if same else replace(around, sections=sections)


@lru_cache(maxsize=_KEPT_PARTS)
def _kept_section(section: Same[Section], language: str) -> Section:
    made: Section = rebuilt(section.thing, partial(_marked, language=language))
    return made


def _marked(part: Any, language: str) -> Any:
    match part:
        case Inline():
            return _inline(part, language)
        case Image() | Idea() if _has_marks(part.alt):
            return replace(part, alt=_changed(part.alt, part.alt, language))
    return part


def _has_marks(text: str) -> bool:
    return _MARK in text or _APOSTROPHE in text


def _inline(text: Inline, language: str) -> Inline:
    if not any(_has_marks(run.text) for run in text.runs):
        return text
    runs = list(text.runs)
    # What is around a phrase in another language sees it as one thing, and the phrase sees nothing of the rest.
    _change(runs, range(len(runs)), language, [_seen(text, run, language) for run in runs])
    for tag, phrase in groupby(range(len(runs)), key=lambda index: runs[index].language):
        if tag:
            indexes = list(phrase)
            _change(runs, indexes, tag, [_seen(text, text.runs[index], tag) for index in indexes])
    return replace(text, runs=tuple(runs))


def _seen(text: Inline, run: Run, language: str) -> str:
    """A run as its language sees it: as long as it is, with signs in the place of what may not change."""
    other = run.language is not None and run.language != language
    if run.cites or other or run.link or run.field or text.inserted(run):
        return _OPAQUE * len(run.text)
    escaped = set(text.escaped(run)) if text.scalar is not None and "\\" in text.scalar.text else ()
    return "".join(_OPAQUE if index in escaped else char for index, char in enumerate(run.text))


def _change(runs: list[Run], indexes: Sequence[int], language: str, seen: Sequence[str]) -> None:
    whole, at = "".join(seen), 0
    marks = dict(_changes(whole, language))
    for index, shown in zip(indexes, seen, strict=True):
        here = {place - at: mark for place, mark in marks.items() if at <= place < at + len(shown)}
        at += len(shown)
        if here:
            text = "".join(here.get(place, char) for place, char in enumerate(runs[index].text))
            runs[index] = replace(runs[index], text=text)


def _changed(text: str, seen: str, language: str) -> str:
    marks = dict(_changes(seen, language))
    return "".join(marks.get(place, char) for place, char in enumerate(text))


def _changes(text: str, language: str) -> Iterator[tuple[int, str]]:
    for place, char in enumerate(text):
        if char == _APOSTROPHE and text[place - 1 : place].isalpha() and text[place + 1 : place + 2].isalpha():
            yield place, "’"
    marks = _marks(language)
    if marks:
        for first, last in _pairs(text):
            yield first, marks[0]
            yield last, marks[1]


def _pairs(text: str) -> list[tuple[int, int]]:
    """Where the quotations of a text begin and end; none where the marks do not balance."""
    found: list[tuple[int, int]] = []
    begun: int | None = None
    for place, char in enumerate(text):
        if char != _MARK:
            continue
        before, after = text[place - 1 : place] if place else "", text[place + 1 : place + 2]
        if begun is not None and _may_end(before, after):
            found.append((begun, place))
            begun = None
        elif begun is None and not before.isdigit():
            if not _may_begin(before, after):
                return []
            begun = place
        elif begun is not None:
            return []
    return found if begun is None else []


def _may_begin(before: str, after: str) -> bool:
    return bool(after.strip()) and (not before.strip() or before in _BEFORE or _joins(before))


def _may_end(before: str, after: str) -> bool:
    return bool(before.strip()) and (not after.isalnum() or _joins(after))


def _joins(character: str) -> bool:
    return any(first <= ord(character) <= last for first, last in _JOINING)


def _marks(language: str) -> str:
    """Both marks of a language (Unicode CLDR, delimiters); none where there is no catalog for it."""
    try:
        return words_for(language).quotes
    except KeyError:
        return ""
