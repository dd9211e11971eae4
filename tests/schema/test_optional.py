"""Sections that not every copy has: none of them holds a warning, and something is left without them."""

from __future__ import annotations

import pytest

from handouts.review import fingerprint
from tests.schema.content_files import BEFORE, HEAD, library, read, sheet, told

TEXT = BEFORE + "          - Some text.\n"
BESIDES = "      - heading: For everybody\n        body: [Text.]\n"
ON_REQUEST = TEXT.replace("- heading: One\n", "- heading: One\n        optional: on request\n")


def test_a_section_may_be_optional() -> None:
    text = TEXT.replace("- heading: One\n", "- heading: One\n        optional: true\n")
    assert sheet(text).sections[0].optional
    assert not sheet(TEXT).sections[0].optional
    plain, marked = library(TEXT), library(text)
    # Who reviews a handout also vouches for what may be missing from a copy.
    assert fingerprint(marked.handouts[0], marked) != fingerprint(plain.handouts[0], plain)
    assert told(text.replace("true", "yes"))[0][0] == "bad-choice"


@pytest.mark.parametrize(
    "block",
    [
        "- callout: {tone: urgent, text: Call 911.}",
        "- callout: {tone: info, body: [{callout: {tone: caution, text: Take care.}}]}",
        "- benefits_and_risks: {benefits: [a], risks: [b]}",
        "- contacts: {title: Who to call, people: [{who: Us, reach: 1}]}",
        "- questions: [{ask: a, answer: [{callout: {tone: caution, text: Take care.}}]}]",
    ],
)
def test_a_warning_may_not_be_left_out(block: str) -> None:
    text = f"{BEFORE}          {block}\n".replace("- heading: One\n", "- heading: One\n        optional: true\n")
    assert [code for code, _, _ in told(text)] == ["optional-warning"]
    assert told(text.replace("true", "false")) == []
    asked_for = text.replace("optional: true", "optional: on request") + BESIDES
    assert [code for code, _, _ in told(asked_for)] == ["optional-warning"]


def test_a_warning_in_a_section_below_may_not_be_left_out_either() -> None:
    inner = "          - heading: Two\n            body:\n              - callout: {tone: urgent, text: Call 911.}\n"
    text = TEXT.replace("- heading: One", "- heading: One\n        optional: true") + "        sections:\n" + inner
    assert HEAD in text
    assert [code for code, _, _ in told(text)] == ["optional-warning"]


def test_a_section_may_be_printed_only_on_request() -> None:
    asked, always, usually = (
        library(text + BESIDES) for text in (ON_REQUEST, TEXT, ON_REQUEST.replace("on request", "true"))
    )
    first, second = asked.handouts[0].sections
    assert (first.optional, first.on_request, second.on_request) == (True, True, False)
    assert not usually.handouts[0].sections[0].on_request
    # Its words are among those that were reviewed, and so is whether everybody reads them.
    assert len({fingerprint(one.handouts[0], one) for one in (asked, always, usually)}) == 3
    other = library(ON_REQUEST.replace("Some text", "Other text") + BESIDES)
    assert fingerprint(other.handouts[0], other) != fingerprint(asked.handouts[0], asked)


def test_a_slip_is_told_with_what_was_meant() -> None:
    _, (problem,) = read(ON_REQUEST.replace("on request", "on-request") + BESIDES)
    assert (problem.code, problem.hint) == ("bad-choice", "did you mean 'on request'?")


def test_a_sheet_that_prints_nothing_is_told() -> None:
    assert [code for code, _, _ in told(ON_REQUEST)] == ["nothing-prints"]
    nested = "        sections:\n          - {heading: Two, optional: on request, body: [Text.]}\n"
    below = BEFORE.replace("        body:\n", "") + nested
    assert [code for code, _, _ in told(below)] == ["nothing-prints"]
    assert told(ON_REQUEST + BESIDES) == []
