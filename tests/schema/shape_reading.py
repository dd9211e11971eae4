"""Reading one node with one shape: the value, and what is told."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from handouts.problems import Problem
from handouts.schema.reader import Reader
from handouts.schema.records import Field, Record
from handouts.schema.shapes import Shape
from handouts.schema.texts import Line
from handouts.schema.values import Integer
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
