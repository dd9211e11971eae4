"""Fields with fixed names: every problem of a node, each once, at its place."""

from __future__ import annotations

from typing import Any

from handouts.schema.records import Field, Need, OneKey, Record
from handouts.schema.texts import Line
from tests.schema.shape_reading import PAIR, Pair, good, read, told


def test_record_tells_unknown_and_bad_fields_together() -> None:
    assert good(PAIR, "{first: a, second: 2}\n") == Pair("a", 2)
    assert told(PAIR, "frist: a\nsecond: x\n") == [
        ("unknown-field", 1, 1),  # what it was meant to be is not told as missing too
        ("bad-number", 2, 9),
    ]
    assert read(PAIR, "frist: a\n")[1][0].hint == "did you mean 'first'?"
    assert told(PAIR, "a text\n") == [("wrong-type", 1, 1)]
    assert told(PAIR, "- a\n") == [("wrong-type", 1, 1)]


def test_only_fields_not_yet_given_are_suggested() -> None:
    _, problems = read(PAIR, "first: a\nfirsd: b\n")
    assert problems[0].hint != "did you mean 'first'?"


def test_needs() -> None:
    one = Record(Pair, PAIR.fields, "a pair", needs=(Need(("second", "third"), one=True),))
    assert told(one, "first: a\n") == [("missing-field", 1, 1)]
    assert told(one, "first: a\nsecond: 1\nthird: b\n") == [("conflicting-fields", 3, 1)]
    some = Record(Pair, PAIR.fields, "a pair", needs=(Need(("second", "third")),))
    assert good(some, "first: a\nsecond: 1\nthird: b\n") == Pair("a", 1, "b")


ONE: OneKey[Any] = OneKey({"pair": Field(PAIR, "A pair."), "line": Field(Line(), "A line.")})


def test_one_key() -> None:
    assert good(ONE, "line: a\n") == "a"
    assert told(ONE, "lien: a\n") == [("unknown-block", 1, 1)]
    assert told(ONE, "{}\n") == [("block-keys", 1, 1)]
    assert told(ONE, "line: a\npair: {first: b}\n") == [("block-keys", 2, 1)]
    assert told(ONE, "pair:\nfirst: a\nsecond: 1\n") == [("indentation", 2, 1)]
    assert told(ONE, "text\n") == [("wrong-type", 1, 1)]


def test_a_paragraph_with_a_colon_is_told_how_to_quote() -> None:
    assert "quotes" in (read(ONE, "Please note: this\n")[1][0].hint or "")
    assert read(ONE, "lien: a\n")[1][0].hint == "did you mean 'line'?"


def test_json_schema_of_a_record() -> None:
    schema = Record(Pair, PAIR.fields, "a pair", needs=(Need(("second", "third"), one=True),)).json_schema()
    assert schema["required"] == ["first"]
    assert schema["additionalProperties"] is False
    assert schema["properties"]["second"] == {
        "type": "integer",
        "minimum": 1,
        "maximum": 9,
        "description": "The second.",
    }
    assert schema["allOf"] == [{"oneOf": [{"required": ["second"]}, {"required": ["third"]}]}]
