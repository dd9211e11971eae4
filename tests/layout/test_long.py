"""One sheet with hundreds of questions: what is held of each, and that no question takes longer than another."""

from __future__ import annotations

import tracemalloc

from handouts.model import Library
from handouts.schema import read_library
from handouts.source import parse
from handouts.typeset import typeset
from handouts.words import words_for
from tests.sheets import LETTER, faces, identity, theme

_HEAD = """\
clinic: {name: Test Clinic, phone: 770-555-0100, address: [1 Example Street, "Loganville, GA 30052"]}
handouts:
  questions:
    kind: faq
    language: en
    title: Many questions
    summary: All of them.
    review: {status: draft, version: "1.0", edition: 2026-11-23}
    sections:
      - heading: All questions
        body:
          - questions:
"""
_ENTRY = """\
              - ask: Question {0}. What should I do on day {0} of my treatment?
                answer: On day {0} eat a light meal, drink water and **rest at home**. Call us if step {0} is not clear.
"""
#: Kilobytes for a question. They were seven.
_MOST = 5.5


def questions(numbers: range) -> Library:
    found, problems = read_library(parse((_HEAD + "".join(map(_ENTRY.format, numbers))).encode(), "questions.yaml"))
    assert found is not None, problems
    return found


def peak(library: Library) -> float:
    """The most kilobytes that Python holds while a sheet is set, besides what it held before."""
    handout = library.handouts[0]
    tracemalloc.start()
    typeset(handout, library, theme(), faces(theme()), words_for("en"), LETTER, {}, identity(handout, library))
    most = tracemalloc.get_traced_memory()[1] / 1024
    tracemalloc.stop()
    return most


def test_a_question_takes_little_room() -> None:
    peak(questions(range(20)))
    few, many = (peak(questions(numbers)) for numbers in (range(1000, 1100), range(2000, 2400)))
    assert (many - few) / 300 < _MOST
