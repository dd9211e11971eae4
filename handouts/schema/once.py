"""Reading only what is asked for, and nothing twice: for builds that name handouts, and for those of an edited file."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import field, fields
from functools import lru_cache
from typing import Any, Generic, TypeVar

from handouts.problems import Problem
from handouts.records import Same, dataclass
from handouts.schema.reader import Reader
from handouts.schema.shapes import Json, Shape
from handouts.source import Mapping as MappingNode
from handouts.source import Node

T = TypeVar("T")

#: Values that are remembered: the handouts of a large library and their sections, some as they were before edits.
_KEPT = 4096

#: What texts may refer to: a node is read anew where that has changed.
_Context = tuple[tuple[tuple[str, str | None], ...], tuple[str, ...], tuple[str, ...]]


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Once(Generic[T]):
    """Another shape, which in one process reads the same node once, and tells of it what it told before.

    ``apart`` tells that no text in it refers to anything outside.
    """

    shape: Shape[T]
    apart: bool = False

    def read(self, node: Node, reader: Reader) -> T | None:
        context = _NOTHING if self.apart else _context(reader)
        value, problems = _read(Same(self.shape), Same(node), context)
        for problem in problems:
            if problem.place:
                reader.report(problem.code, problem.message, problem.place, problem.hint)
        found: T | None = value
        return found

    def json_schema(self) -> Json:
        return self.shape.json_schema()


_NOTHING: _Context = ((), (), ())


def _context(reader: Reader) -> _Context:
    return tuple(reader.fields.items()), tuple(reader.sources), tuple(reader.personal)


@lru_cache(maxsize=_KEPT)
def _read(shape: Same[Shape[Any]], node: Same[Node], context: _Context) -> tuple[Any, tuple[Problem, ...]]:
    fields, sources, personal = context
    reader = Reader(dict(fields), sources, personal)
    value = shape.thing.read(node.thing, reader)
    return value, tuple(reader.problems)


def the_first(made: T, by_itself: Collection[str]) -> T:
    """The first record made of these values, for which all that is remembered of it still holds.

    Values of the fields named ``by_itself`` are the same only if they are the very same object.
    """
    values = ((entry.name, getattr(made, entry.name)) for entry in fields(made))  # type: ignore[arg-type]  # a record
    told = tuple(Same(value) if name in by_itself else value for name, value in values)
    found: T = _first(_Made(type(made), told, made))
    return found


@dataclass(frozen=True, slots=True)
class _Made:
    """A record, told by its values."""

    kind: type
    told: tuple[object, ...]
    record: Any = field(compare=False)


@lru_cache(maxsize=_KEPT)
def _first(made: _Made) -> Any:
    return made.record


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Asked(Generic[T]):
    """Another shape, which reads of a mapping only the entries that the reader is asked for, if it is for any."""

    shape: Shape[T]

    def read(self, node: Node, reader: Reader) -> T | None:
        if reader.only and isinstance(node, MappingNode):
            entries = tuple((key, value) for key, value in node.entries if key.text in reader.only)
            node = MappingNode(entries, node.place)
        return self.shape.read(node, reader)

    def json_schema(self) -> Json:
        return self.shape.json_schema()
