"""Reading only what is asked for, and nothing twice: for builds that name handouts, and for those of an edited file."""

from __future__ import annotations

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
_KEPT = 1024

#: What texts may refer to: a node is read anew where that has changed.
_Context = tuple[tuple[tuple[str, str | None], ...], tuple[str, ...], tuple[str, ...]]


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Once(Generic[T]):
    """Another shape, which in one process reads the same node once, and tells of it what it told before.

    With ``alike`` also a node that says the same at the same place: to compare small ones takes less than to read them.
    """

    shape: Shape[T]
    alike: bool = False

    def read(self, node: Node, reader: Reader) -> T | None:
        context = tuple(reader.fields.items()), tuple(reader.sources), tuple(reader.personal)
        value, problems = _read(Same(self.shape), node if self.alike else Same(node), context)
        for problem in problems:
            if problem.place:
                reader.report(problem.code, problem.message, problem.place, problem.hint)
        found: T | None = value
        return found

    def json_schema(self) -> Json:
        return self.shape.json_schema()


@lru_cache(maxsize=_KEPT)
def _read(shape: Same[Shape[Any]], node: Same[Node] | Node, context: _Context) -> tuple[Any, tuple[Problem, ...]]:
    fields, sources, personal = context
    reader = Reader(dict(fields), sources, personal)
    value = shape.thing.read(node.thing if isinstance(node, Same) else node, reader)
    return value, tuple(reader.problems)


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
