"""Setting values in a file: what is asked changes, every other character stays."""

from __future__ import annotations

import pytest

from handouts.source import Document, Mapping, Scalar, parse
from handouts.source.editing import quoted, with_values

BLOCK = """\
# a note
outer:
  review:   # why
    status: draft   # for now
    version: "0.1"

    next: 2027-11-01
  other: x
"""
FLOW = "outer: {review: {status: draft, version: '0.1'}, other: x}\n"


def read(text: str) -> tuple[Document, Mapping]:
    document = parse(text.encode(), "f.yaml")
    assert isinstance(document.root, Mapping)
    outer = document.root.get("outer")
    assert isinstance(outer, Mapping)
    review = outer.get("review")
    assert isinstance(review, Mapping)
    return document, review


def edited(text: str, **values: str) -> str:
    document, review = read(text)
    assert document.text is not None
    return with_values(document.text, review, values)


def test_a_value_is_replaced_and_others_are_added_behind() -> None:
    assert edited(BLOCK, status="reviewed", by="Jane Doe") == BLOCK.replace("draft", "reviewed").replace(
        "next: 2027-11-01\n", "next: 2027-11-01\n    by: Jane Doe\n"
    )


def test_flow_style_stays_flow_style() -> None:
    assert edited(FLOW, status="reviewed", by="Jane Doe") == FLOW.replace("draft", "reviewed").replace(
        "'0.1'", "'0.1', by: Jane Doe"
    )


def test_the_last_line_may_lack_its_end() -> None:
    assert (
        edited("outer:\n  review:\n    status: draft", by="X Y") == "outer:\n  review:\n    status: draft\n    by: X Y"
    )


@pytest.mark.parametrize(
    "value", ["yes", "1.0", "a: b", "# x", 'say "x"', "it's", "- x", "Doe, Jane", "{x}", "*x", "ünï", "", "a\\b", "x "]
)
@pytest.mark.parametrize("text", [BLOCK, FLOW])
def test_any_value_reads_back_as_it_was(text: str, value: str) -> None:
    document, review = read(edited(text, status=value, by=value))
    assert not document.problems
    assert {key.text: node.text for key, node in review.entries if isinstance(node, Scalar)}.items() >= {
        ("status", value),
        ("by", value),
    }


def test_plain_words_need_no_quotes() -> None:
    assert quoted("Jane Doe") == "Jane Doe"
    assert quoted("2027-11-01") == "2027-11-01"
    assert quoted("no") == '"no"'
