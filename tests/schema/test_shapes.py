"""Shapes tell every problem of a node, each once, at its place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest

from handouts.problems import Problem
from handouts.schema.reader import Reader
from handouts.schema.shapes import (
    ByKind,
    Choice,
    Field,
    Line,
    ListOf,
    MapOf,
    Named,
    Need,
    OneKey,
    Record,
    Shape,
    Text,
    Turned,
)
from handouts.schema.values import Id, Integer
from handouts.source import parse


@dataclass(frozen=True)
class Pair:
    first: str
    second: int | None = None
    third: str | None = None


PAIR = Record(
    Pair,
    {
        "first": Field(Line(), "The first."),
        "second": Field(Integer(1, 9), "The second.", required=False),
        "third": Field(Line(), "The third.", required=False),
    },
    "a pair",
)


def read(shape: Shape[Any], text: str) -> tuple[Any, list[Problem]]:
    document = parse(text.encode(), "f")
    assert document.problems == ()
    assert document.root is not None
    reader = Reader()
    return shape.read(document.root, reader), reader.problems


def good(shape: Shape[Any], text: str) -> Any:
    value, problems = read(shape, text)
    assert problems == []
    return value


def told(shape: Shape[Any], text: str) -> list[tuple[str, int, int]]:
    value, problems = read(shape, text)
    assert problems == [] or value is None
    return [(p.code, p.place.line, p.place.column) for p in problems if p.place]


def test_text_and_line() -> None:
    assert good(Text(), "a **b**\n").plain == "a b"
    assert good(Line(), "a **b**\n  c\n") == "a **b** c"


@pytest.mark.parametrize("typed", ["no", "on", "1.10", "12:30", "0755", "~", "2026-11-01", "null"])
def test_text_stays_as_typed(typed: str) -> None:
    assert good(Text(), f"{typed}\n").plain == typed
    assert good(Line(), f"{typed}\n") == typed


def test_a_text_with_a_colon_is_told_how_to_quote() -> None:
    value, problems = read(ListOf(Text()), "- Note: take one\n")
    assert value is None
    assert problems[0].code == "wrong-type"
    assert "quotes" in (problems[0].hint or "")


def test_a_text_in_brackets_is_told_how_to_quote() -> None:
    _, problems = read(ListOf(Text()), "- [take one]\n")
    assert "quotes" in (problems[0].hint or "")


def test_choice() -> None:
    shape = Choice({"info": 1, "urgent": 2})
    assert good(shape, "urgent\n") == 2
    value, (problem,) = read(shape, "urgnet\n")
    assert value is None
    assert (problem.code, problem.hint) == ("bad-choice", "did you mean 'urgent'?")
    assert "info, urgent" in (read(shape, "zzz\n")[1][0].hint or "")
    assert read(Choice({"a": 1}, hint="later"), "b\n")[1][0].hint == "later"


def test_list_tells_each_bad_entry() -> None:
    assert good(ListOf(Line()), "- a\n- b\n") == ("a", "b")
    assert told(ListOf(Integer(1, 9)), "- 1\n- x\n- 3\n- [a]\n") == [("bad-number", 2, 3), ("wrong-type", 4, 3)]
    assert told(ListOf(Line()), "[]\n") == [("empty", 1, 1)]
    assert told(ListOf(Line()), "just text\n") == [("wrong-type", 1, 1)]
    assert told(ListOf(Line()), "- a\n-\n") == [("empty", 2, 2)]
    assert good(ListOf(Line(), alone=True), "just text\n") == ("just text",)


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


def test_map_reads_entries_under_ids() -> None:
    shape = MapOf(Id(), Turned(PAIR, lambda pair: lambda id, place: (id, place.line, pair.first)))
    assert good(shape, "x: {first: a}\ny: {first: b}\n") == {"x": ("x", 1, "a"), "y": ("y", 2, "b")}
    assert told(shape, "x: {first: a}\nX: {first: b}\n") == [("duplicate-id", 2, 1)]
    assert told(shape, "a b: {first: a}\nx: {}\n") == [("bad-id", 1, 1), ("missing-field", 2, 4)]
    assert told(shape, "{}\n") == [("empty", 1, 1)]
    assert told(shape, "- x\n") == [("wrong-type", 1, 1)]


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


def test_by_kind() -> None:
    shape: ByKind[Any] = ByKind("a text or a list", text=Line(), listed=ListOf(Line()))
    assert good(shape, "a\n") == "a"
    assert good(shape, "[a]\n") == ("a",)
    assert told(shape, "a: b\n") == [("wrong-type", 1, 1)]


def test_a_named_shape_may_lie_inside_itself() -> None:
    tree: Any = ByKind("a tree", text=Line(), listed=ListOf(Named("tree", lambda: tree)))
    assert good(tree, "[a, [b, [c]]]\n") == ("a", ("b", ("c",)))
    assert Named("tree", lambda: tree).json_schema() == {"allOf": [{"$ref": "#/definitions/tree"}]}


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
