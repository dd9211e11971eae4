"""Waivers: they hold where they stand, for their rule, until their day, and are told."""

from __future__ import annotations

from datetime import date
from textwrap import indent

import pytest

from handouts.checks.waivers import Waived, apply, handout_scopes, source_scopes
from handouts.problems import Place, Problem, Severity
from handouts.rules import rulebook
from handouts.schema import read_library
from handouts.source import parse
from tests.sheets import content

TODAY = date(2026, 11, 23)
WAIVE = "waive: [{rule: translation-block, reason: Known., until: 2027-01-31}]"
TWO = f"""
- heading: One
  {WAIVE}
  body:
    - First text.
    - >-
      Second text that
      runs over lines.
- heading: Two
  body: [Third text.]
"""


def applied(
    text: str, *lines: int, code: str = "translation-block", today: date = TODAY
) -> tuple[list[str], tuple[Waived, ...]]:
    library, problems = read_library(parse(text.encode(), "content.yaml"))
    assert library is not None, problems
    found = [Problem(code, f"line {line}", Place("content.yaml", line, 1), None, Severity.WARNING) for line in lines]
    scopes = (*handout_scopes(library.handouts[0]), *source_scopes(library))
    left, waived = apply(found, scopes, rulebook(), today)
    return [problem.code for problem in left], waived


def line_of(text: str, words: str) -> int:
    return next(number for number, line in enumerate(text.splitlines(), 1) if words in line)


@pytest.mark.parametrize("words", ["heading: One", "First text", "Second text", "runs over"])
def test_a_section_waives_what_stands_in_it(words: str) -> None:
    text = content(TWO)
    left, waived = applied(text, line_of(text, words))
    assert left == []
    assert [entry.waiver.reason for entry in waived] == ["Known."]


@pytest.mark.parametrize("words", ["heading: Two", "Third", "title: A sample"])
def test_it_waives_nothing_elsewhere(words: str) -> None:
    text = content(TWO)
    assert applied(text, line_of(text, words))[0] == ["translation-block", "waiver-unused"]


def test_it_waives_no_other_rule() -> None:
    text = content(TWO)
    assert applied(text, line_of(text, "First text"), code="translation-extra")[0] == [
        "translation-extra",
        "waiver-unused",
    ]


@pytest.mark.parametrize(
    ("today", "left"),
    [
        (date(2027, 1, 31), []),
        (date(2027, 2, 1), ["translation-block", "waiver-expired"]),
        (date(2025, 1, 1), ["waiver-too-long"]),
    ],
)
def test_it_holds_until_its_day(today: date, left: list[str]) -> None:
    text = content(TWO)
    assert applied(text, line_of(text, "First text"), today=today)[0] == left


def test_a_handout_waives_everywhere_in_it() -> None:
    text = content("- {heading: One, body: [Text.]}").replace("    summary:", f"{indent(WAIVE, '    ')}\n    summary:")
    assert applied(text, 3, 99)[0] == []


def test_a_source_waives_for_itself_alone() -> None:
    text = content("- {heading: One, body: [Text.]}").replace("year: 2021", f"year: 2021, {WAIVE}")
    assert applied(text, line_of(text, "two:"))[0] == []
    assert applied(text, line_of(text, "one:"))[0] == ["translation-block", "waiver-unused"]


@pytest.mark.parametrize(
    ("waiver", "code"),
    [
        ("{rule: tranlation-block, reason: x, until: 2027-01-01}", "unknown-rule"),
        ("{rule: review-expired, reason: x, until: 2027-01-01}", "unknown-rule"),
        ("{rule: translation-block, reason: '', until: 2027-01-01}", "empty"),
        ("{rule: translation-block, until: 2027-01-01}", "missing-field"),
        ("{rule: translation-block, reason: x}", "missing-field"),
        ("{rule: translation-block, reason: x, until: soon}", "bad-date"),
    ],
)
def test_a_waiver_needs_a_rule_a_reason_and_a_day(waiver: str, code: str) -> None:
    text = content(f"- {{heading: One, waive: [{waiver}], body: [Text.]}}")
    library, problems = read_library(parse(text.encode(), "content.yaml"))
    assert library is None
    assert [problem.code for problem in problems] == [code]
