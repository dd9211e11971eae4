"""The fingerprint: the same for the same words, another for any word, number, source or picture."""

from __future__ import annotations

from dataclasses import replace

import pytest

from handouts.model import Handout, Library, Status
from handouts.review import fingerprint
from handouts.schema import read_library
from handouts.source import parse
from tests.sheets import content, first

SECTIONS = """
- heading: One
  body:
    - Some *words* with a [link](https://example.org/a) and 3 in 100. [@one]
    - callout: {tone: caution, text: Take care.}
    - bullets: [first, second]
"""


def read(text: str) -> tuple[Handout, Library]:
    library, problems = read_library(parse(text.encode(), "content.yaml"))
    assert library is not None, problems
    return first(library), library


def sign(text: str) -> str:
    return fingerprint(*read(text))


BASE = content(SECTIONS)


def test_it_never_changes_for_the_same_words() -> None:
    # Reviews in content files hold it: another algorithm would make every one of them "changed since review".
    assert sign(BASE) == "QHKS-JM0A-NFXD"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("{tone: caution, text: Take care.}", "{text: 'Take care.', tone: caution}"),
        ("- bullets: [first, second]", "- bullets: [first, second]\n          # a note for the next author"),
        ('version: "1.0"', 'version: "2.0"'),
        ("edition: 2026-11-23", "edition: 2026-11-24"),
        ("    summary:", "    code: ABC-1\n    summary:"),
        ("title: Second source", "title: Another second source"),
    ],
)
def test_it_stays_where_a_patient_would_see_no_other_text(old: str, new: str) -> None:
    assert old in BASE
    assert sign(BASE.replace(old, new)) == sign(BASE)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("3 in 100", "4 in 100"),
        ("3 in 100", "3 in 10"),
        ("*words*", "**words**"),
        ("example.org/a", "example.org/b"),
        ("Take care.", "Take care!"),
        ("tone: caution", "tone: info"),
        ("first, second", "second, first"),
        ("bullets", "numbered"),
        ("heading: One", "heading: Two"),
        ("[@one]", "[@two]"),
        ("[@one]", ""),
        ("First source", "First sauce"),
        ("year: 2020", "year: 2019"),
        ("770-555-0100", "770-555-0101"),
        ("title: A sample", "title: The sample"),
        ("kind: leaflet", "kind: faq"),
        ("language: en", "language: en-GB"),
    ],
)
def test_any_change_that_a_patient_could_see_is_another_text(old: str, new: str) -> None:
    assert old in BASE
    assert sign(BASE.replace(old, new)) != sign(BASE)


def test_a_changed_picture_is_another_text() -> None:
    handout, library = read(BASE)
    plain = fingerprint(handout, library)
    assert fingerprint(handout, library, {"a.png": b"1"}) != plain
    assert fingerprint(handout, library, {"a.png": b"1"}) != fingerprint(handout, library, {"a.png": b"2"})


def test_who_vouches_is_not_part_of_the_text() -> None:
    handout, library = read(BASE)
    reviewed = replace(handout, review=replace(handout.review, status=Status.REVIEWED, by="A", role="B"))
    assert fingerprint(reviewed, library) == fingerprint(handout, library)
