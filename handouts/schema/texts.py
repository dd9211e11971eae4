"""Shapes of words: a text with marks, a line without, one word of a few."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Generic, TypeVar

from handouts.markup import Inline, short
from handouts.records import dataclass
from handouts.schema.reader import Reader
from handouts.schema.shapes import Json
from handouts.source import Mapping as MappingNode
from handouts.source import Node, Scalar, Sequence

T = TypeVar("T")


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
