"""Writing YAML as people do, plain where that is safe and long texts folded, and changing texts in their places."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TypeAlias

from handouts.records import dataclass
from handouts.source.nodes import Mapping as MappingNode
from handouts.source.nodes import Node, Scalar, Text
from handouts.source.nodes import Sequence as SequenceNode
from handouts.source.reading import parse

#: Texts, lists and fields as Python has them.
Tree: TypeAlias = "str | Sequence[Tree] | Mapping[str, Tree]"

#: The longest line, in characters; what is longer is folded where it has blanks.
WIDTH = 120
_STEP = "  "
#: Days and whole numbers, which mean the same to every program.
_TYPED = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}|0|[1-9][0-9]{0,8}")
#: What other programs take for something else than text.
_TAKEN = frozenset({"yes", "no", "on", "off", "true", "false", "null", "y", "n", "~"})


@dataclass(frozen=True, slots=True)
class Edit:
    """The characters from ``start`` up to ``end`` give way to ``new``."""

    start: int
    end: int
    new: str


def edited(content: str, edits: Sequence[Edit], start: int = 0, end: int | None = None) -> str:
    """The characters from ``start`` up to ``end`` with the edits that lie there; no two may overlap."""
    out, at = [], start
    stop = len(content) if end is None else end
    for edit in sorted(edits, key=lambda edit: (edit.start, edit.end)):
        if start <= edit.start and edit.end <= stop:
            out += [content[at : edit.start], edit.new]
            at = edit.end
    return "".join([*out, content[at:stop]])


# --- writing ------------------------------------------------------------------------------------------------------


def block(tree: Tree, indent: int) -> list[str]:
    """A tree as lines, each ``indent`` blanks further in."""
    lines: list[str] = []
    if isinstance(tree, str):
        return list(_hung(" " * indent, tree, indent))
    if isinstance(tree, Mapping):
        for key, value in tree.items():
            lines += _entry(f"{' ' * indent}{key}:", value, indent + len(_STEP))
        return lines
    for item in tree:
        dash = f"{' ' * indent}-"
        if isinstance(item, Mapping):
            first, *rest = block(item, indent + len(_STEP))
            lines += [f"{dash} {first.lstrip()}", *rest]
        elif isinstance(item, str):
            lines += _hung(f"{dash} ", item, indent + len(_STEP))
        else:
            lines.append(f"{dash} {flow(item)}")
    return lines


def flow(tree: Tree) -> str:
    """A tree on one line."""
    if isinstance(tree, str):
        return written(tree, flow=True)
    if isinstance(tree, Mapping):
        return "{" + ", ".join(f"{key}: {flow(value)}" for key, value in tree.items()) + "}"
    return "[" + ", ".join(map(flow, tree)) + "]"


def written(value: str, flow: bool = False, like: str = "") -> str:
    """A text as a value on one line: without quotes where that is safe, else in those that ``like`` begins with."""
    if like.startswith("'") and "\n" not in value:
        return "'" + value.replace("'", "''") + "'"
    if like.startswith('"') or not _is_safe(value, flow):
        return json.dumps(value, ensure_ascii=False)
    return value


def folded(value: str, indent: int) -> list[str]:
    """A text as the lines of a folded block, each ``indent`` blanks further in."""
    lines, line = [], ""
    for word in value.split(" "):
        if line and indent + len(line) + 1 + len(word) > WIDTH:
            lines.append(" " * indent + line)
            line = word
        else:
            line = f"{line} {word}" if line else word
    return [*lines, " " * indent + line]


def _entry(key: str, value: Tree, indent: int) -> Iterator[str]:
    if isinstance(value, str):
        yield from _hung(f"{key} ", value, indent)
    else:
        yield key
        yield from block(value, indent)


def _hung(head: str, value: str, indent: int) -> Iterator[str]:
    """A text behind its key or dash, folded below it where it is long."""
    if len(head) + len(value) <= WIDTH or value != " ".join(value.split(" ")) or "  " in value:
        yield head + written(value)
        return
    lines = folded(value, indent)
    if len(lines) == 1:
        yield head + written(value)
    else:
        yield f"{head}>-"
        yield from lines


def _is_safe(value: str, flow: bool) -> bool:
    """Whether a text without quotes is read back as what it is, here and by other programs."""
    if _TYPED.fullmatch(value):
        return True
    if not value or value.lower() in _TAKEN or value.strip() != value or not any(char.isalpha() for char in value):
        return False
    read = parse((f"[{value}]" if flow else f"k: {value}").encode("utf-8", "surrogatepass"), "")
    if read.problems:
        return False
    node: Node | None = None
    if isinstance(read.root, MappingNode):
        node = read.root.get("k")
    elif isinstance(read.root, SequenceNode) and len(read.root.items) == 1:
        node = read.root.items[0]
    return isinstance(node, Scalar) and node.plain and node.text == value


# --- finding places in a file -------------------------------------------------------------------------------------


def index_of(text: Text, node: Node) -> int:
    """The index of a node's first character."""
    return node.start if isinstance(node, Scalar) else text.starts[node.place.line - 1] + node.place.column - 1


def is_flow(text: Text, node: Node) -> bool:
    """Whether a list or fields stand in brackets."""
    return not isinstance(node, Scalar) and text.content[index_of(text, node)] in "[{"


def end_of(text: Text, node: Node) -> int:
    """The index behind a node's last character, its closing bracket included; line ends after it do not count."""
    if isinstance(node, Scalar):
        raw = text.content[node.start : node.end]
        return node.start + len(raw.rstrip(" \n")) if not node.plain or raw else node.end
    last = node.items[-1] if isinstance(node, SequenceNode) else node.entries[-1][1]
    end = end_of(text, last)
    if not is_flow(text, node):
        return end
    closing = "]" if isinstance(node, SequenceNode) else "}"
    while text.content[end] != closing:
        end = text.content.find("\n", end) if text.content[end] == "#" else end + 1
    return end + 1


def line_end(text: Text, index: int) -> int:
    """The index of the end of the line that holds ``index``."""
    found = text.content.find("\n", index)
    return len(text.content) if found < 0 else found


def replacing(text: Text, scalar: Scalar, value: str, flow: bool) -> Edit:
    """The edit that puts another text in a scalar's place, in the quotes or the folded form that it has."""
    end = end_of(text, scalar)
    raw = text.content[scalar.start : end]
    if raw[:1] in {"|", ">"} and "\n" in raw:
        second = raw.split("\n", 1)[1].lstrip("\n")
        indent = len(second) - len(second.lstrip(" "))
        return Edit(scalar.start, end, "\n".join([">-", *folded(value, indent)]))
    blank = " " if text.content[scalar.start - 1 : scalar.start] in {":", "-"} else ""
    return Edit(scalar.start, end, blank + written(value, flow, like=raw))
