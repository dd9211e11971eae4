"""Shapes of fields with fixed names: all of a record, or the one key that says what sort of block it is."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import Any, Generic, TypeVar

from handouts.markup import short
from handouts.problems import closest
from handouts.records import dataclass
from handouts.schema.reader import Reader
from handouts.schema.shapes import Json, Shape
from handouts.source import Mapping as MappingNode
from handouts.source import Node, Scalar

T = TypeVar("T")

_SHORTEST = 3  # fields in a hint that lists them all


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Field:
    """One field of a record; ``doc`` is shown by editors."""

    shape: Shape[Any]
    doc: str
    required: bool = True
    default: Any = None


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Need:
    """Of the fields named, at least one must be given, and where ``one`` is set no more than that."""

    names: tuple[str, ...]
    one: bool = False


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Record(Generic[T]):
    """Fields with fixed names. ``build`` makes the value from them, and from the place of the record if ``placed``.

    ``check`` looks at the values together, with the node to tell places by; it gives False after telling a problem.
    Values that could not be read are None to it: one mistake must not hide another.
    """

    build: Callable[..., T]
    fields: Mapping[str, Field]
    what: str = "a set of fields"
    needs: tuple[Need, ...] = ()
    placed: bool = False
    check: Callable[[Mapping[str, Any], MappingNode, Reader], bool] | None = None

    def read(self, node: Node, reader: Reader) -> T | None:
        if not isinstance(node, MappingNode):
            reader.wrong_type(node, self.what, f"write it as fields: {self._listed()}")
            return None
        meant = self._unknown(node, reader)
        whole = not meant
        given = {key.text: value for key, value in node.entries}
        values: dict[str, Any] = {}
        for name, described in self.fields.items():
            if name not in given:
                values[name] = described.default
                if described.required and name not in meant:
                    whole = False
                    reader.report(
                        "missing-field", f"'{name}' is missing in {self.what}", node.place, _lower(described.doc)
                    )
                continue
            values[name] = described.shape.read(given[name], reader)
            whole = whole and values[name] is not None
        whole = self._needed(node, given, meant, reader) and whole
        whole = (self.check is None or self.check(values, node, reader)) and whole
        if not whole:
            return None
        # In the order of the file: it may mean something, as with lists under one item.
        values = {**{name: values[name] for name in given if name in values}, **values}
        return self.build(**values, place=node.place) if self.placed else self.build(**values)

    def _unknown(self, node: MappingNode, reader: Reader) -> tuple[str | None, ...]:
        """Tell every unknown field; gives what each was meant to be, which is then not told as missing too."""
        unknown = [key for key, _ in node.entries if key.text not in self.fields]
        if not unknown:
            return ()
        left = [name for name in self.fields if node.get(name) is None]
        for key in unknown:
            message = f"there is no field '{short(key.text)}' in {self.what}"
            reader.unknown("unknown-field", message, key.text, left or self.fields, key.place)
        return tuple(closest(key.text, left or self.fields) for key in unknown)

    def _needed(
        self, node: MappingNode, given: Mapping[str, Node], meant: Collection[str | None], reader: Reader
    ) -> bool:
        met = True
        for need in self.needs:
            present = [name for name in need.names if name in given]
            if not present and not set(need.names).isdisjoint(meant):
                continue
            if not present:
                met = False
                message = f"{self.what} needs {_either(need.names)}"
                reader.report("missing-field", message, node.place, "add one of them")
            elif need.one and len(present) > 1:
                met = False
                place = next(key.place for key, _ in node.entries if key.text == present[1])
                reader.report("conflicting-fields", f"give either {_either(need.names)}", place, "take one of them out")
        return met

    def _listed(self) -> str:
        names = [f"{name}: …" for name, described in self.fields.items() if described.required]
        return ", ".join(names or [f"{name}: …" for name in list(self.fields)[:_SHORTEST]])

    def json_schema(self) -> Json:
        properties = {name: {**f.shape.json_schema(), "description": f.doc} for name, f in self.fields.items()}
        schema: Json = {"type": "object", "properties": properties, "additionalProperties": False}
        required = [name for name, described in self.fields.items() if described.required]
        if required:
            schema["required"] = required
        if self.needs:
            schema["allOf"] = [
                {"oneOf" if need.one else "anyOf": [{"required": [name]} for name in need.names]} for need in self.needs
            ]
        return schema


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class OneKey(Generic[T]):
    """A mapping with exactly one key, which says what sort of thing its value is."""

    choices: Mapping[str, Field]
    what: str = "a block"

    def read(self, node: Node, reader: Reader) -> T | None:
        if not isinstance(node, MappingNode):
            reader.wrong_type(node, self.what, f"start it with one of: {', '.join(self.choices)}")
            return None
        if len(node.entries) != 1:
            self._count(node, reader)
            return None
        key, value = node.entries[0]
        if key.text not in self.choices:
            self._unknown(key, reader)
            return None
        found: T | None = self.choices[key.text].shape.read(value, reader)
        return found

    def _count(self, node: MappingNode, reader: Reader) -> None:
        if not node.entries:
            reader.report("block-keys", f"{self.what} needs a key", node.place, f"there are: {', '.join(self.choices)}")
            return
        (first, value), (second, _) = node.entries[:2]
        others = [key.text for key, _ in node.entries[1:8]]
        if isinstance(value, Scalar) and not value.text and not any(name in self.choices for name in others):
            message = f"'{short(first.text)}' is empty because the lines below it do not stand further in"
            reader.report("indentation", message, second.place, f"put two more spaces before {', '.join(others)}")
            return
        names = ", ".join(short(key.text) for key, _ in node.entries[:5])
        message = f"{self.what} has one key, and this has {len(node.entries)}: {names}"
        reader.report("block-keys", message, second.place, "start each block with a dash of its own")

    def _unknown(self, key: Scalar, reader: Reader) -> None:
        message = f"there is no block '{short(key.text)}'"
        if " " in key.text.strip():
            hint = "if this is a paragraph, put quotes around it: a colon and a space make a key"
            reader.report("unknown-block", message, key.place, hint)
        else:
            reader.unknown("unknown-block", message, key.text, self.choices, key.place)

    def json_schema(self) -> Json:
        properties = {name: {**f.shape.json_schema(), "description": f.doc} for name, f in self.choices.items()}
        one = {"minProperties": 1, "maxProperties": 1}
        return {"type": "object", "properties": properties, "additionalProperties": False, **one}


def _either(names: tuple[str, ...]) -> str:
    quoted = [f"'{name}'" for name in names]
    return f"{', '.join(quoted[:-1])} or {quoted[-1]}"


def _lower(doc: str) -> str:
    return f"add it: {doc[:1].lower()}{doc[1:].rstrip('.')}"
