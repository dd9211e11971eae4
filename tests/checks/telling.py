"""What one family of rules says of a sample, with the words it points at."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from textwrap import dedent, indent

from handouts.checks.subject import Check, LibraryCheck, Subject
from handouts.model import Library
from handouts.problems import Place, Problem
from handouts.rules import rulebook
from handouts.schema import read_library
from handouts.source import Document, parse

TODAY = date(2026, 11, 23)
_HEAD = """\
clinic: {name: Test Clinic, phone: 770-555-0142, address: [1 Example Street]}
sources:
  one: {title: First source, publisher: A publisher, year: 2020, url: https://www.cdc.gov/one}
handouts:
  sample:
    kind: leaflet
    language: LANGUAGE
    title: A sample
    summary: What it is for.
    review: {status: draft, version: "1.0", edition: 2026-11-23}
    sections:
"""


def sample(sections: str, language: str = "en") -> str:
    """A content file around the YAML of its sections."""
    return _HEAD.replace("LANGUAGE", language) + indent(dedent(sections).strip("\n"), "      ") + "\n"


def body(text: str) -> str:
    """Sections that hold one paragraph, whatever stands in it."""
    return f"- heading: Part\n  body:\n    - {text!r}\n"


def library_of(text: str) -> tuple[Library, Document]:
    document = parse(text.encode(), "content.yaml")
    library, problems = read_library(document)
    assert library is not None, [problem.headline() for problem in problems]
    return library, document


def told(checks: Iterable[Check], sections: str, language: str = "en") -> list[tuple[str, str]]:
    """Code and the rest of the line that the caret stands under, for each problem."""
    library, document = library_of(sample(sections, language))
    subject = Subject(library.handouts[0], library, rulebook(), TODAY)
    return [_shown(document, problem) for check in checks for problem in check(subject)]


def told_of_library(checks: Iterable[LibraryCheck], text: str) -> list[tuple[str, str]]:
    """The same for rules about what handouts share."""
    library, document = library_of(text)
    return [_shown(document, problem) for check in checks for problem in check(library, rulebook(), TODAY)]


def _shown(document: Document, problem: Problem) -> tuple[str, str]:
    assert problem.hint
    place = problem.place or Place("")
    return problem.code, (document.line(place.line) or "")[max(0, place.column - 1) :]
