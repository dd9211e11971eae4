"""What a shape is: it reads a node, telling every problem, and describes itself to editors.

A shape's ``read`` gives the value, or None where it told a problem. ``json_schema`` gives a fragment of JSON Schema,
draft 7 (what editors' YAML support understands). Numbers and dates arrive as text here; in an editor they are typed.
Shapes are never compared or shown, and Python takes its time to write the methods for that: each start would pay.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import field
from typing import Any, Generic, Protocol, TypeAlias, TypeVar

from handouts.records import dataclass
from handouts.schema.reader import Reader
from handouts.source import Node, Scalar, Sequence

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)

Json: TypeAlias = dict[str, Any]


class Shape(Protocol[T_co]):
    """What a value must look like."""

    def read(self, node: Node, reader: Reader) -> T_co | None:
        """The value of ``node``; None after telling a problem."""

    def json_schema(self) -> Json:
        """The shape as JSON Schema, draft 7."""


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
