"""Would marks of the text print as typed: stars that never close, underscores, half a link?

A lone star is a footnote or a product, two at the end of a word are a footnote too, and brackets that close are
brackets. What the author put a backslash before, and what a field puts in, is never looked at.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from handouts.checks.subject import Check, Passage, Subject, passages
from handouts.model import easily
from handouts.problems import Problem

_CODE = "open-mark"
#: Stands for a character that is meant as it is: no mark and no space.
_MEANT = "x"
_STARS = re.compile(r"(?<!\*)\*{2,3}(?!\*)")
_UNDERSCORES = re.compile(r"(?:^|(?<=[\s(“\"]))_{1,2}(?=[^\W_])")
_ADDRESS = re.compile(r"(?<=:)//\S+")
_HALF_LINK = re.compile(r"\]\(|\] \((?=https?:|www\.|mailto:|tel:)")


def open_marks(subject: Subject) -> Iterator[Problem]:
    """The first mark of each kind in a piece of text that would stand on paper, in easy read too."""
    for passage in (*passages(subject.handout), *passages(easily(subject.handout))):
        if not any(mark in passage.plain for mark in "*_["):
            continue
        text = _typed(passage)
        for start, message, hint in (*_stars(passage, text), *_underscores(text), *_brackets(text)):
            yield subject.book.problem(_CODE, message, passage.place(start), hint)


def _typed(passage: Passage) -> str:
    """The text as long as it is, with what is meant as it stands blotted out."""
    parts = []
    for run in passage.text.runs:
        if run.field or passage.text.scalar is None or passage.text.inserted(run):
            parts.append(_MEANT * len(run.text))
            continue
        characters = list(run.text)
        for at in passage.text.escaped(run):
            characters[at] = _MEANT
        parts.append("".join(characters))
    return _ADDRESS.sub(lambda address: _MEANT * len(address.group()), "".join(parts))


def _stars(passage: Passage, text: str) -> Iterator[tuple[int, str, str]]:
    hint = r"close it with **, or write \*\*"
    found = list(_STARS.finditer(text))
    for match in found:
        before, after = text[: match.start()][-1:], text[match.end() : match.end() + 1]
        if before.isdigit() and after.isdigit():
            continue
        opens = after.isalnum() or (after.strip() and not before.strip())
        # "** word**": the space keeps the first from opening, so that the second closes nothing.
        apart = match is found[0] and len(found) > 1 and after and not before.strip()
        if opens or apart:
            yield match.start(), "this ** opens and never closes: it prints as typed", hint
            return
    end = 0
    for run, following in zip(passage.text.runs, passage.text.runs[1:], strict=False):
        end += len(run.text)
        if text[:end].endswith("*") and following.emphasis and not run.emphasis and run.text:
            message = "as many stars do not close these: one prints as typed"
            yield end - 1, message, r"close ** with **, or write \*"
            return


def _underscores(text: str) -> Iterator[tuple[int, str, str]]:
    match = _UNDERSCORES.search(text)
    if match:
        message = f"{match.group()} marks nothing here: it prints as typed"
        yield match.start(), message, r"write **bold** or *slanted*, or \_ to print it"


def _brackets(text: str) -> Iterator[tuple[int, str, str]]:
    match = _HALF_LINK.search(text)
    if match:
        yield match.start(), "this is half a link: it prints as typed", r"write [text](https://address), or \]"
        return
    at = text.rfind("[")
    if at >= 0 and "]" not in text[at:]:
        yield at, "this [ opens and never closes: it prints as typed", r"close it with ], or write \["


MARKS: tuple[Check, ...] = (open_marks,)
