"""Reading a large file part by part: only the parts that are asked for, and none twice in one process.

The entries under one key of the file, such as its handouts, are YAML of their own: each begins on a line by itself, as
far in as the first of them. What a part says does not depend on the others as long as each is whole, so that one with
an open quote, or any other mistake, sends the reader back to the file as a whole (``parse``).
"""

from __future__ import annotations

import os
import re
from collections.abc import Collection
from functools import lru_cache

from handouts.records import dataclass
from handouts.source.characters import fits, with_plain_ends
from handouts.source.nodes import Document, Mapping, Node, Scalar, Text
from handouts.source.reading import SIZE_LIMIT, Entries, entries_of, file_bytes, load

_NEXT_KEY = re.compile(r"^[^\s#]", re.MULTILINE)
_FIRST = re.compile(r"\n( +)[^\s#]")
#: Lines that end YAML documents, or begin them: what follows is another one, which a part alone would not tell.
_DOCUMENTS = ("\n---", "\n...", "\n%")
#: Parts of files that are remembered: a library of a hundred handouts, and what it was before some edits.
_KEPT = 128


def load_parts(
    path: str | os.PathLike[str], key: str, only: Collection[str] = (), *, hint: str | None = None
) -> Document:
    """As ``load``, but of the entries under ``key`` only those named are read, if any are; the others are empty texts.

    The places of all nodes hold; where a text begins in the file (``start``) is told within its part. Where a part that
    is read has a mistake, or the file is not laid out so, or a name is not there, the whole file is read.
    """
    file = os.fspath(path)
    try:
        data = file_bytes(path)
        content = with_plain_ends(data.decode("utf-8"))
    except (OSError, ValueError):
        return load(path, hint=hint)
    if len(data) > SIZE_LIMIT or "\t" in content:
        return load(path, hint=hint)
    text = Text.of(file, content)
    root = _root(text, key, only)
    return Document(file, root, (), text) if root else load(path, hint=hint)


def part_names(document: Document, key: str) -> tuple[str, ...]:
    """The names under ``key`` of a file that is not YAML as a whole, if it is laid out as ``load_parts`` reads it."""
    parts = _parted(document.text.content, key) if document.text else None
    return tuple(dict.fromkeys(part.name for part in parts[1])) if parts else ()


@dataclass(frozen=True, slots=True)
class _Part:
    """Some lines of a file, from the line numbered ``first``; ``name`` is that of the entry they begin with."""

    name: str
    content: str
    first: int
    depth: int


def _root(text: Text, key: str, only: Collection[str]) -> Mapping | None:
    """The whole tree, or None where it must be read another way."""
    parts = _parted(text.content, key)
    if parts is None:
        return None
    before, own, after = parts
    if not fits(text.content[len(before.content) : text.starts[own[0].first]]):
        return None
    names = [part.name for part in own]
    if not set(only) <= set(names) or len(set(names)) < len(names):
        return None
    inside: list[tuple[Scalar, Node]] = []
    for part in own:
        if only and part.name not in only:
            inside.append((_name(text, part), Scalar("", _name(text, part).place)))
            continue
        found = _entries(text.file, part)
        if found is None:
            return None
        inside += found
    head, tail = (_entries(text.file, part) if part.content.strip() else () for part in (before, after))
    if head is None or tail is None:
        return None
    begin = Scalar(key, text.place(len(before.content)))
    entries = (*head, (begin, Mapping(tuple(inside), inside[0][0].place)), *tail)
    for group in (entries, inside):
        if len({name.text for name, _ in group}) < len(group):
            return None
    return Mapping(entries, entries[0][0].place)


def _name(text: Text, part: _Part) -> Scalar:
    indent = len(part.content) - len(part.content.lstrip(" "))
    return Scalar(part.name, text.place(text.starts[part.first] + indent))


def _parted(content: str, key: str) -> tuple[_Part, list[_Part], _Part] | None:
    """What stands before the key, each entry under it, and what stands behind; None where the file is laid out else."""
    begin = re.search(rf"^{re.escape(key)}:[ ]*$", content, re.MULTILINE)
    inner = _FIRST.search(content, begin.end()) if begin else None
    if begin is None or inner is None or any(mark in f"\n{content}" for mark in _DOCUMENTS):
        return None
    following = _NEXT_KEY.search(content, begin.end())
    end = following.start() if following else len(content)
    indent = inner.group(1)
    entry = re.compile(rf"\n{indent}([A-Za-z0-9_.-]+):[ ]*(?=\n)")
    starts = [(match.start() + 1, match.group(1)) for match in entry.finditer(content, begin.end(), end)]
    if not starts or starts[0][0] != inner.start(1):
        return None
    ends = [start for start, _ in starts[1:]] + [end]
    own = [
        _Part(name, content[start:stop], content.count("\n", 0, start), 3)
        for (start, name), stop in zip(starts, ends, strict=True)
    ]
    return (
        _Part("", content[: begin.start()], 0, 1),
        own,
        _Part("", content[end:], content.count("\n", 0, end), 1),
    )


@lru_cache(maxsize=_KEPT)
def _entries(file: str, part: _Part) -> Entries | None:
    """The entries of a part with their places in the file; None where anything is wrong with it."""
    if not fits(part.content):
        return None
    return entries_of(Text.of(file, part.content, part.first), part.depth)
