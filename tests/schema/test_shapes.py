"""Shapes made of others: by kind of node, and inside themselves."""

from __future__ import annotations

from typing import Any

from handouts.schema.lists import ListOf
from handouts.schema.shapes import ByKind, Named
from handouts.schema.texts import Line
from tests.schema.shape_reading import good, told


def test_by_kind() -> None:
    shape: ByKind[Any] = ByKind("a text or a list", text=Line(), listed=ListOf(Line()))
    assert good(shape, "a\n") == "a"
    assert good(shape, "[a]\n") == ("a",)
    assert told(shape, "a: b\n") == [("wrong-type", 1, 1)]


def test_a_named_shape_may_lie_inside_itself() -> None:
    tree: Any = ByKind("a tree", text=Line(), listed=ListOf(Named("tree", lambda: tree)))
    assert good(tree, "[a, [b, [c]]]\n") == ("a", ("b", ("c",)))
    assert Named("tree", lambda: tree).json_schema() == {"allOf": [{"$ref": "#/definitions/tree"}]}
