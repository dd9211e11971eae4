"""Lists and maps tell each bad entry."""

from __future__ import annotations

from handouts.schema.lists import ListOf, MapOf
from handouts.schema.shapes import Turned
from handouts.schema.texts import Line
from handouts.schema.values import Id, Integer
from tests.schema.shape_reading import PAIR, good, told


def test_list_tells_each_bad_entry() -> None:
    assert good(ListOf(Line()), "- a\n- b\n") == ("a", "b")
    assert told(ListOf(Integer(1, 9)), "- 1\n- x\n- 3\n- [a]\n") == [("bad-number", 2, 3), ("wrong-type", 4, 3)]
    assert told(ListOf(Line()), "[]\n") == [("empty", 1, 1)]
    assert told(ListOf(Line()), "just text\n") == [("wrong-type", 1, 1)]
    assert told(ListOf(Line()), "- a\n-\n") == [("empty", 2, 2)]
    assert good(ListOf(Line(), alone=True), "just text\n") == ("just text",)


def test_map_reads_entries_under_ids() -> None:
    shape = MapOf(Id(), Turned(PAIR, lambda pair: lambda id, place: (id, place.line, pair.first)))
    assert good(shape, "x: {first: a}\ny: {first: b}\n") == {"x": ("x", 1, "a"), "y": ("y", 2, "b")}
    assert told(shape, "x: {first: a}\nX: {first: b}\n") == [("duplicate-id", 2, 1)]
    assert told(shape, "a b: {first: a}\nx: {}\n") == [("bad-id", 1, 1), ("missing-field", 2, 4)]
    assert told(shape, "{}\n") == [("empty", 1, 1)]
    assert told(shape, "- x\n") == [("wrong-type", 1, 1)]
