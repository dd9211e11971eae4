"""A small content file that is right, and ways to put something wrong into it."""

from __future__ import annotations

import textwrap

from handouts.model import Handout, Library
from handouts.problems import Problem
from handouts.schema import read_library
from handouts.source import parse

CLINIC = """\
clinic:
  name: Loganville Clinic
  phone: 770-555-0142
  address: [100 Example Street, "Loganville, GA 30052"]
"""
SOURCES = """\
sources:
  fda-2023: {title: A warning, publisher: FDA, year: 2023, url: https://www.fda.gov}
"""
HEAD = """\
handouts:
  test-sheet:
    kind: leaflet
    language: en
    title: Ketamine
    summary: What it is.
    review: {status: draft, version: 0.1, edition: 2026-11-23, next: 2027-11-01}
"""
SECTIONS = """\
    sections:
      - heading: One
        body:
"""
BEFORE = CLINIC + SOURCES + HEAD + SECTIONS
#: The first line of what ``with_blocks`` adds.
FIRST = BEFORE.count("\n") + 1


def with_blocks(blocks: str) -> str:
    """A content file whose only section has these blocks."""
    return BEFORE + textwrap.indent(textwrap.dedent(blocks).strip("\n"), " " * 10) + "\n"


def with_sections(sections: str) -> str:
    """A content file with these sections."""
    return (
        CLINIC
        + SOURCES
        + HEAD
        + "    sections:\n"
        + textwrap.indent(textwrap.dedent(sections).strip("\n"), " " * 6)
        + "\n"
    )


def read(text: str) -> tuple[Library | None, tuple[Problem, ...]]:
    return read_library(parse(text.encode(), "content.yaml"))


def library(text: str) -> Library:
    found, problems = read(text)
    assert problems == ()
    assert found is not None
    return found


def sheet(text: str) -> Handout:
    return library(text).handouts[0]


def told(text: str) -> list[tuple[str, int, int]]:
    """Code, line and column of each problem; with a problem there must be no library."""
    found, problems = read(text)
    assert not problems or found is None
    return [(p.code, p.place.line, p.place.column) for p in problems if p.place]


def told_in_blocks(blocks: str) -> list[tuple[str, int, int]]:
    """The same, with lines and columns counted from the start of the blocks."""
    return [(code, line - FIRST + 1, column - 10) for code, line, column in told(with_blocks(blocks))]
