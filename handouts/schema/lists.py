"""Shapes of many: a list of one kind, and entries under ids that the writer chooses."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Generic, TypeVar

from handouts.markup import short
from handouts.problems import Place
from handouts.records import dataclass
from handouts.schema.reader import Reader
from handouts.schema.shapes import Json, Shape
from handouts.source import Mapping as MappingNode
from handouts.source import Node, Scalar, Sequence

T = TypeVar("T")


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class ListOf(Generic[T]):
    """A list with at least ``least`` entries. ``alone``: one entry may stand without a dash."""

    item: Shape[T]
    least: int = 1
    alone: bool = False
    what: str = "a list"

    def read(self, node: Node, reader: Reader) -> tuple[T, ...] | None:
        if not isinstance(node, Sequence):
            if self.alone and not (isinstance(node, Scalar) and not node.text):
                value = self.item.read(node, reader)
                return None if value is None else (value,)
            if isinstance(node, Scalar) and not node.text:
                reader.report(
                    "empty", f"there is nothing here; it must be {self.what}", node.place, "start each line with a dash"
                )
            else:
                reader.wrong_type(node, self.what, "start each entry with a dash and a space, on a line of its own")
            return None
        if len(node.items) < self.least:
            short = "this list is empty" if not node.items else f"this list has fewer than {self.least} entries"
            reader.report("empty", short, node.place, "add to it, or take it out with its key")
            return None
        values = [self.item.read(item, reader) for item in node.items]
        return tuple(v for v in values if v is not None) if None not in values else None

    def json_schema(self) -> Json:
        items = self.item.json_schema()
        listed = {"type": "array", "items": items, "minItems": self.least}
        return {"anyOf": [items, listed]} if self.alone else listed


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class MapOf(Generic[T]):
    """Entries under ids that the writer chooses. ``build`` gets the id, the value read, and the place of the id."""

    key: Shape[str]
    value: Shape[Callable[[str, Place], T]]
    what: str = "entries, each under its id"

    def read(self, node: Node, reader: Reader) -> Mapping[str, T] | None:
        if not isinstance(node, MappingNode):
            reader.wrong_type(node, self.what, "start each with an id and a colon on a line of its own")
            return None
        if not node.entries:
            reader.report("empty", "there are no entries here", node.place, "add one")
            return None
        values: dict[str, T] = {}
        seen: dict[str, Scalar] = {}
        whole = True
        for name, entry in node.entries:
            first = seen.setdefault(name.text.casefold(), name)
            if first is not name:
                message = f"'{short(name.text)}' differs from line {first.place.line} only in upper and lower case"
                reader.report("duplicate-id", message, name.place, "give one of them another id")
                whole = False
            key = self.key.read(name, reader) if first is name else name.text
            make = self.value.read(entry, reader)
            if key is None or make is None:
                whole = False
            elif first is name:
                values[key] = make(key, name.place)
        return MappingProxyType(values) if whole else None

    def json_schema(self) -> Json:
        return {
            "type": "object",
            "propertyNames": self.key.json_schema(),
            "additionalProperties": self.value.json_schema(),
            "minProperties": 1,
        }
