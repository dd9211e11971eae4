"""What a check says of a translation whose original has changed: with both places, and once."""

from __future__ import annotations

from dataclasses import replace

import pytest

from handouts.checks.outdated import outdated
from handouts.checks.subject import Subject
from handouts.model import Library
from handouts.rules import rulebook
from handouts.schema import read_library
from handouts.source import parse
from handouts.translation import mark, texts_of
from tests.sheets import TODAY

_TEXTS = """\
{indent}title: {title}
{indent}summary: For all.
{indent}review: {{status: draft, version: "1", edition: 2026-11-23}}
{indent}sections:
{indent}  - heading: One
{indent}    body: [{texts}]
"""
_HEAD = """\
clinic: {name: A, phone: 770-555-0100, address: [B]}
handouts:
  one:
    kind: leaflet
    language: en
"""


def library(now: str, spanish: str, then: str | None) -> Library:
    """An original, and its translation, which was made when the original read ``then``."""
    text = _HEAD + _TEXTS.format(indent="    ", title="Now", texts=now)
    text += "    translations:\n      es:\n" + _TEXTS.format(indent="        ", title="Ahora", texts=spanish)
    read, problems = read_library(parse(text.encode(), "f"))
    assert read is not None, problems
    if then is None:
        return read
    before, _ = read_library(parse((_HEAD + _TEXTS.format(indent="    ", title="Now", texts=then)).encode(), "f"))
    assert before is not None
    marks = tuple(map(mark, texts_of(before.handouts[0])))
    original, translation = read.handouts
    return replace(read, handouts=(original, replace(translation, translated_from=marks)))


def told(now: str, spanish: str, then: str | None) -> list[tuple[int, str]]:
    read = library(now, spanish, then)
    assert list(outdated(Subject(read.handouts[0], read, rulebook(), TODAY))) == []
    found = list(outdated(Subject(read.handouts[1], read, rulebook(), TODAY)))
    assert {problem.code for problem in found} <= {"translation-outdated"}
    return [(problem.place.column if problem.place else 0, problem.message) for problem in found]


@pytest.mark.parametrize(
    ("now", "spanish", "then", "said"),
    [
        ("a, b, c", "x, y, z", "a, b, c", []),
        ("a, B, c", "x, y, z", None, []),
        ("a, B, c", "x, y, z", "a, b, c", [(23, "the original at f:11:19 has changed since this was translated")]),
        ("a, b, n, m, c", "x, y, z", "a, b, c", [(23, "the original has 2 texts at f:11:22 that were added since this was translated")]),
        ("a, c", "x, y, z", "a, b, c", [(23, "1 text from here on was taken out of the original since")]),
    ],
)  # fmt: skip
def test_what_is_out_of_date_is_told_with_both_places(
    now: str, spanish: str, then: str | None, said: list[tuple[int, str]]
) -> None:
    assert told(now, spanish, then) == said
