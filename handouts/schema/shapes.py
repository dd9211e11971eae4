"""Shapes that values can have: each reads a node, telling every problem, and describes itself to editors.

A shape's ``read`` gives the value, or None where it told a problem. ``json_schema`` gives a fragment of JSON Schema,
draft 7 (what editors' YAML support understands). Numbers and dates arrive as text here; in an editor they are typed.
Shapes are never compared or shown, and Python takes its time to write the methods for that: each start would pay.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import field
from types import MappingProxyType
from typing import Any, Generic, Protocol, TypeAlias, TypeVar

from handouts.markup import Inline, short
from handouts.problems import Place, closest
from handouts.records import dataclass
from handouts.schema.reader import Reader
from handouts.source import Mapping as MappingNode
from handouts.source import Node, Scalar, Sequence

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)

Json: TypeAlias = dict[str, Any]

_SHORTEST = 3  # fields in a hint that lists them all


class Shape(Protocol[T_co]):
    """What a value must look like."""

    def read(self, node: Node, reader: Reader) -> T_co | None:
        """The value of ``node``; None after telling a problem."""

    def json_schema(self) -> Json:
        """The shape as JSON Schema, draft 7."""


def scalar(node: Node, reader: Reader, expected: str) -> Scalar | None:
    """The node where it is a text with something in it; tells what is wrong where it is not."""
    if isinstance(node, MappingNode):
        hint = None
        if node.entries and node.entries[0][0].place.line == node.place.line:
            key = node.entries[0][0].text
            hint = f"a colon and a space after '{key}' make it a field: put quotes around a text with a colon in it"
        reader.wrong_type(node, expected, hint)
        return None
    if isinstance(node, Sequence):
        hint = "put quotes around a text that starts with [" if _in_brackets(node) else "take the dashes out"
        reader.wrong_type(node, expected, hint)
        return None
    if not node.text.strip():
        reader.report(
            "empty", f"there is nothing here; it must be {expected}", node.place, "write it after the colon or dash"
        )
        return None
    return node


def _in_brackets(node: Sequence) -> bool:
    return bool(node.items) and node.items[0].place > node.place and node.items[0].place.line == node.place.line


def one_line(text: str) -> str:
    """White space as single spaces, none at the ends; no-break spaces stay."""
    return " ".join(part for part in text.replace("\t", " ").replace("\n", " ").split(" ") if part)


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Text:
    """Words with inline Markdown. ``personal`` allows fields that each patient's copy fills."""

    personal: bool = True

    def read(self, node: Node, reader: Reader) -> Inline | None:
        found = scalar(node, reader, "a text")
        return reader.inline(found, self.personal) if found else None

    def json_schema(self) -> Json:
        return {"type": ["string", "number", "boolean"], "minLength": 1}


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Line:
    """Words as they are, without Markdown."""

    def read(self, node: Node, reader: Reader) -> str | None:
        found = scalar(node, reader, "a text")
        return one_line(found.text) if found else None

    def json_schema(self) -> Json:
        return {"type": ["string", "number", "boolean"], "minLength": 1}


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Choice(Generic[T]):
    """One of a few words; ``hint`` tells those who want another one."""

    words: Mapping[str, T]
    hint: str | None = None

    def read(self, node: Node, reader: Reader) -> T | None:
        known = ", ".join(self.words)
        found = scalar(node, reader, f"one of: {known}" if len(self.words) > 1 else known)
        if found is None:
            return None
        if found.text not in self.words:
            message = f"'{short(found.text)}' cannot stand here"
            if self.hint:
                reader.report("bad-choice", message, found.place, self.hint)
            else:
                reader.unknown("bad-choice", message, found.text, self.words, found.place)
            return None
        return self.words[found.text]

    def json_schema(self) -> Json:
        return {"type": "string", "enum": list(self.words)}


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


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class ByKind(Generic[T]):
    """A text, a list or fields, each read by a shape of its own; a missing one is not allowed here."""

    what: str
    text: Shape[T] | None = None
    listed: Shape[T] | None = None
    fields: Shape[T] | None = None

    def read(self, node: Node, reader: Reader) -> T | None:
        shape = self.listed if isinstance(node, Sequence) else self.fields
        if isinstance(node, Scalar):
            shape = self.text
        if shape is None:
            reader.wrong_type(node, self.what)
            return None
        return shape.read(node, reader)

    def json_schema(self) -> Json:
        return {"anyOf": [shape.json_schema() for shape in (self.text, self.listed, self.fields) if shape]}


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Turned(Generic[T]):
    """Another shape whose value is turned into what the model wants."""

    shape: Shape[Any]
    turn: Callable[[Any], T]

    def read(self, node: Node, reader: Reader) -> T | None:
        value = self.shape.read(node, reader)
        return None if value is None else self.turn(value)

    def json_schema(self) -> Json:
        return self.shape.json_schema()


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Named(Generic[T]):
    """A shape that may lie inside itself, found by name: in JSON Schema under ``definitions``."""

    name: str
    find: Callable[[], Shape[T]] = field(repr=False)

    def read(self, node: Node, reader: Reader) -> T | None:
        return self.find().read(node, reader)

    def json_schema(self) -> Json:
        # Draft 7 ignores what stands beside a $ref; allOf keeps the description of the field.
        return {"allOf": [{"$ref": f"#/definitions/{self.name}"}]}


def _either(names: tuple[str, ...]) -> str:
    quoted = [f"'{name}'" for name in names]
    return f"{', '.join(quoted[:-1])} or {quoted[-1]}"


def _lower(doc: str) -> str:
    return f"add it: {doc[:1].lower()}{doc[1:].rstrip('.')}"
